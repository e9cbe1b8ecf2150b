import type { ProductGroupsService } from '@aftercare/catalog';
import { alias, code, line, required, yesNo } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { groupOf } from './references.js';

const fields = {
  code: required(alias(code('کد گروه', 'Group code'), 'code', 'group', 'کد')),
  parent: alias(code('کد گروه بالاتر', 'Parent group code'), 'parent', 'گروه بالاتر'),
  nameFa: alias(line('نام فارسی', 'Persian name'), 'نام', 'نام گروه'),
  nameEn: alias(line('نام انگلیسی', 'English name'), 'name', 'group name'),
  strictCodes: alias(yesNo('فقط ترکیب‌های مجاز کدها', 'Listed combinations only'), 'strict'),
};

/** The tree of product groups, by code; a group stands below those that it lies in. */
export const productGroupsKind = (groups: ProductGroupsService): RowKind =>
  rowKind({
    name: 'product-groups',
    label: { fa: 'گروه‌های کالا', en: 'Product groups' },
    permission: 'catalog.manage',
    fields,
    key: ['code'],
    keyOf: ({ code }) => String(code),
    select: `
      SELECT g.code AS key, g.id, g.version, g.code, up.code AS parent, g.name_fa AS "nameFa", g.name_en AS "nameEn",
             g.strict_codes AS "strictCodes"
        FROM product_group g LEFT JOIN product_group up ON up.id = g.parent_id`,
    batch: 10_000,
    async save(tx, actor, { code, parent, nameFa, nameEn, ...row }, existing) {
      const group = {
        parentId: await groupOf(tx, parent, 'parent'),
        name: { fa: nameFa, en: nameEn },
        strictCodes: row.strictCodes ?? false,
      };
      if (existing) await groups.change(tx, actor, existing.id, existing.version, group);
      else await groups.create(tx, actor, { code, ...group });
    },
  });
