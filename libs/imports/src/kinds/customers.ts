import type { CustomerKind, CustomerLocale, CustomersService } from '@aftercare/customers';
import { foldText } from '@aftercare/kernel';
import { alias, choice, code, type Field, line, prose, required } from '../cells.js';
import { RowFault } from '../row-fault.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { mobileField } from './references.js';

const email: Field<string | null> = {
  ...alias(line('ایمیل', 'Email', 254), 'e-mail', 'mail', 'رایانامه'),
  read(text) {
    if (text.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text)) throw new RowFault('not-an-email');
    return text;
  },
};

const fields = {
  name: required(alias(line('نام', 'Name'), 'customer', 'full name', 'نام مشتری', 'نام و نام خانوادگی')),
  mobile: required(mobileField),
  kind: alias(
    choice<CustomerKind>('نوع', 'Kind', {
      person: { fa: 'شخص', en: 'Person' },
      firm: { fa: 'شرکت', en: 'Firm' },
    }),
    'type',
  ),
  nationalId: alias(code('کد ملی', 'National ID', 20), 'شناسه ملی', 'national code'),
  economicNo: alias(code('کد اقتصادی', 'Economic number', 30), 'شماره اقتصادی'),
  email,
  locale: alias(
    choice<CustomerLocale>('زبان', 'Language', {
      fa: { fa: 'فارسی', en: 'Persian' },
      en: { fa: 'انگلیسی', en: 'English' },
    }),
    'locale',
  ),
  address: alias(prose('نشانی', 'Address', 500), 'آدرس'),
};

/** Customers by mobile and name: families share a number, so the number alone tells nobody apart. */
export const customersKind = (customers: CustomersService): RowKind =>
  rowKind({
    name: 'customers',
    label: { fa: 'مشتریان', en: 'Customers' },
    permission: 'customer.write',
    fields,
    key: ['name', 'mobile'],
    keyOf: ({ name, mobile: number }) => `${number} ${foldText(String(name))}`,
    select: `
      SELECT DISTINCT ON (mobile, search_text) mobile || ' ' || search_text AS key, id, version, name, mobile, kind,
             national_id AS "nationalId", economic_no AS "economicNo", email, locale, address
        FROM customer ORDER BY mobile, search_text, id`,
    among: { of: ({ mobile: number }) => String(number), where: 'mobile = ANY($2)' },
    async save(tx, actor, { kind, locale, ...known }, existing) {
      const customer = { ...known, kind: kind ?? 'person', locale: locale ?? 'fa' };
      if (existing) await customers.change(tx, actor, existing.id, existing.version, customer);
      else await customers.create(tx, actor, { ...customer, allowDuplicate: true });
    },
  });
