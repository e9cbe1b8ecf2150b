import { readSheet } from 'read-excel-file/browser';
import { createFormat } from '../lib/format';
import type { TableCell } from './table-cells';
import { tableFile, type TableLines } from './table-files';

const text = (value: string): TableCell => ({ kind: 'text', text: value });
const time = (value: string, shown: string): TableCell => ({ kind: 'time', text: shown, value });
const amount = (value: string, unit: string, shown: string): TableCell => ({
  kind: 'number',
  text: shown,
  value,
  unit,
});
const count = (value: string): TableCell => ({ kind: 'number', text: value, value, unit: undefined });

const english = { language: 'en', calendar: 'gregorian' } as const;
const persian = { language: 'fa', calendar: 'jalali' } as const;

const invoices: TableLines = {
  heads: ['Number', 'Phone', 'Total', 'Lines', 'Issued on'],
  rows: [
    [text('0012'), text('09121234567'), amount('1250.50', 'EUR', '€1,250.50'), count('3'), time('2026-03-21', '21/3')],
    [text('0013'), text(''), amount('-80.00', 'EUR', '-€80.00'), count('0'), text('')],
  ],
};

async function csv(lines: TableLines, reader: typeof english | typeof persian = english): Promise<string> {
  return new Response(await tableFile('csv', lines, reader)).text(); // which takes the byte order mark away
}

async function sheet(lines: TableLines, reader: typeof english | typeof persian = english) {
  return readSheet(await tableFile('xlsx', lines, reader));
}

describe('files of tables', () => {
  it('as XLSX hold figures that can be summed, days that can be sorted, and numbers of papers as they are', async () => {
    expect(await sheet(invoices)).toEqual([
      ['Number', 'Phone', 'Total (EUR)', 'Lines', 'Issued on'],
      ['0012', '09121234567', 1250.5, 3, new Date('2026-03-21')],
      ['0013', null, -80, 0, null],
    ]);
  });

  it('as CSV hold plain figures and days, quoted where needed', async () => {
    expect(await csv(invoices)).toBe(
      'Number,Phone,Total (EUR),Lines,Issued on\r\n0012,09121234567,1250.50,3,2026-03-21\r\n0013,,-80.00,0,\r\n',
    );
    expect(await csv({ heads: ['شماره', 'Name'], rows: [[text('a,"b"'), text('line\nbreak')]] })).toBe(
      'شماره,Name\r\n"a,""b""","line\nbreak"\r\n',
    );
  });

  it('hold no text that starts like a formula', async () => {
    const lines: TableLines = { heads: ['A'], rows: [[text('=1+1')], [text('+98912')], [text('-5')], [text('@x')]] };
    expect(await csv(lines)).toBe("A\r\n'=1+1\r\n'+98912\r\n'-5\r\n'@x\r\n");
    expect(await sheet(lines)).toEqual([['A'], ['=1+1'], ['+98912'], ['-5'], ['@x']]);
  });

  it('keep Jalali days as they are read: a sheet would show another calendar', async () => {
    const lines: TableLines = { heads: ['روز'], rows: [[time('2026-03-21', '۱۴۰۵/۰۱/۰۱')]] };
    expect(await csv(lines, persian)).toBe('روز\r\n۱۴۰۵/۰۱/۰۱\r\n');
    expect(await sheet(lines, persian)).toEqual([['روز'], ['۱۴۰۵/۰۱/۰۱']]);
  });

  it('show instants as the clock of this place does', async () => {
    const here = new Date(2026, 2, 21, 14, 30);
    const lines: TableLines = { heads: ['At'], rows: [[time(here.toISOString(), '21 March')]] };
    expect(await csv(lines)).toBe('At\r\n2026-03-21 14:30\r\n');
    expect(await sheet(lines)).toEqual([['At'], [new Date('2026-03-21T14:30Z')]]);
  });

  it('keep amounts of several currencies as they are read: their sum would be a figure of nothing', async () => {
    const lines: TableLines = {
      heads: ['Total'],
      rows: [[amount('5.00', 'EUR', '€5.00')], [amount('7', 'toman', '7 toman')]],
    };
    expect(await sheet(lines)).toEqual([['Total'], ['€5.00'], ['7 toman']]);
  });

  it('count rials in the unit the reader counts in', () => {
    const format = (rialUnit: 'toman' | 'rial') => createFormat({ language: 'fa', calendar: 'jalali', rialUnit });
    expect(format('toman').amount({ amount: 12_505, currency: 'IRR' })).toEqual({ value: '1250.5', unit: 'تومان' });
    expect(format('rial').amount({ amount: 12_505, currency: 'IRR' })).toEqual({ value: '12505', unit: 'ریال' });
    expect(format('rial').amount({ amount: 12_505, currency: 'EUR' })).toEqual({ value: '125.05', unit: 'EUR' });
  });
});
