import type { DemoCenter } from './demo-network.js';

/** What goes wrong with things, in the words of who brings them, the codes of the technician, and what it takes. */
export interface DemoFault {
  readonly declared: { readonly fa: string; readonly en: string };
  readonly symptom: string;
  readonly fault: string;
  readonly cause: string;
  readonly note: string | null;
  readonly work: readonly string[];
  readonly parts: readonly string[];
  /** What came with the device. */
  readonly accessories: readonly string[];
  /** Photos of the damage; the guarantee wants two before it lets go. */
  readonly photos: number;
}

const fault = (
  fa: string,
  en: string,
  [symptom, code, cause]: readonly [string, string, string],
  work: readonly string[],
  parts: readonly string[],
  more: Partial<Pick<DemoFault, 'note' | 'accessories' | 'photos'>> = {},
): DemoFault => ({
  declared: { fa, en },
  symptom,
  fault: code,
  cause,
  work,
  parts,
  note: null,
  accessories: [],
  photos: 0,
  ...more,
});

const WITH_CHARGER = { accessories: ['A10', 'A11'] } as const;
const WITH_REMOTE = { accessories: ['A12', 'A11'] } as const;

/** When a symptom shows, as it is told at the counter. */
export const DEMO_OCCURRENCES: Readonly<Record<string, string>> = { S110: 'O1', S112: 'O2', S152: 'O3', S130: 'O1' };

/** Where a fault sits. */
export const DEMO_SECTIONS: Readonly<Record<string, string>> = {
  F100: 'L11',
  F101: 'L10',
  F102: 'L16',
  F103: 'L14',
  F110: 'L20',
  F120: 'L12',
  F121: 'L12',
  F130: 'L31',
  F132: 'L32',
  F140: 'L33',
  F141: 'L38',
  F160: 'L17',
  F170: 'L11',
  F190: 'L1N',
};

/** Why a guarantee does not pay for a fault. */
export const DEMO_EXCLUSIONS: Readonly<Record<string, string>> = { F121: 'X11', F170: 'X10' };

/** What is done by a service; a part is replaced. */
export const DEMO_REPAIRS: Readonly<Record<string, string>> = {
  LCD: 'R10',
  BAT: 'R10',
  BOARD: 'R11',
  SOFT: 'R15',
  GAS: 'R30',
  CLEAN: 'R14',
};

export const DEMO_FAULTS = {
  brokenScreen: fault(
    'گوشی از دست افتاده و صفحه‌اش شکسته؛ لمس سمت چپ کار نمی‌کند.',
    'Dropped: the display is cracked and touch fails on the left side.',
    ['S131', 'F121', 'C22'],
    ['LCD'],
    ['NV-LCD-P12'],
    { note: 'ترک سراسری پنل؛ گوشهٔ پایین قاب ضربه خورده است.', photos: 2, accessories: ['A13'] },
  ),
  battery: fault(
    'شارژ باتری نصف روز هم دوام نمی‌آورد.',
    'The battery does not last half a day.',
    ['S121', 'F110', 'C10'],
    ['BAT'],
    ['NV-BAT-P12'],
    { note: 'سلامت باتری ۷۱ درصد.', ...WITH_CHARGER },
  ),
  chargingPort: fault(
    'فقط در یک حالت کابل شارژ می‌شود.',
    'Charges only when the cable is held at an angle.',
    ['S120', 'F102', 'C10'],
    ['FIX-S'],
    ['NV-PORT-C'],
    { note: 'پایه‌های سوکت لق شده است.', ...WITH_CHARGER },
  ),
  deadPhone: fault(
    'از دیشب روشن نمی‌شود؛ روی شارژ هم واکنشی ندارد.',
    'Has not switched on since last night, not on the charger either.',
    ['S110', 'F100', 'C11'],
    ['FIX-H'],
    ['NV-MB-P12'],
    { note: 'آی‌سی تغذیه اتصال کوتاه دارد؛ برد باید تعویض شود.', ...WITH_CHARGER },
  ),
  liquid: fault(
    'در آب افتاده و خاموش شده است.',
    'Fell into water and went off.',
    ['S110', 'F170', 'C22'],
    ['CLEAN', 'BOARD'],
    [],
    { note: 'نشانگر رطوبت قرمز؛ خوردگی کنار سوکت شارژ.', photos: 2 },
  ),
  darkTablet: fault(
    'صفحه سیاه است ولی صدای زنگ می‌آید.',
    'The screen stays black although it rings.',
    ['S130', 'F120', 'C11'],
    ['LCD'],
    ['NV-LCD-T10'],
    { accessories: ['A10', 'A13'] },
  ),
  laptopBattery: fault(
    'بدون شارژر خاموش می‌شود.',
    'Switches off as soon as the charger is unplugged.',
    ['S121', 'F110', 'C10'],
    ['BAT'],
    ['PS-BAT-L14'],
    WITH_CHARGER,
  ),
  keyboard: fault(
    'کلیدهای ردیف وسط کار نمی‌کنند.',
    'The middle row of keys is dead.',
    ['S160', 'F103', 'C10'],
    ['FIX-M'],
    ['PS-KB-L14'],
    WITH_CHARGER,
  ),
  hotLaptop: fault(
    'زیاد داغ می‌شود و فن صدای بلندی دارد.',
    'Runs hot and the fan is loud.',
    ['S152', 'F131', 'C21'],
    ['CLEAN', 'FIX-S'],
    ['PS-FAN-L15'],
    { note: 'یاتاقان فن خراب و هیت‌سینک پر از گردوغبار است.', ...WITH_CHARGER },
  ),
  deadDisk: fault(
    'ویندوز بالا نمی‌آید و پیام «دیسک پیدا نشد» می‌دهد.',
    'Does not start: “no disk found”.',
    ['S171', 'F100', 'C11'],
    ['FIX-S', 'SOFT'],
    ['PS-SSD-512'],
    WITH_CHARGER,
  ),
  slow: fault(
    'خیلی کند شده و برنامه‌ها خودبه‌خود بسته می‌شوند.',
    'Very slow, and programs close by themselves.',
    ['S170', 'F160', 'C90'],
    ['SOFT'],
    [],
    { accessories: ['A10'] },
  ),
  tvPower: fault(
    'روشن نمی‌شود؛ چراغ قرمز چشمک می‌زند.',
    'Does not switch on; the red light blinks.',
    ['S110', 'F101', 'C30'],
    ['FIX-M'],
    ['SP-PSU-TV'],
    { note: 'خازن‌های برد تغذیه باد کرده‌اند.', ...WITH_REMOTE },
  ),
  tvNoPicture: fault(
    'صدا دارد ولی تصویر ندارد.',
    'Sound but no picture.',
    ['S130', 'F100', 'C11'],
    ['FIX-H'],
    ['SP-MB-TV55'],
    WITH_REMOTE,
  ),
  backlight: fault(
    'نیمهٔ پایین تصویر تاریک است.',
    'The lower half of the picture is dark.',
    ['S131', 'F120', 'C11'],
    ['FIX-H'],
    ['SP-LED-55'],
    { accessories: ['A12'] },
  ),
  oneChannel: fault(
    'صدای باند سمت چپ قطع است.',
    'No sound from the left speaker.',
    ['S140', 'F102', 'C10'],
    ['FIX-S'],
    [],
    { accessories: ['A12', 'A11'] },
  ),
  warmFridge: fault(
    'یخچال سرد نمی‌کند و موتورش مدام کار می‌کند.',
    'Does not cool although the motor runs all day.',
    ['S151', 'F130', 'C10'],
    ['FIX-H', 'GAS'],
    ['AB-COMP-500'],
    { note: 'کمپرسور تراکم ندارد.' },
  ),
  thermostat: fault(
    'داخل یخچال برفک می‌زند.',
    'The fridge ices up inside.',
    ['S151', 'F141', 'C10'],
    ['FIX-S', 'TRAVEL'],
    ['AB-THERM'],
  ),
  drain: fault(
    'آب را تخلیه نمی‌کند و خطای E3 می‌دهد.',
    'Does not drain and shows E3.',
    ['S171', 'F132', 'C21'],
    ['FIX-M'],
    ['AB-PUMP-W'],
    { note: 'جسم خارجی پروانهٔ پمپ را شکسته است.' },
  ),
  belt: fault(
    'موتور کار می‌کند ولی دیگ نمی‌چرخد.',
    'The motor runs but the drum does not turn.',
    ['S162', 'F131', 'C10'],
    ['FIX-S'],
    ['AB-BELT-W8'],
  ),
  coldDishes: fault(
    'آب را گرم نمی‌کند و ظرف‌ها چرب می‌ماند.',
    'Does not heat the water; dishes stay greasy.',
    ['S150', 'F140', 'C30'],
    ['FIX-M'],
    ['AB-HEAT-D'],
  ),
  coldMicrowave: fault(
    'می‌چرخد ولی غذا را گرم نمی‌کند.',
    'Turns but does not heat.',
    ['S150', 'F100', 'C11'],
    ['FIX-M'],
    ['ZH-MAG-28', 'ZH-FUSE-HV'],
    { accessories: ['A1X'] },
  ),
  burntMotor: fault(
    'صدای ناهنجار می‌دهد و بوی سوختگی دارد.',
    'Screeches and smells burnt.',
    ['S141', 'F130', 'C10'],
    ['FIX-M'],
    ['ZH-MOT-2200'],
    { accessories: ['A1X'] },
  ),
  nothing: fault(
    'گاهی بی‌دلیل خاموش می‌شود.',
    'Switches off now and then for no reason.',
    ['S112', 'F190', 'C90'],
    ['DIAG'],
    [],
    { note: 'پس از ۲۴ ساعت آزمایش ایرادی دیده نشد.' },
  ),
} as const satisfies Record<string, DemoFault>;

/** How far a repair has come by today. */
export type DemoStage =
  | 'received'
  | 'cancelled'
  | 'diagnosing'
  | 'awaiting_approval'
  | 'awaiting_parts'
  | 'in_repair'
  | 'at_vendor'
  | 'ber'
  | 'qc'
  | 'ready'
  | 'invoiced'
  | 'unclaimed'
  | 'delivered'
  | 'closed';

/** What makes a repair unlike the others. */
export type DemoTurn = 'refused' | 'no-fault' | 'goodwill' | 'check-failed' | 'parts-late';

export interface DemoJob {
  readonly center: DemoCenter;
  /** The device by its serial; null is the one that has none. */
  readonly serial: string | null;
  readonly fault: keyof typeof DEMO_FAULTS;
  /** How many working days ago it was brought; 0 is today. */
  readonly ago: number;
  readonly until: DemoStage;
  readonly turn?: DemoTurn;
  readonly urgent?: true;
  /** What the customer leaves ahead: nobody knows yet who pays. */
  readonly deposit?: number;
}

const job = (
  center: DemoCenter,
  serial: string | null,
  name: keyof typeof DEMO_FAULTS,
  ago: number,
  until: DemoStage,
  more: Pick<DemoJob, 'turn' | 'urgent' | 'deposit'> = {},
): DemoJob => ({ center, serial, fault: name, ago, until, ...more });

export const DEMO_JOBS: readonly DemoJob[] = [
  job('TEH', 'NVP-2405-1183', 'chargingPort', 42, 'closed'),
  job('ISF', 'ABW-230-7789', 'drain', 41, 'closed'),
  job('TEH', 'SPT43-2406-1120', 'tvPower', 40, 'closed', { turn: 'check-failed' }),
  job('TEH', 'PSL-2308-7723', 'keyboard', 38, 'closed'),
  job('ISF', 'NVP-2410-5562', 'battery', 37, 'closed'),
  job('TEH', 'NVP-2309-0417', 'brokenScreen', 35, 'closed'),
  job('TEH', 'ZHM-240-9152', 'coldMicrowave', 33, 'closed'),
  job('ISF', 'SPT43-2305-0016', 'tvPower', 32, 'closed', { turn: 'refused' }),
  job('TEH', 'NVL-2403-6120', 'slow', 31, 'closed'),
  job('TEH', 'ABR-240-1157', 'thermostat', 30, 'closed'),
  job('ISF', 'SPT55-2209-3325', 'backlight', 28, 'unclaimed'),
  job('TEH', 'NVT-2404-0311', 'darkTablet', 27, 'closed'),
  job('TEH', 'SPS-2304-9981', 'oneChannel', 26, 'closed'),
  job('ISF', 'ZHV-241-7075', 'burntMotor', 24, 'delivered'),
  job('TEH', 'NVP-2412-0098', 'nothing', 23, 'delivered', { turn: 'no-fault' }),
  job('TEH', 'ABW-240-5512', 'belt', 21, 'delivered'),
  job('ISF', 'PSP-2410-6654', 'hotLaptop', 20, 'delivered'),
  job('TEH', 'PSL-2406-3301', 'deadDisk', 19, 'delivered'),
  job('TEH', 'NVL-2306-4471', 'liquid', 18, 'cancelled'),
  job('TEH', 'SPT43-2407-5533', 'tvPower', 17, 'invoiced', { turn: 'goodwill' }),
  job('ISF', 'NVL-2407-8834', 'battery', 16, 'invoiced'),
  job('TEH', 'NVP-2501-3345', 'battery', 15, 'ready'),
  job('ISF', 'ABR-241-3020', 'warmFridge', 15, 'ready', { urgent: true }),
  job('TEH', 'ABD-240-6613', 'coldDishes', 14, 'ready'),
  job('TEH', 'PSP-2403-0288', 'hotLaptop', 13, 'invoiced'),
  job('ISF', 'NVT-2301-5580', 'darkTablet', 13, 'ready', { turn: 'refused' }),
  job('TEH', 'NVP-2411-7741', 'deadPhone', 12, 'delivered', { turn: 'parts-late' }),
  job('ISF', 'SPT55-2408-7160', 'tvNoPicture', 11, 'awaiting_parts'),
  job('TEH', 'NVP-2405-2270', 'deadPhone', 10, 'awaiting_parts', { urgent: true }),
  job('TEH', 'NVT-2409-0742', 'darkTablet', 9, 'awaiting_parts'),
  job('TEH', 'ABR-220-8846', 'warmFridge', 9, 'ber'),
  job('ISF', 'PSL-2501-9016', 'slow', 8, 'at_vendor'),
  job('TEH', 'SPT55-2401-4498', 'backlight', 8, 'qc'),
  job('ISF', 'ABW-230-7789', 'nothing', 8, 'cancelled'),
  job('TEH', 'PSL-2402-1450', 'laptopBattery', 7, 'qc'),
  job('ISF', 'ABW-250-0140', 'drain', 7, 'in_repair'),
  job('ISF', 'SPT43-2502-8208', 'tvPower', 6, 'in_repair'),
  job('TEH', 'NVL-2502-1009', 'chargingPort', 6, 'in_repair'),
  job('ISF', 'ZHM-230-4416', 'coldMicrowave', 5, 'awaiting_approval'),
  job('TEH', 'ABD-230-2207', 'coldDishes', 5, 'awaiting_approval'),
  job('TEH', 'NVP-2309-0417', 'battery', 4, 'awaiting_approval'),
  job('ISF', 'SPS-2411-2064', 'oneChannel', 3, 'in_repair'),
  job('TEH', 'NVL-2403-6120', 'brokenScreen', 3, 'awaiting_approval', { urgent: true }),
  job('TEH', 'SPT43-2502-8207', 'tvPower', 2, 'diagnosing'),
  job('TEH', 'X-77-GREY', 'liquid', 2, 'diagnosing', { deposit: 20_000_000 }),
  job('ISF', null, 'burntMotor', 1, 'diagnosing'),
  job('TEH', 'PSL-2308-7723', 'hotLaptop', 1, 'received'),
  job('ISF', 'PSP-2305-1177', 'deadDisk', 1, 'received'),
  job('TEH', 'NVT-2409-0743', 'slow', 0, 'received'),
  job('TEH', 'NVP-2405-1183', 'slow', 0, 'received', { urgent: true }),
];

/** A fridge that the centre damaged and replaced: another serial goes on under its guarantee and its service card. */
export const DEMO_SWAP = {
  center: 'TEH',
  ago: 12,
  serial: 'ABR-240-1157',
  by: 'ABR-250-9001',
  reason: 'بدنهٔ یخچال در انبار مرکز آسیب دید.',
} as const;

/** People in the waiting line now: since how many minutes, and what the desk wrote down. */
export const DEMO_WAITING: readonly { center: DemoCenter; minutes: number; note: string | null }[] = [
  { center: 'TEH', minutes: 24, note: 'تحویل گوشی' },
  { center: 'TEH', minutes: 15, note: null },
  { center: 'TEH', minutes: 6, note: 'لپ‌تاپ، بار اول' },
  { center: 'ISF', minutes: 11, note: 'تلویزیون داخل خودرو است' },
];

/** Deliveries of parts after the first: how many working days ago, and what they brought. */
export const DEMO_DELIVERIES = [
  { center: 'TEH', ago: 25, supplier: 'نوا موبایل ایران', documentNo: 'NM-40812', lines: [['NV-LCD-P12', 3]] },
  {
    center: 'TEH',
    ago: 7,
    supplier: 'نوا موبایل ایران',
    documentNo: 'NM-41257',
    lines: [
      ['NV-MB-P12', 1],
      ['NV-BAT-P12', 6],
    ],
  },
  {
    center: 'ISF',
    ago: 6,
    supplier: 'بازرگانی قطعات آبان',
    documentNo: 'AB-7741',
    lines: [
      ['AB-THERM', 3],
      ['AB-BELT-W8', 4],
    ],
  },
] as const satisfies readonly {
  center: DemoCenter;
  ago: number;
  supplier: string;
  documentNo: string;
  lines: readonly (readonly [string, number])[];
}[];
