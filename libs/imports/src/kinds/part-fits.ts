import type { StructureService } from '@aftercare/catalog';
import { foldText } from '@aftercare/kernel';
import { alias, code, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, partOf, productOf } from './references.js';

const fields = {
  part: required(alias(code('کد قطعه', 'Part number'), 'part', 'sku', 'شماره فنی')),
  brand: required(brandField),
  product: required(alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل')),
};

/** Which parts fit which products: one row for each pair. */
export const partFitsKind = (structures: StructureService): RowKind =>
  rowKind({
    name: 'part-fits',
    label: { fa: 'سازگاری قطعه و محصول', en: 'Parts that fit products' },
    permission: 'catalog.manage',
    fields,
    key: ['part', 'brand', 'product'],
    keyOf: ({ part, brand, product }) => [part, foldText(String(brand)), product].join('|'),
    select: `
      SELECT concat_ws('|', a.sku, fold_text(coalesce(b.name_en, b.name_fa)), p.code) AS key, a.id, a.version,
             a.sku AS part, coalesce(b.name_en, b.name_fa) AS brand, p.code AS product
        FROM part_fit f JOIN part a ON a.id = f.part_id JOIN product p ON p.id = f.product_id JOIN brand b ON b.id = p.brand_id`,
    among: { of: ({ part }) => String(part), where: 'part = ANY($2)' },
    async save(tx, actor, { part, brand, product }) {
      await structures.addFit(tx, actor, (await partOf(tx, part))!, (await productOf(tx, brand, product))!);
    },
  });
