import type { PolicyTerms } from '@aftercare/warranty';

// Brands, models and prices are invented. Prices are in rial, without tax.

export const DEMO_BRANDS = {
  nava: { fa: 'نوا', en: 'Nava' },
  parseh: { fa: 'پارسه', en: 'Parseh' },
  sepehr: { fa: 'سپهر', en: 'Sepehr' },
  aban: { fa: 'آبان', en: 'Aban' },
  zharf: { fa: 'ژرف', en: 'Zharf' },
} as const;
export type DemoBrand = keyof typeof DEMO_BRANDS;

/** Each group after the one it belongs to. */
export const DEMO_GROUPS = [
  { code: 'digital', parent: null, name: { fa: 'کالای دیجیتال', en: 'Digital devices' } },
  { code: 'mobile', parent: 'digital', name: { fa: 'موبایل و تبلت', en: 'Phones and tablets' } },
  { code: 'laptop', parent: 'digital', name: { fa: 'لپ‌تاپ', en: 'Laptops' } },
  { code: 'picture', parent: null, name: { fa: 'صوتی و تصویری', en: 'Picture and sound' } },
  { code: 'tv', parent: 'picture', name: { fa: 'تلویزیون', en: 'Televisions' } },
  { code: 'home', parent: null, name: { fa: 'لوازم خانگی', en: 'Home appliances' } },
  { code: 'cold', parent: 'home', name: { fa: 'یخچال و فریزر', en: 'Fridges and freezers' } },
  { code: 'wash', parent: 'home', name: { fa: 'شست‌وشو', en: 'Washing' } },
  { code: 'small', parent: 'home', name: { fa: 'لوازم کوچک', en: 'Small appliances' } },
] as const;
export type DemoGroup = (typeof DEMO_GROUPS)[number]['code'];

/** Shipped code sets, each with the group whose goods it is for. */
export const DEMO_CODE_SETS: readonly (readonly [string, DemoGroup | null])[] = [
  ['general', null],
  ['phones', 'digital'],
  ['appliances', 'home'],
];

interface DemoProduct {
  readonly brand: DemoBrand;
  readonly group: DemoGroup;
  readonly code: string;
  readonly name: { readonly fa: string; readonly en: string };
  /** `9` digit, `@` takes the next sign literally; see the catalogue's rule C3. */
  readonly serialPattern: string;
}

const product = (
  brand: DemoBrand,
  group: DemoGroup,
  code: string,
  fa: string,
  en: string,
  serialPattern: string,
): DemoProduct => ({ brand, group, code, name: { fa, en }, serialPattern });

export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  product('nava', 'mobile', 'P12', 'گوشی P12', 'P12 phone', 'NVP99999999'),
  product('nava', 'mobile', 'P12-LITE', 'گوشی P12 لایت', 'P12 Lite phone', 'NVL99999999'),
  product('nava', 'mobile', 'T10', 'تبلت T10', 'T10 tablet', 'NVT99999999'),
  product('parseh', 'laptop', 'L14', 'لپ‌تاپ L14', 'L14 laptop', 'PSL99999999'),
  product('parseh', 'laptop', 'L15-PRO', 'لپ‌تاپ L15 پرو', 'L15 Pro laptop', 'PSP99999999'),
  product('sepehr', 'tv', 'TV43', 'تلویزیون ۴۳ اینچ', '43-inch TV', 'SPT4399999999'),
  product('sepehr', 'tv', 'TV55', 'تلویزیون ۵۵ اینچ', '55-inch TV', 'SPT5599999999'),
  product('sepehr', 'picture', 'SB2', 'ساندبار SB2', 'SB2 soundbar', 'SPS99999999'),
  product('aban', 'cold', 'RF500', 'یخچال‌فریزر RF500', 'RF500 fridge-freezer', '@ABR9999999'),
  product('aban', 'wash', 'WM8', 'ماشین لباسشویی ۸ کیلویی', '8 kg washing machine', '@ABW9999999'),
  product('aban', 'wash', 'DW14', 'ماشین ظرفشویی ۱۴ نفره', '14-place dishwasher', '@ABD9999999'),
  product('zharf', 'small', 'MW28', 'مایکروویو ۲۸ لیتری', '28 l microwave', 'ZHM9999999'),
  product('zharf', 'small', 'VC2200', 'جاروبرقی ۲۲۰۰ وات', '2200 W vacuum cleaner', 'ZHV9999999'),
];

/** What is known of some products; the days are long past. */
export const DEMO_PRODUCT_MASTER: Readonly<Record<string, object>> = {
  P12: { gtin: '6260000000125', replacementValue: 520_000_000 },
  T10: { gtin: '6260000000132', replacementValue: 340_000_000, discontinuedOn: '2024-03-20' },
  TV55: { gtin: '6260000000149', replacementValue: 610_000_000 },
  RF500: { gtin: '6260000000156', replacementValue: 790_000_000 },
  VC2200: { replacementValue: 98_000_000, discontinuedOn: '2022-03-21', supportUntil: '2025-03-21' },
};

/** What a service costs for a group, in the grade of a centre; the first day is long past. */
export const DEMO_TARIFFS = [
  { service: 'SHIP', group: null, grade: 'B', price: 6_500_000, minutes: null },
  { service: 'CLEAN', group: 'cold', grade: null, price: 9_000_000, minutes: 60 },
  { service: 'CLEAN', group: 'cold', grade: 'A', price: 9_800_000, minutes: 60 },
  { service: 'CLEAN', group: 'small', grade: null, price: 4_500_000, minutes: 25 },
] as const;

/** How some products are built: place, the place it lies below, component group, part as built. */
export const DEMO_STRUCTURES: Readonly<
  Record<string, readonly (readonly [string, string | null, DemoGroup | null, string])[]>
> = {
  RF500: [
    ['compressor', null, 'cold', 'AB-COMP-500'],
    ['thermostat', null, null, 'AB-THERM'],
  ],
  TV55: [
    ['main-board', null, null, 'SP-MB-TV55'],
    ['power-board', 'main-board', null, 'SP-PSU-TV'],
    ['backlight', null, null, 'SP-LED-55'],
  ],
  P12: [
    ['main-board', null, null, 'NV-MB-P12'],
    ['display', null, null, 'NV-LCD-P12'],
    ['battery', null, null, 'NV-BAT-P12'],
    ['port', 'main-board', null, 'NV-PORT-C'],
  ],
};

interface DemoPart {
  readonly sku: string;
  readonly name: { readonly fa: string; readonly en: string };
  readonly brand: DemoBrand | null;
  readonly group: DemoGroup;
  readonly price: number;
  /** What one piece costs the company. */
  readonly cost: number;
  /** Pieces in the first delivery, in Tehran and in Isfahan. */
  readonly stock: readonly [number, number];
}

const part = (
  sku: string,
  fa: string,
  en: string,
  brand: DemoBrand | null,
  group: DemoGroup,
  price: number,
  stock: readonly [number, number],
): DemoPart => ({ sku, name: { fa, en }, brand, group, price, cost: Math.round(price * 0.62), stock });

export const DEMO_PARTS: readonly DemoPart[] = [
  part('NV-LCD-P12', 'صفحه‌نمایش گوشی P12', 'P12 display', 'nava', 'mobile', 86_000_000, [5, 2]),
  part('NV-LCD-T10', 'صفحه‌نمایش تبلت T10', 'T10 display', 'nava', 'mobile', 104_000_000, [1, 0]),
  part('NV-BAT-P12', 'باتری گوشی P12', 'P12 battery', 'nava', 'mobile', 19_500_000, [8, 4]),
  part('NV-PORT-C', 'سوکت شارژ نوع C', 'USB-C charging port', 'nava', 'mobile', 7_800_000, [10, 5]),
  part('NV-MB-P12', 'برد اصلی گوشی P12', 'P12 main board', 'nava', 'mobile', 148_000_000, [1, 0]),
  part('PS-BAT-L14', 'باتری لپ‌تاپ L14', 'L14 battery', 'parseh', 'laptop', 47_000_000, [3, 2]),
  part('PS-KB-L14', 'صفحه‌کلید لپ‌تاپ L14', 'L14 keyboard', 'parseh', 'laptop', 28_500_000, [2, 1]),
  part('PS-FAN-L15', 'فن خنک‌کننده L15', 'L15 cooling fan', 'parseh', 'laptop', 14_200_000, [3, 1]),
  part('PS-SSD-512', 'حافظهٔ SSD ۵۱۲ گیگابایت', '512 GB SSD', null, 'laptop', 39_000_000, [4, 2]),
  part('SP-PSU-TV', 'برد تغذیهٔ تلویزیون', 'TV power board', 'sepehr', 'tv', 32_000_000, [4, 2]),
  part('SP-MB-TV55', 'برد اصلی تلویزیون ۵۵', '55-inch TV main board', 'sepehr', 'tv', 68_000_000, [2, 0]),
  part('SP-LED-55', 'بک‌لایت تلویزیون ۵۵', '55-inch TV backlight', 'sepehr', 'tv', 24_500_000, [3, 2]),
  part('SP-RC-2', 'کنترل از راه دور', 'Remote control', 'sepehr', 'tv', 4_900_000, [12, 8]),
  part('AB-COMP-500', 'کمپرسور یخچال RF500', 'RF500 compressor', 'aban', 'cold', 128_000_000, [1, 1]),
  part('AB-THERM', 'ترموستات یخچال', 'Fridge thermostat', 'aban', 'cold', 8_900_000, [5, 4]),
  part('AB-PUMP-W', 'پمپ تخلیهٔ لباسشویی', 'Washing machine drain pump', 'aban', 'wash', 15_600_000, [3, 2]),
  part('AB-BELT-W8', 'تسمهٔ لباسشویی', 'Washing machine belt', 'aban', 'wash', 4_400_000, [6, 4]),
  part('AB-HEAT-D', 'المنت ظرفشویی', 'Dishwasher heating element', 'aban', 'wash', 17_800_000, [1, 2]),
  part('ZH-MAG-28', 'مگنترون مایکروویو', 'Microwave magnetron', 'zharf', 'small', 22_500_000, [2, 1]),
  part('ZH-MOT-2200', 'موتور جاروبرقی', 'Vacuum cleaner motor', 'zharf', 'small', 27_000_000, [2, 2]),
  part('ZH-FUSE-HV', 'فیوز فشارقوی مایکروویو', 'Microwave high-voltage fuse', 'zharf', 'small', 1_900_000, [15, 10]),
];

const work = (
  code: string,
  fa: string,
  en: string,
  group: DemoGroup | null,
  coverClass: 'labour' | 'travel' | 'shipping',
  standardMinutes: number,
  price: number,
) => ({ code, name: { fa, en }, group, coverClass, standardMinutes, price });

export const DEMO_SERVICES = [
  work('DIAG', 'کارشناسی و عیب‌یابی', 'Diagnosis', null, 'labour', 30, 3_500_000),
  work('FIX-S', 'اجرت تعمیر سبک', 'Light repair', null, 'labour', 30, 6_000_000),
  work('FIX-M', 'اجرت تعمیر متوسط', 'Medium repair', null, 'labour', 60, 12_000_000),
  work('FIX-H', 'اجرت تعمیر سنگین', 'Heavy repair', null, 'labour', 150, 21_000_000),
  work('LCD', 'تعویض صفحه‌نمایش', 'Display replacement', 'mobile', 'labour', 45, 9_500_000),
  work('BAT', 'تعویض باتری', 'Battery replacement', 'digital', 'labour', 20, 4_500_000),
  work('BOARD', 'تعمیر برد الکترونیکی', 'Board repair', null, 'labour', 120, 18_000_000),
  work('SOFT', 'نصب و به‌روزرسانی نرم‌افزار', 'Software installation', 'digital', 'labour', 40, 5_000_000),
  work('GAS', 'شارژ گاز یخچال', 'Refrigerant charge', 'cold', 'labour', 90, 19_000_000),
  work('CLEAN', 'سرویس و تمیزکاری', 'Service and cleaning', null, 'labour', 45, 7_000_000),
  work('TRAVEL', 'ایاب‌وذهاب سرویس‌کار', 'Travel', null, 'travel', 60, 8_000_000),
  work('SHIP', 'ارسال دستگاه', 'Shipping', null, 'shipping', 0, 5_500_000),
] as const;

const EXCLUSIONS = [
  { faultCode: 'F170', evidence: 2 },
  { faultCode: 'F171', evidence: 2 },
  { faultCode: 'F121', evidence: 2 },
  { faultCode: 'F172', evidence: 1 },
];

/** Ordered from the narrow to the wide; the group decides where a device has its guarantee from. */
export const DEMO_POLICIES: readonly {
  readonly code: string;
  readonly name: { readonly fa: string; readonly en: string };
  readonly group: DemoGroup | null;
  readonly terms: PolicyTerms;
}[] = [
  {
    code: 'MOBILE-18',
    name: { fa: 'گارانتی ۱۸ ماههٔ موبایل و تبلت', en: '18-month guarantee of phones and tablets' },
    group: 'mobile',
    terms: {
      calendar: 'jalali',
      startBasis: 'activation',
      startCapMonths: 3,
      cover: [
        { class: 'parts', months: 18, percent: 100 },
        { class: 'labour', months: 18, percent: 100 },
      ],
      exclusions: EXCLUSIONS,
      costBearers: [{ bearer: 'importer', percent: 100 }],
      claim: { partsAt: 'cost', handlingPercent: 15 },
      ownerChange: { cover: 'on-notice', withinDays: 30 },
    },
  },
  {
    code: 'TV-24',
    name: { fa: 'گارانتی ۲۴ ماههٔ تلویزیون', en: '24-month guarantee of televisions' },
    group: 'tv',
    terms: {
      calendar: 'jalali',
      startBasis: 'installation',
      cover: [
        { class: 'parts', months: 24, percent: 100 },
        { class: 'labour', months: 12, percent: 100 },
      ],
      exclusions: EXCLUSIONS,
      costBearers: [{ bearer: 'maker', percent: 100 }],
      claim: { partsAt: 'cost', handlingPercent: 10 },
      partWarranty: { months: 6, percent: 100, labour: true, usage: { meter: 'hours', max: 3_000 } },
    },
  },
  {
    code: 'HOME-24',
    name: { fa: 'گارانتی ۲۴ ماههٔ لوازم خانگی', en: '24-month guarantee of home appliances' },
    group: 'home',
    terms: {
      calendar: 'jalali',
      startBasis: 'sale',
      cover: [
        { class: 'parts', months: 24, percent: 100 },
        {
          class: 'labour',
          months: 24,
          percent: 100,
          bearers: [
            { bearer: 'maker', percent: 60 },
            { bearer: 'seller', percent: 25 },
            { bearer: 'centre', percent: 15 },
          ],
        },
        { class: 'travel', months: 12, percent: 50, limit: { perRepair: 1_000_000, inTotal: 4_000_000 } },
      ],
      exclusions: EXCLUSIONS,
      costBearers: [
        { bearer: 'maker', percent: 70 },
        { bearer: 'seller', percent: 30 },
      ],
      claim: { partsAt: 'list', handlingPercent: 0 },
    },
  },
  {
    code: 'GENERAL-12',
    name: { fa: 'گارانتی عمومی ۱۲ ماهه', en: 'General 12-month guarantee' },
    group: null,
    terms: {
      calendar: 'jalali',
      startBasis: 'sale',
      cover: [
        { class: 'parts', months: 12, percent: 100 },
        { class: 'labour', months: 12, percent: 100 },
      ],
      exclusions: EXCLUSIONS,
      costBearers: [{ bearer: 'importer', percent: 100 }],
      claim: { partsAt: 'cost', handlingPercent: 10 },
      returns: { route: 'supplier', oldUnit: 'vendor' },
    },
  },
];
