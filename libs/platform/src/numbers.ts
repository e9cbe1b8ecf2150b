import { execute, statement, type Tx } from './database.js';

const fromSequence = statement('numbers.next', 'SELECT next_number($1, $2) AS value');
const manyFromSequence = statement(
  'numbers.next-many',
  'SELECT year, next_number($1, year) AS value FROM unnest($2::int[]) WITH ORDINALITY AS t(year, n) ORDER BY n',
);
const fromCounter = statement(
  'numbers.next-gapless',
  `INSERT INTO number_counter (scope, year, value) VALUES ($1, $2, 1)
   ON CONFLICT (scope, year) DO UPDATE SET value = number_counter.value + 1
   RETURNING value`,
);

/**
 * The next human number of a series in a year, such as `RO-1405-000231`. Unique and ascending; a transaction that
 * rolls back leaves a gap, and in exchange nobody waits for anybody.
 */
export async function nextNumber(tx: Tx, series: string, year: number): Promise<string> {
  const [row] = await execute<{ value: number }>(tx, fromSequence, [series, year]);
  return numberOf(series, year, row?.value);
}

/** `nextNumber` for many at once: one number for each of the years, in their order. */
export async function nextNumbers(tx: Tx, series: string, years: readonly number[]): Promise<string[]> {
  const rows = await execute<{ year: number; value: number }>(tx, manyFromSequence, [series, years]);
  return rows.map(({ year, value }) => numberOf(series, year, value));
}

/**
 * The next number where the law wants no gap (invoices): a counter row held until commit, so issuers within one
 * scope wait for each other and a roll-back takes the number back.
 */
export async function nextGaplessNumber(tx: Tx, scope: string, year: number): Promise<string> {
  const [row] = await execute<{ value: number }>(tx, fromCounter, [scope, year]);
  return numberOf(scope, year, row?.value);
}

function numberOf(series: string, year: number, value: number | undefined): string {
  return `${series}-${year}-${String(value).padStart(6, '0')}`;
}
