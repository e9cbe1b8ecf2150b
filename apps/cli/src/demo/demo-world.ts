/** The small company of the demonstration, by the names that its records carry. */
export const DEMO_COMPANY = { fa: 'خدمات پس از فروش آفتاب', en: 'Aftab After-Sales Service' };

export const DEMO_CENTERS = [
  {
    code: 'TEH',
    name: { fa: 'مرکز ونک تهران', en: 'Tehran Vanak' },
    phone: '+982188881000',
    address: 'تهران، میدان ونک، خیابان ملاصدرا، شمارهٔ ۱۲',
  },
  {
    code: 'ISF',
    name: { fa: 'مرکز چهارباغ اصفهان', en: 'Isfahan Chaharbagh' },
    phone: '+983132221000',
    address: 'اصفهان، چهارباغ بالا، شمارهٔ ۴۵',
  },
] as const;

export const DEMO_DEPARTMENTS = [
  { kind: 'reception', name: { fa: 'پذیرش', en: 'Reception' } },
  { kind: 'workshop', name: { fa: 'تعمیرگاه', en: 'Workshop' } },
  { kind: 'parts', name: { fa: 'انبار قطعات', en: 'Parts store' } },
  { kind: 'cashier', name: { fa: 'صندوق', en: 'Cash desk' } },
] as const;

/** One account for each role; `center` is where it works, none is the whole network. */
export const DEMO_STAFF = [
  { role: 'reception', displayName: 'سارا احمدی', email: 'reception@example.com', center: 'TEH' },
  { role: 'technician', displayName: 'رضا کریمی', email: 'technician@example.com', center: 'TEH' },
  { role: 'storekeeper', displayName: 'مینا رستمی', email: 'storekeeper@example.com', center: 'TEH' },
  { role: 'cashier', displayName: 'امیر صادقی', email: 'cashier@example.com', center: 'TEH' },
  { role: 'manager', displayName: 'نرگس موسوی', email: 'manager@example.com', center: 'TEH' },
  { role: 'admin', displayName: 'کاوه تهرانی', email: 'admin@example.com', center: null },
] as const;
