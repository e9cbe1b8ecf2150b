import type { CivilDate } from '@aftercare/kernel';
import { readCsv } from '../csv-records.js';
import type { FileRow } from '../importer.js';
import { RowFault } from '../row-fault.js';
import { type Cells, COLUMNS, type OpenRepairRow, readRow } from './row.js';

/** The columns we need and a header lacks. */
export function missingColumns(header: readonly string[]): string[] {
  return COLUMNS.filter((column) => !header.includes(column));
}

/**
 * I1, I5. Streams the rows of a file. `seen` holds the ids of this job so far, some 60 bytes each: the one thing that
 * grows with the files.
 */
export async function* readRows(
  path: string,
  seen: Set<string>,
  today: CivilDate,
): AsyncGenerator<FileRow<OpenRepairRow>> {
  let header: readonly string[] | null = null;
  for await (const { line, bytes, fields, fault } of readCsv(path)) {
    if (header) {
      yield { line, bytes, read: readFields(header, fields, fault && new RowFault(fault), seen, today) };
    } else {
      header = fields.map((field) => field.trim().toLowerCase());
    }
  }
}

function readFields(
  header: readonly string[],
  fields: readonly string[],
  fault: RowFault | null,
  seen: Set<string>,
  today: CivilDate,
): OpenRepairRow | RowFault {
  if (fault) return fault;
  if (fields.length !== header.length)
    return new RowFault('column-count', { expected: header.length, found: fields.length });
  try {
    const cells = Object.fromEntries(header.map((column, index) => [column, fields[index] ?? '']));
    const row = readRow(cells as Cells, today);
    if (seen.has(row.id)) return new RowFault('id-repeated', { value: row.id });
    seen.add(row.id);
    return row;
  } catch (error) {
    if (error instanceof RowFault) return error;
    throw error;
  }
}
