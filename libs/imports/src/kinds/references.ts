import type { CodeKind } from '@aftercare/catalog';
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
const part = statement('imports.part-of-sku', 'SELECT id FROM part WHERE sku = $1');
const service = statement('imports.service-of-code', 'SELECT id FROM service_item WHERE code = $1');
const product = statement(
  'imports.product-of-code',
  `SELECT p.id FROM product p JOIN brand b ON b.id = p.brand_id
    WHERE p.code = $1 AND fold_text(coalesce(b.name_en, b.name_fa)) = fold_text($2)`,
);
const group = statement('imports.group-of-code', 'SELECT id FROM product_group WHERE code = $1');

const codeOfKind = statement('imports.code-of-kind', 'SELECT id FROM service_code WHERE kind = $2 AND code = $1');

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

/** The part of a stock number. */
export const partOf = (tx: Tx, sku: string | null, column = 'part'): Promise<Id | null> =>
  referred(tx, part, column, sku);

/** The service of a code. */
export const serviceOf = (tx: Tx, code: string | null): Promise<Id | null> => referred(tx, service, 'service', code);

/** The code of a set. */
export async function codeOf(tx: Tx, kind: CodeKind, code: string | null, column: string = kind): Promise<Id | null> {
  if (code === null) return null;
  const [found] = await execute<{ id: Id }>(tx, codeOfKind, [code, kind]);
  if (!found) throw new RowFault('unknown-reference', { column, value: excerpt(code) });
  return found.id;
}

/** The product of a brand's model code. */
export async function productOf(tx: Tx, brand: string | null, code: string | null): Promise<Id | null> {
  if (code === null) return null;
  const [found] = await execute<{ id: Id }>(tx, product, [code, brand]);
  if (!found) throw new RowFault('unknown-reference', { column: 'product', value: excerpt(code) });
  return found.id;
}

/** Throws the fault of the row when nothing bears the name. */
async function referred(tx: Tx, query: Statement, column: string, value: string | null): Promise<Id | null> {
  if (value === null) return null;
  const [found] = await execute<{ id: Id }>(tx, query, [value]);
  if (!found) throw new RowFault('unknown-reference', { column, value: excerpt(value) });
  return found.id;
}
