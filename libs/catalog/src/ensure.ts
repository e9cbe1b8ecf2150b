import { type Id, newId } from '@aftercare/kernel';
import { execute, type Name, statement, type Tx } from '@aftercare/platform';

// What is missing is made, what is there stays as it is. Two statements, because the second one also sees what another
// transaction committed while the first one waited for it.
const addBrands = statement(
  'catalog.ensure-brands',
  `INSERT INTO brand (id, name_fa, name_en)
   SELECT id, fa, en FROM unnest($1::uuid[], $2::text[], $3::text[]) AS given(id, fa, en)
    WHERE NOT EXISTS (SELECT FROM brand b WHERE fold_text(coalesce(b.name_en, b.name_fa)) = fold_text(coalesce(en, fa)))
    ORDER BY fold_text(coalesce(en, fa))
   ON CONFLICT (fold_text(coalesce(name_en, name_fa))) DO NOTHING`,
);
const brandIds = statement(
  'catalog.brand-ids',
  `SELECT b.id FROM unnest($1::text[]) WITH ORDINALITY AS given(name, n)
     LEFT JOIN brand b ON fold_text(coalesce(b.name_en, b.name_fa)) = fold_text(given.name) ORDER BY n`,
);
const addGroups = statement(
  'catalog.ensure-groups',
  `INSERT INTO product_group (id, code, name_fa, name_en)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS given(id, code, fa, en)
    WHERE NOT EXISTS (SELECT FROM product_group g WHERE g.code = given.code)
    ORDER BY code
   ON CONFLICT (code) DO NOTHING`,
);
const groupIds = statement(
  'catalog.group-ids',
  `SELECT g.id FROM unnest($1::text[]) WITH ORDINALITY AS given(code, n)
     LEFT JOIN product_group g ON g.code = given.code ORDER BY n`,
);
const addProducts = statement(
  'catalog.ensure-products',
  `INSERT INTO product (id, brand_id, group_id, code, name_fa, name_en)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
       AS given(id, brand_id, group_id, code, fa, en)
    WHERE NOT EXISTS (SELECT FROM product p WHERE p.brand_id = given.brand_id AND p.code = given.code)
    ORDER BY brand_id, code
   ON CONFLICT (brand_id, code) DO NOTHING`,
);
const productIds = statement(
  'catalog.product-ids',
  `SELECT p.id FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS given(brand_id, code, n)
     LEFT JOIN product p ON p.brand_id = given.brand_id AND p.code = given.code ORDER BY n`,
);

/**
 * For bulk imports: the brands of these names, folded as in search, in their order; missing ones are made. The import's
 * own fact and audit entry stand for theirs.
 */
export async function ensureBrands(tx: Tx, names: readonly Name[]): Promise<Id[]> {
  await execute(tx, addBrands, [names.map(newId), names.map(({ fa }) => fa), names.map(({ en }) => en)]);
  return idsOf(await execute(tx, brandIds, [names.map(({ fa, en }) => en ?? fa)]));
}

/** For bulk imports: the product groups of these codes, in their order; missing ones are made at the top. */
export async function ensureProductGroups(
  tx: Tx,
  groups: readonly { readonly code: string; readonly name: Name }[],
): Promise<Id[]> {
  const codes = groups.map(({ code }) => code);
  await execute(tx, addGroups, [
    groups.map(newId),
    codes,
    groups.map(({ name }) => name.fa),
    groups.map(({ name }) => name.en),
  ]);
  return idsOf(await execute(tx, groupIds, [codes]));
}

/** For bulk imports: the products of these codes within their brands, in their order; missing ones are made. */
export async function ensureProducts(
  tx: Tx,
  products: readonly { readonly brandId: Id; readonly groupId: Id; readonly code: string; readonly name: Name }[],
): Promise<Id[]> {
  const brands = products.map(({ brandId }) => brandId);
  const codes = products.map(({ code }) => code);
  await execute(tx, addProducts, [
    products.map(newId),
    brands,
    products.map(({ groupId }) => groupId),
    codes,
    products.map(({ name }) => name.fa),
    products.map(({ name }) => name.en),
  ]);
  return idsOf(await execute(tx, productIds, [brands, codes]));
}

function idsOf(rows: readonly { id: Id | null }[]): Id[] {
  return rows.map(({ id }) => {
    if (id === null) throw new Error('an entry that was just made is missing');
    return id;
  });
}
