import { cleanedLine } from '@aftercare/kernel';

/** Why a row cannot be taken. Codes are public: the SPA has a text for each. */
export const ROW_FAULTS = [
  'quotes',
  'record-too-long',
  'column-count',
  'encoding',
  'characters',
  'text-too-long',
  'id-missing',
  'id-repeated',
  'unknown-category',
  'place-missing',
  'bad-date',
  'unknown-status',
  'value-missing',
  'not-a-code',
  'not-a-number',
  'not-an-amount',
  'not-a-day',
  'not-a-choice',
  'not-a-mobile',
  'not-an-email',
  'key-repeated',
  'unknown-reference',
  'cannot-change',
  'whole-differs',
  'whole-refused',
  'refused',
] as const;
export type RowFaultCode = (typeof ROW_FAULTS)[number];

export type RowFaultParams = Readonly<Record<string, string | number>>;

/**
 * `params` fill the text: the column and the beginning of what stands there; `choices` for `not-a-choice`; the code and
 * English title of a problem, `problem` and `title`, for `refused`.
 */
export class RowFault extends Error {
  override readonly name = 'RowFault';
  constructor(
    readonly code: RowFaultCode,
    readonly params: RowFaultParams = {},
  ) {
    super(code);
  }
}

/** What is wrong with rows of one whole, by their place among those that were to be saved. */
export class RowFaults extends Error {
  override readonly name = 'RowFaults';
  constructor(readonly byRow: ReadonlyMap<number, RowFault>) {
    super('row faults');
  }
}

/** The beginning of a value, fit to be stored and shown. */
export function excerpt(text: string): string {
  const shown = cleanedLine(text.slice(0, 80), '\ufffd');
  return text.length > 80 ? `${shown}…` : shown;
}
