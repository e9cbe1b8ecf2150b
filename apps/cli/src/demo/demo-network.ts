/** The small company of the demonstration, by the names that its records carry. */
export const DEMO_COMPANY = { fa: 'خدمات پس از فروش آفتاب', en: 'Aftab After-Sales Service' };

export const DEMO_CENTERS = [
  {
    code: 'TEH',
    grade: 'A',
    name: { fa: 'مرکز ونک تهران', en: 'Tehran Vanak' },
    phone: '+982188881000',
    address: 'تهران، میدان ونک، خیابان ملاصدرا، شمارهٔ ۱۲',
  },
  {
    code: 'ISF',
    grade: 'B',
    name: { fa: 'مرکز چهارباغ اصفهان', en: 'Isfahan Chaharbagh' },
    phone: '+983132221000',
    address: 'اصفهان، چهارباغ بالا، شمارهٔ ۴۵',
  },
] as const;
export type DemoCenter = (typeof DEMO_CENTERS)[number]['code'];

export const DEMO_DEPARTMENTS = [
  { kind: 'reception', name: { fa: 'پذیرش', en: 'Reception' } },
  { kind: 'workshop', name: { fa: 'تعمیرگاه', en: 'Workshop' } },
  { kind: 'parts', name: { fa: 'انبار قطعات', en: 'Parts store' } },
  { kind: 'cashier', name: { fa: 'صندوق', en: 'Cash desk' } },
] as const;

/** Saturday (1) to Wednesday from 9 to 18, Thursday until 13. */
export const DEMO_WEEK = [
  ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '18:00' })),
  { weekday: 6, opens: '09:00', closes: '13:00' },
];

export const DEMO_LOCATIONS = [
  { code: 'MAIN', kind: 'branch', name: { fa: 'انبار قطعات', en: 'Parts store' } },
  { code: 'BAD', kind: 'defective', name: { fa: 'قطعات داغی', en: 'Removed parts' } },
  { code: 'QUAR', kind: 'quarantine', name: { fa: 'قرنطینهٔ دستگاه‌ها', en: 'Quarantine' } },
] as const;

export const DEMO_SKILLS = [
  { code: 'MOBILE', name: { fa: 'تعمیر موبایل و تبلت', en: 'Phones and tablets' } },
  { code: 'BOARD', name: { fa: 'تعمیر برد', en: 'Board repair' } },
  { code: 'TV', name: { fa: 'تصویر و صدا', en: 'Picture and sound' } },
  { code: 'COLD', name: { fa: 'سیستم‌های سرمایشی', en: 'Refrigeration' } },
  { code: 'HOME', name: { fa: 'لوازم خانگی', en: 'Home appliances' } },
] as const;
export type DemoSkill = (typeof DEMO_SKILLS)[number]['code'];

export const DEMO_SPECIALTIES = [
  { code: 'ELEC', name: { fa: 'الکترونیک', en: 'Electronics' } },
  { code: 'MECH', name: { fa: 'برق و مکانیک', en: 'Electrical and mechanical' } },
] as const;

export type DemoRole = 'reception' | 'technician' | 'storekeeper' | 'cashier' | 'manager' | 'admin';

export interface DemoPerson {
  readonly role: DemoRole;
  readonly displayName: string;
  readonly email: string;
  /** Where the person works; `all` is the whole network. */
  readonly centers: readonly DemoCenter[] | 'all';
  /** The sign-in that is shown for this role. */
  readonly shown?: true;
  readonly bench?: {
    readonly specialty: (typeof DEMO_SPECIALTIES)[number]['code'];
    readonly skills: Readonly<Partial<Record<DemoSkill, 1 | 2 | 3>>>;
  };
}

/** Two benches at least in each centre: whoever repaired a device does not test it. */
export const DEMO_STAFF: readonly DemoPerson[] = [
  { role: 'reception', displayName: 'سارا احمدی', email: 'reception@example.com', centers: ['TEH'], shown: true },
  {
    role: 'technician',
    displayName: 'رضا کریمی',
    email: 'technician@example.com',
    centers: ['TEH'],
    shown: true,
    bench: { specialty: 'ELEC', skills: { MOBILE: 3, BOARD: 2, TV: 2 } },
  },
  {
    role: 'technician',
    displayName: 'مریم نوری',
    email: 'maryam.nouri@example.com',
    centers: ['TEH'],
    bench: { specialty: 'ELEC', skills: { MOBILE: 2, BOARD: 3, TV: 3 } },
  },
  {
    role: 'technician',
    displayName: 'حامد جلالی',
    email: 'hamed.jalali@example.com',
    centers: ['TEH'],
    bench: { specialty: 'MECH', skills: { COLD: 3, HOME: 3 } },
  },
  { role: 'storekeeper', displayName: 'مینا رستمی', email: 'storekeeper@example.com', centers: ['TEH'], shown: true },
  { role: 'cashier', displayName: 'امیر صادقی', email: 'cashier@example.com', centers: ['TEH'], shown: true },
  { role: 'reception', displayName: 'الهام شریفی', email: 'elham.sharifi@example.com', centers: ['ISF'] },
  {
    role: 'technician',
    displayName: 'بهرام یزدانی',
    email: 'bahram.yazdani@example.com',
    centers: ['ISF'],
    bench: { specialty: 'MECH', skills: { HOME: 3, COLD: 2, TV: 1 } },
  },
  {
    role: 'technician',
    displayName: 'نیلوفر امینی',
    email: 'niloufar.amini@example.com',
    centers: ['ISF'],
    bench: { specialty: 'ELEC', skills: { MOBILE: 3, BOARD: 3, TV: 2 } },
  },
  { role: 'storekeeper', displayName: 'داوود ملکی', email: 'davoud.maleki@example.com', centers: ['ISF'] },
  { role: 'cashier', displayName: 'پریسا حیدری', email: 'parisa.heidari@example.com', centers: ['ISF'] },
  {
    role: 'manager',
    displayName: 'نرگس موسوی',
    email: 'manager@example.com',
    centers: ['TEH', 'ISF'],
    shown: true,
  },
  { role: 'admin', displayName: 'کاوه تهرانی', email: 'admin@example.com', centers: 'all', shown: true },
];
