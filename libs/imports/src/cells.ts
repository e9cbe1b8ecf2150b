import {
  type CivilDate,
  daysInMonth,
  foldText,
  fromCalendar,
  isCivilDate,
  isCleanLine,
  isCleanProse,
  latinDigits,
} from '@aftercare/kernel';
import type { Statement } from '@aftercare/platform';
import { excerpt, RowFault } from './row-fault.js';

/** What a cell says once it is read; null is an empty one. */
export type Cell = string | number | boolean | null;

/** What reading and writing needs beside the cell: how many decimals an amount has (USD 2, IRR 0). */
export interface CellContext {
  readonly minorDigits: number;
}

/** Text of both languages; in headers and lists, where neither may be missing. */
export interface Label {
  readonly fa: string;
  readonly en: string;
}

/** One column of a kind: how it is called, read and written. */
export interface Field<T extends Cell = Cell> {
  readonly label: Label;
  /** A new row cannot do without it. */
  readonly required: boolean;
  /** What else the column is called in the files of others. */
  readonly aliases: readonly string[];
  /** Reads a cell that is not empty; throws a `RowFault` without its column. */
  read(text: string, context: CellContext): NonNullable<T>;
  write(value: NonNullable<T>, context: CellContext): string;
  /** Whether two values say the same; by default only what is equal does. */
  same?(one: T, other: T): boolean;
  /** For names in several spellings: `given` texts with the one that we write. */
  readonly spelling?: Statement;
}

/** Whether two cells of a field say the same. */
export function isSame(field: Field, one: Cell, other: Cell): boolean {
  return one === other || field.same?.(one, other) === true;
}

export type Fields = Readonly<Record<string, Field>>;

/** A whole row by the fields of its kind. */
export type RowOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The field, and that it must be there. */
export function required<T extends Cell>(field: Field<T>): Field<NonNullable<T>> {
  return { ...field, required: true };
}

/** The field, and what else its column is called. */
export function alias<T extends Cell>(field: Field<T>, ...aliases: string[]): Field<T> {
  return { ...field, aliases };
}

function field<T extends NonNullable<Cell>>(
  label: Label,
  read: Field<T | null>['read'],
  write: Field<T | null>['write'] = (value) => String(value),
): Field<T | null> {
  return { label, required: false, aliases: [], read, write };
}

export function line(fa: string, en: string, max = 200): Field<string | null> {
  return field<string>({ fa, en }, (text) => tidied(text, max, isCleanLine));
}

export function prose(fa: string, en: string, max = 10_000): Field<string | null> {
  return field<string>({ fa, en }, (text) => tidied(text, max, isCleanProse));
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;

/** As the API's codes: letters, digits, dot, dash, underscore and slash; Persian digits are read as ASCII. */
export function code(fa: string, en: string, max = 60): Field<string | null> {
  return field<string>({ fa, en }, (text) => {
    const read = latinDigits(tidied(text, max, isCleanLine));
    if (!CODE.test(read)) throw new RowFault('not-a-code');
    return read;
  });
}

/** A whole number of `min` at least, with or without separators of thousands. */
export function whole(fa: string, en: string, { min = 0, max = 1_000_000_000 } = {}): Field<number | null> {
  return field<number>({ fa, en }, (text) => {
    const digits = plainNumber(text);
    if (!/^-?\d{1,12}$/.test(digits) || Number(digits) < min || Number(digits) > max)
      throw new RowFault('not-a-number');
    return Number(digits);
  });
}

/** Money in the company's currency as people write it: 12.50 dollars, 1,200,000 rials. Read into minor units. */
export function amount(fa: string, en: string): Field<number | null> {
  return field<number>(
    { fa, en },
    (text, { minorDigits }) => {
      const [, units, digits = ''] = /^(\d{1,15})(?:\.(\d+))?$/.exec(plainNumber(text)) ?? [];
      const decimals = digits.replace(/0+$/, '');
      const minor = Number(`${units}${decimals.padEnd(minorDigits, '0')}`);
      if (units === undefined || decimals.length > minorDigits || !Number.isSafeInteger(minor))
        throw new RowFault('not-an-amount');
      return minor;
    },
    (value, { minorDigits }) => {
      if (minorDigits === 0) return String(value);
      const digits = String(value).padStart(minorDigits + 1, '0');
      return `${digits.slice(0, -minorDigits)}.${digits.slice(-minorDigits)}`;
    },
  );
}

/** Years below this are of the Jalali calendar. */
const FIRST_GREGORIAN_YEAR = 1700;

/** A day, 2026-03-21 or 1405/01/01; written in the first form. */
export function day(fa: string, en: string): Field<CivilDate | null> {
  return field<CivilDate>({ fa, en }, (text) => {
    const [, ...parts] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(latinDigits(text)) ?? [];
    const [year = 0, month = 0, of = 0] = parts.map(Number);
    const calendar = year < FIRST_GREGORIAN_YEAR ? 'jalali' : 'gregorian';
    if (year < 1200 || month < 1 || month > 12 || of < 1 || of > daysInMonth({ year, month }, calendar))
      throw new RowFault('not-a-day');
    const read = fromCalendar({ year, month, day: of }, calendar);
    if (!isCivilDate(read)) throw new RowFault('not-a-day');
    return read;
  });
}

/** One of a few values, written as itself; read by value or by its name in either language. */
export function choice<T extends string>(fa: string, en: string, values: Readonly<Record<T, Label>>): Field<T | null> {
  const known = new Map(
    (Object.entries(values) as [T, Label][]).flatMap(([value, names]) =>
      [value, names.fa, names.en].map((name) => [foldText(name), value] as const),
    ),
  );
  return field<T>({ fa, en }, (text) => {
    const value = known.get(foldText(text));
    if (value === undefined) throw new RowFault('not-a-choice', { choices: Object.keys(values).join(', ') });
    return value;
  });
}

/** Yes or no, in either language; written `yes` and `no`. */
export function yesNo(fa: string, en: string): Field<boolean | null> {
  const { read } = choice(fa, en, {
    yes: { fa: 'بله', en: 'true' },
    no: { fa: 'خیر', en: 'false' },
    y: { fa: 'بلی', en: '1' },
    n: { fa: 'نه', en: '0' },
  });
  return field<boolean>(
    { fa, en },
    (text, context) => read(text, context).startsWith('y'),
    (value) => (value ? 'yes' : 'no'),
  );
}

/** What a cell holds, without margins and without the mark that keeps spreadsheets from reading a formula. */
export function cellText(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .trim()
    .replace(/^'(?=[=+\-@\t＝＋－＠])/, '');
}

/** A cell that holds a hyphen alone asks for its field to be emptied; an apostrophe before it makes it a text. */
export const EMPTIED = '-';

export function saysEmpty(raw: string): boolean {
  return raw.trim() === EMPTIED;
}

function tidied(text: string, max: number, isClean: (text: string) => boolean): string {
  if (text.includes('\ufffd')) throw new RowFault('encoding');
  if (!isClean(text)) throw new RowFault('characters');
  if (text.length > max) throw new RowFault('text-too-long', { max, length: text.length });
  return text;
}

/** ASCII digits without separators of thousands. */
function plainNumber(text: string): string {
  return latinDigits(text)
    .replace(/[,٬\s\u00a0\u202f]/g, '')
    .replace('٫', '.');
}

/** The column and the beginning of what stands there, for the fault of a cell. */
export function faultAt(fault: RowFault, column: string, text: string): RowFault {
  return new RowFault(fault.code, { ...fault.params, column, value: excerpt(text) });
}
