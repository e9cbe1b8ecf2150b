import type { Language } from '../lib/preferences';

export const tableFileKinds = ['xlsx', 'csv'] as const;
export type TableFileKind = (typeof tableFileKinds)[number];

/** A spreadsheet of texts; the first line names the columns. */
export async function tableFile(kind: TableFileKind, lines: readonly string[][], language: Language): Promise<Blob> {
  switch (kind) {
    case 'csv':
      return new Blob([csvOf(lines)], { type: 'text/csv;charset=utf-8' });
    case 'xlsx': {
      // As large as the rest of a page together, and seldom needed.
      const { default: writeXlsxFile } = await import('write-excel-file/browser');
      const [head = [], ...rows] = lines;
      const sheet = [
        head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
      ];
      const columns = head.map((_, index) => ({ width: widthOf(lines, index) }));
      const options = { columns, stickyRowsCount: 1, rightToLeft: language === 'fa' };
      return writeXlsxFile(sheet, options).toBlob();
    }
  }
}

/** RFC 4180 with a byte order mark, so that Excel reads Persian. No cell starts like a formula. */
export function csvOf(lines: readonly string[][]): string {
  return `\ufeff${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

function widthOf(lines: readonly string[][], index: number): number {
  const longest = lines.slice(0, 200).reduce((most, line) => Math.max(most, line[index]?.length ?? 0), 0);
  return Math.min(60, Math.max(10, longest + 2));
}
