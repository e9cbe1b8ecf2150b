import type { Id } from '@aftercare/kernel';
import { execute, statement, type Statement, type Tx } from '@aftercare/platform';
import { alias, type Field, line } from '../cells.js';
import { excerpt, RowFault } from '../row-fault.js';

const brand = statement(
  'imports.brand-of-name',
  'SELECT id FROM brand WHERE fold_text(coalesce(name_en, name_fa)) = fold_text($1)',
);
const brandSpelling = statement(
  'imports.brand-spelling',
  `SELECT given, coalesce(b.name_en, b.name_fa) AS written
     FROM unnest($1::text[]) AS given JOIN brand b ON fold_text(given) IN (fold_text(b.name_fa), fold_text(b.name_en))`,
);
const group = statement('imports.group-of-code', 'SELECT id FROM product_group WHERE code = $1');

/** The column of a brand: its name in either language, however it is spelled. */
export const brandField: Field<string | null> = {
  ...alias(line('برند', 'Brand'), 'make', 'سازنده'),
  spelling: brandSpelling,
};

/** The brand of a name. Null for an empty cell. */
export const brandOf = (tx: Tx, name: string | null): Promise<Id | null> => referred(tx, brand, 'brand', name);

/** The product group of a code. */
export const groupOf = (tx: Tx, code: string | null, column = 'group'): Promise<Id | null> =>
  referred(tx, group, column, code);

/** Throws the fault of the row when nothing bears the name. */
async function referred(tx: Tx, query: Statement, column: string, value: string | null): Promise<Id | null> {
  if (value === null) return null;
  const [found] = await execute<{ id: Id }>(tx, query, [value]);
  if (!found) throw new RowFault('unknown-reference', { column, value: excerpt(value) });
  return found.id;
}
