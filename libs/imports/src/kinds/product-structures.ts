import type { StructureService } from '@aftercare/catalog';
import { foldText } from '@aftercare/kernel';
import { alias, code, line, required, whole, yesNo } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, groupOf, partOf, productOf } from './references.js';

const fields = {
  brand: required(brandField),
  product: required(alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل')),
  slot: required(alias(line('جایگاه', 'Place', 60), 'slot', 'component', 'زیرمجموعه')),
  parentSlot: alias(line('زیرِ جایگاه', 'Below place', 60), 'parent', 'parent slot'),
  group: alias(code('کد گروه قطعه', 'Component group code'), 'group', 'گروه'),
  part: alias(code('کد قطعه', 'Part number'), 'part', 'sku', 'شماره فنی'),
  quantity: alias(whole('تعداد', 'Quantity', { min: 1, max: 10_000 }), 'qty'),
  serialised: alias(yesNo('سریال‌دار', 'Has serial number'), 'serialised', 'serialized'),
};

/** Products as designed: one row for each place; the rows of a product are taken together, in any order. */
export const productStructuresKind = (structures: StructureService): RowKind =>
  rowKind({
    name: 'product-structures',
    label: { fa: 'ساختار محصول', en: 'Product structures' },
    permission: 'catalog.manage',
    fields,
    key: ['brand', 'product', 'slot'],
    keyOf: ({ brand, product, slot }) => [foldText(String(brand)), product, slot].join('|'),
    select: `
      SELECT concat_ws('|', fold_text(coalesce(b.name_en, b.name_fa)), p.code, c.slot) AS key,
             concat_ws('|', fold_text(coalesce(b.name_en, b.name_fa)), p.code) AS whole, c.id, p.version,
             coalesce(b.name_en, b.name_fa) AS brand, p.code AS product, c.slot, c.parent_slot AS "parentSlot",
             g.code AS "group", a.sku AS part, c.quantity, c.serialised, p.id AS product_id, c.position
        FROM product_component c JOIN product p ON p.id = c.product_id JOIN brand b ON b.id = p.brand_id
        LEFT JOIN product_group g ON g.id = c.group_id LEFT JOIN part a ON a.id = c.part_id`,
    among: { of: ({ product }) => String(product), where: 'product = ANY($2)' },
    order: 'product_id, position',
    whole: {
      of: ({ brand, product }) => [foldText(String(brand)), product].join('|'),
      fields: [],
      async save(tx, actor, rows) {
        const components = [];
        for (const { row } of rows) {
          const { slot, parentSlot, group, part, quantity, serialised } = row;
          const place = { slot, parentSlot, quantity: quantity ?? 1, serialised: serialised ?? false };
          components.push({ ...place, groupId: await groupOf(tx, group), partId: await partOf(tx, part) });
        }
        const { brand, product } = rows[0]!.row;
        await structures.putComponents(tx, actor, (await productOf(tx, brand, product))!, components);
      },
    },
  });
