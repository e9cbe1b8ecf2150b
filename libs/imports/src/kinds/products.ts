import type { ProductsService } from '@aftercare/catalog';
import { foldText } from '@aftercare/kernel';
import { alias, amount, code, day, line, required, yesNo } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, brandOf, groupOf } from './references.js';

const fields = {
  brand: required(brandField),
  code: required(alias(code('کد مدل', 'Model code'), 'model', 'product', 'product code', 'مدل', 'کد کالا')),
  nameFa: alias(line('نام فارسی', 'Persian name'), 'نام', 'نام کالا', 'شرح'),
  nameEn: alias(line('نام انگلیسی', 'English name'), 'name', 'product name', 'description'),
  group: required(alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه')),
  serialPattern: alias(line('الگوی سریال', 'Serial pattern', 60), 'serial mask'),
  gtin: alias(line('بارکد (GTIN)', 'GTIN', 20), 'barcode', 'ean', 'بارکد'),
  hasImei: alias(yesNo('دارای IMEI', 'Has IMEI'), 'imei'),
  replacementValue: alias(amount('ارزش جایگزینی', 'Replacement value'), 'value'),
  discontinuedOn: alias(day('پایان تولید', 'Discontinued on'), 'discontinued'),
  supportUntil: alias(day('پایان پشتیبانی', 'Support until'), 'end of support'),
};

/** Products by brand and model code. */
export const productsKind = (products: ProductsService): RowKind =>
  rowKind({
    name: 'products',
    label: { fa: 'محصولات', en: 'Products' },
    permission: 'catalog.manage',
    fields,
    key: ['brand', 'code'],
    keyOf: ({ brand, code }) => `${foldText(String(brand))} ${code}`,
    select: `
      SELECT fold_text(coalesce(b.name_en, b.name_fa)) || ' ' || p.code AS key, p.id, p.version,
             coalesce(b.name_en, b.name_fa) AS brand, p.code, p.name_fa AS "nameFa", p.name_en AS "nameEn",
             g.code AS "group", p.serial_pattern AS "serialPattern", p.gtin, p.has_imei AS "hasImei",
             p.replacement_value AS "replacementValue", p.discontinued_on AS "discontinuedOn",
             p.support_until AS "supportUntil"
        FROM product p JOIN brand b ON b.id = p.brand_id JOIN product_group g ON g.id = p.group_id`,
    among: { of: ({ code }) => String(code), where: 'code = ANY($2)' },
    async save(tx, actor, { brand, code, nameFa, nameEn, group, hasImei, ...known }, existing) {
      const product = {
        ...known,
        groupId: (await groupOf(tx, group))!,
        name: { fa: nameFa, en: nameEn },
        hasImei: hasImei ?? false,
      };
      if (existing) await products.change(tx, actor, existing.id, existing.version, product);
      else await products.create(tx, actor, { ...product, brandId: (await brandOf(tx, brand))!, code });
    },
  });
