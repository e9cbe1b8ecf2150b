import { Injectable } from '@nestjs/common';
import { newId } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, assertPermission, Database, Outbox, type Statement } from '@aftercare/platform';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { type Cell, EMPTIED } from './cells.js';
import { ImportKinds } from './import-kinds.js';
import type { RowKindName } from './import-job.js';
import { tooManyRows } from './imports.errors.js';

/** A spreadsheet is made in memory; more rows are given out as CSV. */
const MAX_XLSX_ROWS = 50_000;

/** I14. Gives out all entries of a kind, in the columns in which it takes them in. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly db: Database,
    private readonly kinds: ImportKinds,
    private readonly outbox: Outbox,
  ) {}

  /** CSV with a byte order mark; no cell starts like a formula. */
  async csv(actor: Actor, kind: RowKindName): Promise<Readable> {
    const { columns, rows } = await this.open(actor, kind);
    const file = stringify({ bom: true, header: true, columns, escape_formulas: true });
    // Whoever stops reading the file ends the reading of the rows; what fails there ends the file.
    pipeline(Readable.from(rows), file, () => undefined);
    return file;
  }

  /** A spreadsheet of texts: nothing in it is a formula. Refuses more than 50,000 rows. */
  async xlsx(actor: Actor, kind: RowKindName): Promise<Buffer> {
    const { columns, rows } = await this.open(actor, kind);
    const sheet: SheetData = [columns.map((value) => ({ value, type: String, fontWeight: 'bold' }))];
    for await (const row of rows) {
      if (sheet.length > MAX_XLSX_ROWS) throw tooManyRows({ max: MAX_XLSX_ROWS });
      sheet.push(
        row.map((value) => (value === '' ? null : { value: value === EMPTIED ? `'${value}` : value, type: String })),
      );
    }
    return writeXlsxFile(sheet, { stickyRowsCount: 1 }).toBuffer();
  }

  /** Who takes away everything there is leaves an audit entry. */
  private async open(actor: Actor, name: RowKindName): Promise<{ columns: string[]; rows: AsyncIterable<string[]> }> {
    assertNetworkWide(actor);
    const importer = this.kinds.rowsOf(name);
    assertPermission(actor, importer.kind.permission);
    await this.db.transaction((tx) =>
      this.outbox.audit(tx, actor, {
        name: 'imports.exported',
        subject: { type: 'export', id: newId() },
        centerId: null,
        details: { kind: name },
      }),
    );
    const write = await importer.writer();
    const rows = this.rowsOf(importer.all, write);
    return { columns: Object.keys(importer.kind.fields), rows };
  }

  private async *rowsOf(all: Statement, write: (entry: Record<string, Cell>) => string[]): AsyncGenerator<string[]> {
    for await (const entry of this.db.stream<Record<string, Cell>>(all)) yield write(entry);
  }
}
