import type { ServiceItemsService, WorkClass } from '@aftercare/catalog';
import { alias, amount, choice, code, day, line, required, whole } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { groupOf } from './references.js';

const fields = {
  code: required(alias(code('کد خدمت', 'Service code'), 'code', 'service', 'کد')),
  nameFa: alias(line('نام فارسی', 'Persian name'), 'نام', 'شرح خدمت', 'شرح'),
  nameEn: alias(line('نام انگلیسی', 'English name'), 'name', 'description'),
  group: alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه'),
  coverClass: required(
    choice<WorkClass>('نوع', 'Class of cover', {
      labour: { fa: 'دستمزد', en: 'Labour' },
      travel: { fa: 'ایاب‌وذهاب', en: 'Travel' },
      shipping: { fa: 'حمل', en: 'Shipping' },
    }),
  ),
  standardMinutes: required(
    alias(whole('زمان استاندارد (دقیقه)', 'Standard minutes', { max: 10_000 }), 'minutes', 'زمان'),
  ),
  price: required(alias(amount('تعرفه', 'Tariff'), 'price', 'قیمت', 'اجرت')),
  retiredOn: alias(day('کنار گذاشته از', 'Retired on'), 'retired'),
};

/** Coded work with its tariff, by code. */
export const serviceItemsKind = (items: ServiceItemsService): RowKind =>
  rowKind({
    name: 'service-items',
    label: { fa: 'خدمات', en: 'Services' },
    permission: 'catalog.manage',
    fields,
    key: ['code'],
    keyOf: ({ code }) => String(code),
    select: `
      SELECT s.code AS key, s.id, s.version, s.code, s.name_fa AS "nameFa", s.name_en AS "nameEn", g.code AS "group",
             s.cover_class AS "coverClass", s.standard_minutes AS "standardMinutes", s.price, s.retired_on AS "retiredOn"
        FROM service_item s LEFT JOIN product_group g ON g.id = s.group_id`,
    async save(tx, actor, { code, nameFa, nameEn, group, coverClass, standardMinutes, price, retiredOn }, existing) {
      const item = {
        name: { fa: nameFa, en: nameEn },
        groupId: await groupOf(tx, group),
        coverClass,
        standardMinutes,
        price,
      };
      const id = existing?.id ?? (await items.create(tx, actor, { code, ...item }));
      if (existing || retiredOn) await items.change(tx, actor, id, existing?.version ?? 1, { ...item, retiredOn });
    },
  });
