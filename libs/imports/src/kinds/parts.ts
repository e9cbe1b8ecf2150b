import type { PartsService } from '@aftercare/catalog';
import { alias, amount, code, day, line, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, brandOf, groupOf } from './references.js';

const fields = {
  sku: required(alias(code('کد قطعه', 'Part number'), 'part', 'part no', 'sku', 'شماره فنی', 'کد کالا')),
  nameFa: alias(line('نام فارسی', 'Persian name'), 'نام', 'نام قطعه', 'شرح'),
  nameEn: alias(line('نام انگلیسی', 'English name'), 'name', 'part name', 'description'),
  brand: brandField,
  group: alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه'),
  listPrice: required(alias(amount('قیمت', 'List price'), 'price', 'قیمت فروش', 'بها')),
  retiredOn: alias(day('کنار گذاشته از', 'Retired on'), 'retired'),
};

/** Spare parts by their number. */
export const partsKind = (parts: PartsService): RowKind =>
  rowKind({
    name: 'parts',
    label: { fa: 'قطعات', en: 'Parts' },
    permission: 'catalog.manage',
    fields,
    key: ['sku'],
    keyOf: ({ sku }) => String(sku),
    select: `
      SELECT p.sku AS key, p.id, p.version, p.sku, p.name_fa AS "nameFa", p.name_en AS "nameEn",
             coalesce(b.name_en, b.name_fa) AS brand, g.code AS "group", p.list_price AS "listPrice",
             p.retired_on AS "retiredOn"
        FROM part p LEFT JOIN brand b ON b.id = p.brand_id LEFT JOIN product_group g ON g.id = p.group_id`,
    async save(tx, actor, { sku, nameFa, nameEn, brand, group, listPrice, retiredOn }, existing) {
      const part = {
        name: { fa: nameFa, en: nameEn },
        brandId: await brandOf(tx, brand),
        groupId: await groupOf(tx, group),
        listPrice,
      };
      const id = existing?.id ?? (await parts.create(tx, actor, { sku, ...part }));
      if (existing || retiredOn) await parts.change(tx, actor, id, existing?.version ?? 1, { ...part, retiredOn });
    },
  });
