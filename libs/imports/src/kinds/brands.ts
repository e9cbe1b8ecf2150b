import type { BrandsService } from '@aftercare/catalog';
import { foldText } from '@aftercare/kernel';
import { alias, line, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField } from './references.js';

const fields = {
  brand: required(brandField),
  nameFa: alias(line('نام فارسی', 'Persian name'), 'نام'),
  nameEn: alias(line('نام انگلیسی', 'English name'), 'name'),
};

/** Brands by their name; one that says no more is named in the language it is written in. */
export const brandsKind = (brands: BrandsService): RowKind =>
  rowKind({
    name: 'brands',
    label: { fa: 'برندها', en: 'Brands' },
    permission: 'catalog.manage',
    fields,
    key: ['brand'],
    keyOf: ({ brand }) => foldText(String(brand)),
    select: `
      SELECT fold_text(coalesce(name_en, name_fa)) AS key, id, version, coalesce(name_en, name_fa) AS brand,
             name_fa AS "nameFa", name_en AS "nameEn"
        FROM brand`,
    async save(tx, actor, { brand, nameFa, nameEn }, existing) {
      const isPersian = /\p{Script=Arabic}/u.test(brand);
      const name =
        (nameFa ?? nameEn)
          ? { fa: nameFa, en: nameEn }
          : { fa: isPersian ? brand : null, en: isPersian ? null : brand };
      if (existing) await brands.change(tx, actor, existing.id, existing.version, { name });
      else await brands.create(tx, actor, { name });
    },
  });
