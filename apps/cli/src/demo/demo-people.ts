import type { BillingTerms, ContractKind, ContractTerms } from '@aftercare/contracts';
import type { NewCustomer } from '@aftercare/customers';
import type { DemoCenter } from './demo-network.js';

// Numbers of a block that no operator gives out, so that nobody is ever called by a demonstration.
const mobile = (number: number): string => `0999000${String(1000 + number * 37)}`;

const person = (name: string, locale: 'fa' | 'en', number: number, address: string | null): NewCustomer => ({
  kind: 'person',
  name,
  locale,
  mobile: mobile(number),
  address,
});

const firm = (name: string, locale: 'fa' | 'en', number: number, address: string | null): NewCustomer => ({
  ...person(name, locale, number, address),
  kind: 'firm',
});

export const DEMO_CUSTOMERS = {
  mohammadi: person('محمد محمدی', 'fa', 1, 'تهران، خیابان شریعتی، کوچهٔ بهار، پلاک ۸'),
  rezaei: person('زهرا رضایی', 'fa', 2, 'تهران، سعادت‌آباد، بلوار دریا، پلاک ۴۱'),
  hosseini: person('علی حسینی', 'fa', 3, null),
  ahmadi: person('فاطمه احمدی', 'fa', 4, 'تهران، نارمک، میدان هفت‌حوض'),
  moradi: person('حسین مرادی', 'fa', 5, null),
  jafari: person('مینا جعفری', 'fa', 6, 'تهران، پونک، خیابان عدل'),
  ghasemi: person('امیرحسین قاسمی', 'fa', 7, null),
  sadeghi: person('لیلا صادقی', 'fa', 8, 'کرج، گوهردشت، خیابان هفتم'),
  kazemi: person('مهدی کاظمی', 'fa', 9, null),
  norouzi: person('نگار نوروزی', 'fa', 10, 'تهران، یوسف‌آباد، خیابان سیدجمال‌الدین اسدآبادی'),
  bagheri: person('سعید باقری', 'fa', 11, null),
  ebrahimi: person('شیرین ابراهیمی', 'fa', 12, 'تهران، تهرانپارس، فلکهٔ اول'),
  asadi: person('پویا اسدی', 'fa', 13, null),
  soltani: person('مهسا سلطانی', 'fa', 14, 'تهران، ستارخان، خیابان باقرخان'),
  tavakoli: person('کامران توکلی', 'fa', 15, null),
  shahbazi: person('آرزو شهبازی', 'fa', 16, null),
  isfahani: person('ناصر اصفهانی', 'fa', 17, 'اصفهان، خیابان نظر غربی، کوچهٔ ۱۲'),
  dehghan: person('سمیه دهقان', 'fa', 18, 'اصفهان، ملک‌شهر، خیابان مفتح'),
  fallahi: person('جواد فلاحی', 'fa', 19, null),
  rahimi: person('پروانه رحیمی', 'fa', 20, 'اصفهان، سپاهان‌شهر، بلوار غدیر'),
  khosravi: person('بابک خسروی', 'fa', 21, null),
  mousavi: person('طاهره موسوی', 'fa', 22, 'نجف‌آباد، خیابان امام، پلاک ۳۳'),
  zamani: person('فرهاد زمانی', 'fa', 23, null),
  karimian: person('ندا کریمیان', 'fa', 24, 'شاهین‌شهر، خیابان فردوسی'),
  amiri: person('یاسر امیری', 'fa', 25, null),
  hotel: firm('هتل نقش‌جهان', 'fa', 26, 'اصفهان، میدان نقش‌جهان'),
  school: firm('دبستان مهر ایران', 'fa', 27, 'تهران، خیابان پیروزی'),
  carter: person('Daniel Carter', 'en', 28, 'Tehran, Zafaraniyeh, Asef St. 20'),
  rossi: person('Elena Rossi', 'en', 29, null),
  weber: person('Thomas Weber', 'en', 30, 'Isfahan, Julfa, Hakim Nezami St.'),
} as const satisfies Record<string, NewCustomer>;
export type DemoCustomer = keyof typeof DEMO_CUSTOMERS;

export interface DemoDevice {
  /** Null where it cannot be read any more. */
  readonly serial: string | null;
  readonly product: string;
  readonly owner: DemoCustomer;
  readonly soldMonthsAgo: number;
  /**
   * `registered` has a card, in cover or out of it by its age; `void` had one; `proven` has papers only; `stolen` is
   * blocked; `none` is what the owner says.
   */
  readonly guarantee: 'registered' | 'void' | 'proven' | 'stolen' | 'none';
}

const device = (
  serial: string | null,
  product: string,
  owner: DemoCustomer,
  soldMonthsAgo: number,
  guarantee: DemoDevice['guarantee'] = 'registered',
): DemoDevice => ({ serial, product, owner, soldMonthsAgo, guarantee });

export const DEMO_DEVICES: readonly DemoDevice[] = [
  device('NVP-2405-1183', 'P12', 'mohammadi', 6),
  device('NVP-2405-2270', 'P12', 'rezaei', 9),
  device('NVP-2309-0417', 'P12', 'hosseini', 24),
  device('NVP-2501-3345', 'P12', 'norouzi', 4),
  device('NVP-2412-0098', 'P12', 'asadi', 11),
  device('NVP-2411-7741', 'P12', 'carter', 12),
  device('NVP-2410-5562', 'P12', 'dehghan', 13),
  device('NVL-2403-6120', 'P12-LITE', 'jafari', 16),
  device('NVL-2306-4471', 'P12-LITE', 'bagheri', 27),
  device('NVL-2502-1009', 'P12-LITE', 'soltani', 3),
  device('NVL-2407-8834', 'P12-LITE', 'fallahi', 14, 'void'),
  device('NVL-2408-2216', 'P12-LITE', 'shahbazi', 12, 'stolen'),
  device('NVT-2404-0311', 'T10', 'ahmadi', 15),
  device('NVT-2409-0742', 'T10', 'school', 8),
  device('NVT-2409-0743', 'T10', 'school', 8),
  device('NVT-2301-5580', 'T10', 'rahimi', 34),
  device('PSL-2402-1450', 'L14', 'ghasemi', 8),
  device('PSL-2308-7723', 'L14', 'kazemi', 26),
  device('PSL-2406-3301', 'L14', 'rossi', 10),
  device('PSL-2501-9016', 'L14', 'khosravi', 5),
  device('PSP-2403-0288', 'L15-PRO', 'tavakoli', 19),
  device('PSP-2410-6654', 'L15-PRO', 'weber', 9),
  device('PSP-2305-1177', 'L15-PRO', 'amiri', 30, 'proven'),
  device('SPT43-2406-1120', 'TV43', 'moradi', 17),
  device('SPT43-2407-5533', 'TV43', 'ebrahimi', 13),
  device('SPT43-2305-0016', 'TV43', 'isfahani', 32),
  device('SPT43-2502-8207', 'TV43', 'hotel', 5),
  device('SPT43-2502-8208', 'TV43', 'hotel', 5),
  device('SPT55-2401-4498', 'TV55', 'sadeghi', 18),
  device('SPT55-2408-7160', 'TV55', 'zamani', 11),
  device('SPT55-2209-3325', 'TV55', 'mousavi', 40),
  device('SPS-2411-2064', 'SB2', 'karimian', 7),
  device('SPS-2304-9981', 'SB2', 'moradi', 29, 'none'),
  device('ABR-240-1157', 'RF500', 'sadeghi', 15),
  device('ABR-220-8846', 'RF500', 'ebrahimi', 45),
  device('ABR-241-3020', 'RF500', 'isfahani', 10),
  device('ABW-240-5512', 'WM8', 'ahmadi', 20),
  device('ABW-230-7789', 'WM8', 'rahimi', 31),
  device('ABW-250-0140', 'WM8', 'mousavi', 4),
  device('ABD-240-6613', 'DW14', 'tavakoli', 13),
  device('ABD-230-2207', 'DW14', 'kazemi', 28, 'none'),
  device('ZHM-240-9152', 'MW28', 'soltani', 9),
  device('ZHM-230-4416', 'MW28', 'zamani', 33),
  device('ZHV-241-7075', 'VC2200', 'karimian', 8),
  device(null, 'VC2200', 'khosravi', 22, 'none'),
  device('X-77-GREY', 'P12', 'amiri', 5, 'none'),
];

export interface DemoContract {
  readonly kind: ContractKind;
  readonly customer: DemoCustomer;
  /** By serial; without any it covers all that the customer owns. */
  readonly serials: readonly string[];
  readonly startedMonthsAgo: number;
  readonly months: number;
  readonly terms: ContractTerms;
  readonly billing?: Omit<BillingTerms, 'centerId'> & { readonly center: DemoCenter };
  readonly note: string | null;
  /** Agreed on later: more visits. */
  readonly moreVisits?: number;
}

export const DEMO_CONTRACTS: readonly DemoContract[] = [
  {
    kind: 'contract',
    customer: 'school',
    serials: ['NVT-2409-0742', 'NVT-2409-0743'],
    startedMonthsAgo: 5,
    months: 12,
    terms: {
      visits: 8,
      labourMinutes: 1_200,
      responseMinutes: 480,
      resolutionMinutes: 4_320,
      discounts: [
        { class: 'labour', percent: 100 },
        { class: 'travel', percent: 100 },
        { class: 'parts', percent: 20 },
      ],
      price: 180_000_000,
    },
    billing: { every: 'quarter', due: 'in-advance', center: 'TEH' },
    note: 'نگهداری تبلت‌های کلاس؛ سرویس در محل دبستان.',
    moreVisits: 12,
  },
  {
    kind: 'contract',
    customer: 'hotel',
    serials: [],
    startedMonthsAgo: 3,
    months: 12,
    terms: {
      visits: null,
      labourMinutes: 3_000,
      responseMinutes: 240,
      resolutionMinutes: 1_440,
      discounts: [
        { class: 'labour', percent: 50 },
        { class: 'travel', percent: 100 },
      ],
      price: 420_000_000,
    },
    billing: { every: 'month', due: 'in-arrears', center: 'ISF' },
    note: null,
  },
  {
    kind: 'service-card',
    customer: 'sadeghi',
    serials: ['ABR-240-1157'],
    startedMonthsAgo: 10,
    months: 24,
    terms: {
      visits: 4,
      labourMinutes: null,
      responseMinutes: null,
      resolutionMinutes: null,
      discounts: [
        { class: 'labour', percent: 100 },
        { class: 'travel', percent: 50 },
      ],
      price: 45_000_000,
    },
    note: null,
  },
  {
    kind: 'subscription',
    customer: 'weber',
    serials: [],
    startedMonthsAgo: 11,
    months: 12,
    terms: {
      visits: 6,
      labourMinutes: null,
      responseMinutes: 1_440,
      resolutionMinutes: null,
      discounts: [{ class: 'labour', percent: 30 }],
      price: 60_000_000,
    },
    note: null,
  },
  {
    kind: 'service-plan',
    customer: 'moradi',
    serials: ['SPT43-2406-1120'],
    startedMonthsAgo: 17,
    months: 36,
    terms: {
      visits: 3,
      labourMinutes: null,
      responseMinutes: null,
      resolutionMinutes: null,
      discounts: [
        { class: 'labour', percent: 100 },
        { class: 'parts', percent: 50 },
      ],
      price: 0,
    },
    note: 'همراه خرید هدیه شده است.',
  },
];
