import { cleanedLine } from '@aftercare/kernel';
import { stringify } from 'csv-stringify';
import { readFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type CellValue, InvalidSpreadsheetError, readSheet } from 'read-excel-file/node';

/** The largest spreadsheet that is taken, 8 MiB; what holds more rows is saved as CSV. */
export const MAX_XLSX_BYTES = 8 * 1024 * 1024;

/** The file is no spreadsheet, or one that would not fit into memory. */
export class UnreadableXlsx extends Error {
  override readonly name = 'UnreadableXlsx';
}

const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/**
 * Writes the first sheet of a spreadsheet as CSV. Formulas are not evaluated: what the sheet remembers as their result
 * counts.
 * @throws UnreadableXlsx
 */
export async function xlsxToCsv(from: string, to: string): Promise<void> {
  const bytes = await readFile(from);
  await weigh(bytes);
  const rows = await readSheet(bytes).catch((error: unknown) => {
    throw new UnreadableXlsx(error instanceof InvalidSpreadsheetError ? error.message : 'the spreadsheet is broken');
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  const records = rows.map((row) => Array.from({ length: width }, (_, i) => textOf(row[i] ?? null)));
  // A blank row stays a blank line, so that lines are counted as in the sheet.
  const lines = Readable.from(records.map((record) => (record.every((text) => text === '') ? [] : record)));
  await pipeline(lines, stringify(), createWriteStream(to, { flags: 'wx', mode: 0o600 }));
}

function textOf(value: CellValue | null): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return typeof value === 'string' ? value.replace(/\0/g, '') : cleanedLine(String(value), '');
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LONGEST_COMMENT = 0xffff;
const inflate = promisify(inflateRaw);

/** Unpacks every part once, counting: what a packed file says of its size is not to be trusted. */
async function weigh(zip: Buffer): Promise<void> {
  let end = zip.length - 22;
  while (end >= 0 && end >= zip.length - 22 - LONGEST_COMMENT && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY || zip.readUInt16LE(end + 10) === 0)
    throw new UnreadableXlsx('this is no packed file');
  let left = MAX_UNPACKED_BYTES;
  try {
    let at = zip.readUInt32LE(end + 16);
    for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries--) {
      if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new UnreadableXlsx('the packed file is broken');
      const isPacked = zip.readUInt16LE(at + 10) === 8;
      const size = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + size);
      left -= isPacked ? (await inflate(packed, { maxOutputLength: Math.max(1, left) })).length : packed.length;
      if (left < 0) throw new UnreadableXlsx('too much is packed into the file');
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
  } catch (error) {
    throw error instanceof UnreadableXlsx ? error : new UnreadableXlsx('the packed file is broken or too large');
  }
}
