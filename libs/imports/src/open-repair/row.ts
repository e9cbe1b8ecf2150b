import { type CivilDate, foldText, isCivilDate, isCleanLine, isCleanProse, latinDigits } from '@aftercare/kernel';
import type { RepairOutcome } from '@aftercare/repair';
import { excerpt, RowFault, type RowFaultCode } from '../row-fault.js';
import { CATEGORIES } from './categories.js';

/** The columns of the Open Repair Data Standard that we take; others may stand beside them, in any order. */
export const COLUMNS = [
  'id',
  'country',
  'product_category',
  'product_category_id',
  'brand',
  'year_of_manufacture',
  'repair_status',
  'repair_barrier_if_end_of_life',
  'group_identifier',
  'event_date',
  'problem',
] as const;
export type Column = (typeof COLUMNS)[number];
export type Cells = Readonly<Record<Column, string>>;

/** One repair as we understand it. */
export interface OpenRepairRow {
  readonly id: string;
  readonly brand: string;
  /** Number of the standard category. */
  readonly category: number;
  readonly country: string;
  /** Who held the event: our service centre. */
  readonly place: string;
  readonly madeOn: CivilDate | null;
  readonly repairedOn: CivilDate;
  readonly declaredFault: string;
  readonly outcome: RepairOutcome;
  readonly barrier: string | null;
}

const MAX_LENGTH: Readonly<Partial<Record<Column, number>>> = { problem: 10_000, id: 100 };
const MAX_LINE = 200;
const FIRST_YEAR = 1900;

const OUTCOMES: Readonly<Record<string, RepairOutcome>> = {
  fixed: 'repaired',
  repairable: 'unrepaired',
  'end of life': 'beyond_repair',
  unknown: 'unknown',
  '': 'unknown',
};

const categoryByName = new Map([...CATEGORIES].map(([number, { en }]) => [foldText(en), number]));

/** I3, I4. Reads one row; `today` is the last day a repair can have happened. Throws a `RowFault`. */
export function readRow(raw: Cells, today: CivilDate): OpenRepairRow {
  const cells = Object.fromEntries(COLUMNS.map((column) => [column, tidy(column, raw[column])])) as Cells;
  if (cells.id === '') throw new RowFault('id-missing');
  if (foldText(cells.group_identifier) === '') throw new RowFault('place-missing');
  const category = readCategory(cells);
  const repairedOn = latinDigits(cells.event_date);
  if (!isCivilDate(repairedOn) || repairedOn > today || repairedOn < `${FIRST_YEAR}-01-01`)
    throw faultAt('bad-date', 'event_date', cells);
  const outcome = OUTCOMES[foldText(cells.repair_status)];
  if (!outcome) throw faultAt('unknown-status', 'repair_status', cells);
  return {
    id: cells.id,
    brand: ['', 'unknown'].includes(foldText(cells.brand)) ? 'Unknown' : cells.brand,
    category,
    country: cells.country,
    place: cells.group_identifier,
    madeOn: readYear(cells.year_of_manufacture, repairedOn),
    repairedOn,
    declaredFault: cells.problem || cells.product_category || (CATEGORIES.get(category)?.en ?? ''),
    outcome,
    barrier: cells.repair_barrier_if_end_of_life || null,
  };
}

/** NFC without margins; refuses what the API refuses in a text of this kind. */
function tidy(column: Column, raw: string): string {
  const prose = column === 'problem';
  const text = raw.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  if (text.includes('\ufffd')) throw new RowFault('encoding', { column, value: excerpt(raw) });
  if (!(prose ? isCleanProse : isCleanLine)(text)) throw new RowFault('characters', { column, value: excerpt(raw) });
  const max = MAX_LENGTH[column] ?? MAX_LINE;
  if (text.length > max) throw new RowFault('text-too-long', { column, max, length: text.length });
  return text;
}

function readCategory(cells: Cells): number {
  const number = Number(latinDigits(cells.product_category_id) || NaN);
  if (CATEGORIES.has(number)) return number;
  const named = categoryByName.get(foldText(cells.product_category));
  if (named === undefined) throw faultAt('unknown-category', 'product_category_id', cells);
  return named;
}

/** A year that cannot be is as good as none. */
function readYear(text: string, repairedOn: CivilDate): CivilDate | null {
  const year = Number(latinDigits(text));
  const plausible = Number.isInteger(year) && year >= FIRST_YEAR && year <= Number(repairedOn.slice(0, 4));
  return plausible ? `${year}-01-01` : null;
}

function faultAt(code: RowFaultCode, column: Column, cells: Cells): RowFault {
  return new RowFault(code, { column, value: excerpt(cells[column]) });
}
