import type { TariffsService } from '@aftercare/catalog';
import { foldText } from '@aftercare/kernel';
import { alias, amount, code, day, line, required, whole } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, groupOf, partOf, productOf, serviceOf } from './references.js';

const fields = {
  part: alias(code('کد قطعه', 'Part number'), 'part', 'sku', 'شماره فنی'),
  service: alias(code('کد خدمت', 'Service code'), 'service'),
  brand: brandField,
  product: alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل'),
  group: alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه'),
  grade: alias(line('درجهٔ مرکز', 'Grade of centre', 20), 'grade', 'درجه'),
  validFrom: required(alias(day('از تاریخ', 'Valid from'), 'from', 'تاریخ شروع')),
  validUntil: alias(day('تا تاریخ', 'Valid until'), 'until', 'تاریخ پایان'),
  price: required(alias(amount('قیمت', 'Price'), 'تعرفه', 'tariff')),
  minutes: alias(whole('زمان استاندارد (دقیقه)', 'Standard minutes', { max: 10_000 }), 'minutes', 'زمان'),
};

/** Price lists: one row for an item, a product or group, a grade and the day it begins. */
export const tariffsKind = (tariffs: TariffsService): RowKind =>
  rowKind({
    name: 'tariffs',
    label: { fa: 'تعرفه‌ها و فهرست قیمت', en: 'Tariffs and price lists' },
    permission: 'catalog.manage',
    fields,
    key: ['validFrom'],
    keyOf: ({ part, service, brand, product, group, grade, validFrom }) =>
      [part, service, product && foldText(String(brand)), product, group, grade, validFrom]
        .map((each) => each ?? '')
        .join('|'),
    select: `
      SELECT concat_ws('|', coalesce(pa.sku, ''), coalesce(s.code, ''), coalesce(fold_text(coalesce(b.name_en, b.name_fa)), ''),
                       coalesce(p.code, ''), coalesce(g.code, ''), coalesce(t.grade, ''), t.valid_from) AS key,
             t.id, t.version, pa.sku AS part, s.code AS service, coalesce(b.name_en, b.name_fa) AS brand, p.code AS product,
             g.code AS "group", t.grade, t.valid_from AS "validFrom", t.valid_until AS "validUntil", t.price, t.minutes,
             coalesce(t.part_id, t.service_item_id) AS item_id
        FROM tariff t
        LEFT JOIN part pa ON pa.id = t.part_id LEFT JOIN service_item s ON s.id = t.service_item_id
        LEFT JOIN product p ON p.id = t.product_id LEFT JOIN brand b ON b.id = p.brand_id
        LEFT JOIN product_group g ON g.id = t.group_id`,
    among: {
      of: ({ part, service }) => String(part ?? service),
      where: `item_id = ANY(ARRAY(SELECT id FROM part WHERE sku = ANY($2) UNION ALL SELECT id FROM service_item WHERE code = ANY($2)))`,
    },
    async save(tx, actor, { part, service, brand, product, group, ...tariff }, existing) {
      if (existing) return tariffs.change(tx, actor, existing.id, existing.version, tariff);
      await tariffs.create(tx, actor, {
        ...tariff,
        partId: await partOf(tx, part),
        serviceItemId: await serviceOf(tx, service),
        productId: await productOf(tx, brand, product),
        groupId: await groupOf(tx, group),
      });
    },
  });
