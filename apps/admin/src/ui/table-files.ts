import type { Calendar, Language } from '../lib/preferences';
import type { TableCell } from './table-cells';

export const tableFileKinds = ['xlsx', 'csv'] as const;
export type TableFileKind = (typeof tableFileKinds)[number];

export interface TableLines {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

interface Reader {
  readonly language: Language;
  readonly calendar: Calendar;
}

/**
 * A spreadsheet whose figures can be summed and whose days can be sorted. The first line names the columns and what
 * they count. Numbers of papers, serials and phones are texts and keep their zeros.
 */
export async function tableFile(kind: TableFileKind, lines: TableLines, reader: Reader): Promise<Blob> {
  const { heads, rows } = withUnits(lines, reader);
  switch (kind) {
    case 'csv':
      return new Blob([csvOf([heads, ...rows.map((row) => row.map(plain))])], { type: 'text/csv;charset=utf-8' });
    case 'xlsx': {
      // As large as the rest of a page together, and seldom needed.
      const { default: writeXlsxFile } = await import('write-excel-file/browser');
      const sheet = [
        heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(sheetCell)),
      ];
      const columns = heads.map((head, index) => ({ width: widthOf(head, rows, index) }));
      const options = { columns, stickyRowsCount: 1, rightToLeft: reader.language === 'fa' };
      return writeXlsxFile(sheet, options).toBlob();
    }
  }
}

type FileCell = string | { readonly number: string } | { readonly time: string };

/** What the head of a column says need not stand in each of its cells. */
function withUnits({ heads, rows }: TableLines, { calendar }: Reader): { heads: string[]; rows: FileCell[][] } {
  const units = heads.map((_, index) => new Set(rows.flatMap((row) => unitOf(row[index]))));
  return {
    heads: heads.map((head, index) => {
      const [unit, another] = units[index] ?? [];
      return unit && !another ? `${head} (${unit})` : head;
    }),
    rows: rows.map((row) =>
      row.map((cell, index) => {
        // The sum of several currencies would be a figure of nothing.
        if (cell.kind === 'number' && (units[index]?.size ?? 0) < 2) return { number: cell.value };
        // Spreadsheets know the Gregorian calendar alone: whoever reads Jalali would be shown days of another one.
        if (cell.kind === 'time' && calendar === 'gregorian') return { time: localTime(cell.value) };
        return cell.text;
      }),
    ),
  };
}

function unitOf(cell: TableCell | undefined): string[] {
  return cell?.kind === 'number' && cell.unit !== undefined ? [cell.unit] : [];
}

/** A civil day as it is, an instant as the clock of this place shows it: `2026-03-21`, `2026-03-21 14:30`. */
function localTime(value: string): string {
  if (!value.includes('T')) return value;
  const instant = new Date(value);
  const here = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 16).replace('T', ' ');
}

function sheetCell(cell: FileCell) {
  if (cell === '') return null;
  if (typeof cell === 'string') return { value: cell, type: String };
  if ('number' in cell) {
    const decimals = cell.number.split('.')[1]?.length ?? 0;
    return { value: Number(cell.number), type: Number, format: decimals ? `#,##0.${'0'.repeat(decimals)}` : '#,##0' };
  }
  // A sheet knows no time zone: what it is told as UTC is what it shows.
  const isDay = !cell.time.includes(' ');
  return {
    value: new Date(isDay ? cell.time : `${cell.time.replace(' ', 'T')}Z`),
    type: Date,
    format: isDay ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm',
  };
}

function plain(cell: FileCell): string {
  if (typeof cell === 'string') return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return 'number' in cell ? cell.number : cell.time;
}

/** RFC 4180 with a byte order mark, so that Excel reads Persian. */
function csvOf(lines: readonly string[][]): string {
  return `\ufeff${lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function widthOf(head: string, rows: readonly FileCell[][], index: number): number {
  const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, plain(row[index] ?? '').length), head.length);
  return Math.min(60, Math.max(10, longest + 2));
}
