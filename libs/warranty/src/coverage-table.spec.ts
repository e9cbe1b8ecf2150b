import { decideCoverage } from './coverage-decision.js';
import type { CoverageFacts, EarlierWork, LineFacts, RegistrationState } from './coverage-facts.js';
import type { StartFacts } from './coverage-period.js';
import type { CoverClass, PolicyTerms } from './policy-terms.js';
import { readPresets } from './presets.js';
import { aRegistration, phoneTerms, someFacts, twoYearTerms } from './testing/terms.js';

/** What a row changes about a case; `terms: null` = no card. */
interface Situation extends Partial<Omit<CoverageFacts, 'registration' | 'lines'>> {
  readonly terms?: PolicyTerms | null;
  readonly start?: Partial<StartFacts>;
  readonly state?: RegistrationState;
  /** Parts and labour unless told otherwise. */
  readonly lines?: readonly LineFacts[];
}

/** Of each line: percent, the rule that pays, and its first reasons; of each remedy: kind and reason. */
interface Decision extends Situation {
  readonly when: string;
  readonly is: string | readonly string[];
  readonly due?: readonly string[];
}

/** One text, what it speaks of, and decisions that follow from it. */
interface Text {
  readonly source: string;
  readonly about: Situation;
  readonly decisions: readonly Decision[];
}

const line = (name: CoverClass, more: Partial<LineFacts> = {}): LineFacts => ({
  lineId: `${name}${JSON.stringify(more)}`,
  class: name,
  evidenceCount: 0,
  ...more,
});
const fault = (faultCode: string, evidenceCount: number, name: CoverClass = 'parts'): LineFacts =>
  line(name, { faultCode, evidenceCount });
const priced = (name: CoverClass, listAmount: number): LineFacts => line(name, { listAmount });
const component = (...componentGroups: string[]): LineFacts => line('parts', { componentGroups });

function preset(code: string): PolicyTerms {
  const found = readPresets()
    .flatMap(({ policies }) => policies)
    .find((policy) => policy.code === code);
  if (!found) throw new Error(`no preset ${code}`);
  return found.terms;
}

const IN = '100 product-warranty in-period';
const OVER = '0 chargeable period-over';
const EARLY = '0 chargeable period-not-started';
const NO = '0 chargeable class-not-covered';
const yearTerms: PolicyTerms = { ...twoYearTerms, cover: [{ class: 'parts', months: 12, percent: 100 }] };
const gregorian: PolicyTerms = { ...yearTerms, calendar: 'gregorian' };
const oneYear = { terms: yearTerms, lines: [line('parts')] };
const newYear = { soldOn: '2024-03-20' }; // 1403-01-01

const fridge: PolicyTerms = {
  ...twoYearTerms,
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'parts', months: 60, percent: 100, componentGroup: 'COMPRESSOR' },
    { class: 'parts', months: 24, percent: 50, componentGroup: 'COOLING' },
    { class: 'parts', months: 6, percent: 0, componentGroup: 'LAMP' },
    { class: 'labour', months: 12, percent: 100 },
  ],
};
const board: EarlierWork = {
  orderNumber: 'RO-1',
  kind: 'part',
  on: '2025-04-10',
  months: 6,
  calendar: 'gregorian',
  percent: 100,
  bearers: [{ bearer: 'maker', percent: 100 }],
  exclusions: [],
};
const driven: EarlierWork = { ...board, usage: { meter: 'km', max: 10_000, startedAt: 40_000 } };
const km = (value: number) => [{ meter: 'km' as const, value }];
const again = (...earlier: EarlierWork[]): LineFacts => line('parts', { earlier });
const contractOf = (percent: number, visitsLeft: number | null = null) => ({
  number: `SC-${percent}`,
  endsOn: '2026-06-01',
  cover: [{ class: 'labour' as const, percent }],
  visitsLeft,
});
const allOf = { faultCodes: null, code: 'RC-7' };

const TEXTS: readonly Text[] = [
  {
    source: 'Scenario 1: twelve Jalali months from 1403-01-01 end on 1404-01-01, that day not covered',
    about: { ...oneYear, start: newYear },
    decisions: [
      { when: 'the day before the sale', on: '2024-03-19', is: EARLY },
      { when: 'the day of the sale', on: '2024-03-20', is: IN },
      { when: 'half way', on: '2024-09-20', is: IN },
      { when: '1403-12-30, the last day of a leap year', on: '2025-03-20', is: IN },
      { when: '1404-01-01', on: '2025-03-21', is: OVER },
      { when: 'a year later', on: '2026-03-21', is: OVER },
    ],
  },
  {
    source: 'Scenario 1: twelve Gregorian months from 2024-03-20 end on 2025-03-20',
    about: { terms: gregorian, start: newYear, lines: [line('parts')] },
    decisions: [
      { when: 'the day before', on: '2025-03-19', is: IN },
      { when: 'the day itself', on: '2025-03-20', is: OVER },
      { when: 'a sale on 29 February, on 27 February', on: '2025-02-27', start: { soldOn: '2024-02-29' }, is: IN },
      { when: 'a sale on 29 February, on 28 February', on: '2025-02-28', start: { soldOn: '2024-02-29' }, is: OVER },
    ],
  },
  {
    source: 'Scenario 1: a month without the day ends on its last one',
    about: {
      terms: { ...yearTerms, cover: [{ class: 'parts', months: 6, percent: 100 }] },
      start: { soldOn: '2025-09-22' }, // 1404-06-31
      lines: [line('parts')],
    },
    decisions: [
      { when: '1404-12-28', on: '2026-03-19', is: IN },
      { when: '1404-12-29', on: '2026-03-20', is: OVER },
      {
        when: 'sold 1402-06-31, 18 months, 1403-12-29',
        on: '2025-03-19',
        start: { soldOn: '2023-09-22' },
        terms: { ...yearTerms, cover: [{ class: 'parts', months: 18, percent: 100 }] },
        is: IN,
      },
      {
        when: 'sold 1402-06-31, 18 months, 1403-12-30 of the leap year',
        on: '2025-03-20',
        start: { soldOn: '2023-09-22' },
        terms: { ...yearTerms, cover: [{ class: 'parts', months: 18, percent: 100 }] },
        is: OVER,
      },
      {
        when: 'sold 1403-12-30, 12 months, 1404-12-28',
        on: '2026-03-19',
        start: { soldOn: '2025-03-20' },
        terms: yearTerms,
        is: IN,
      },
      {
        when: 'sold 1403-12-30, 12 months, 1404-12-29',
        on: '2026-03-20',
        start: { soldOn: '2025-03-20' },
        terms: yearTerms,
        is: OVER,
      },
    ],
  },
  {
    source: 'Scenario 2: parts 24 months, labour 12, travel none, impact excluded with two photos',
    about: { terms: twoYearTerms, start: newYear, on: '2025-09-10' },
    decisions: [
      { when: 'month 18', is: [IN, OVER] },
      { when: 'month 18, travel and shipping', lines: [line('travel'), line('shipping')], is: [NO, NO] },
      { when: 'month 18, the whole unit', lines: [line('unit')], is: NO },
      { when: 'month 6', on: '2024-09-10', is: [IN, IN] },
      { when: 'month 12, its last day', on: '2025-03-20', is: [IN, IN] },
      { when: 'month 24, its last day', on: '2026-03-20', is: [IN, OVER] },
      { when: 'after month 24', on: '2026-03-21', is: [OVER, OVER] },
      { when: 'impact, two photos', lines: [fault('IMPACT', 2)], is: '0 chargeable excluded in-period' },
      { when: 'impact, three photos', lines: [fault('IMPACT', 3)], is: '0 chargeable excluded' },
      { when: 'impact, one photo', lines: [fault('IMPACT', 1)], is: `${IN} exclusion-unproven` },
      { when: 'impact, no photo', lines: [fault('IMPACT', 0)], is: `${IN} exclusion-unproven` },
      { when: 'another fault, two photos', lines: [fault('BOARD', 2)], is: IN },
      {
        when: 'impact beside an honest fault',
        lines: [fault('IMPACT', 2), fault('BOARD', 0)],
        is: ['0 chargeable excluded', IN],
      },
      { when: 'impact after the period', on: '2026-03-21', lines: [fault('IMPACT', 2)], is: OVER },
    ],
  },
  {
    source: 'Scenario 3: from activation, at most three Jalali months after the card, 18 months',
    about: {
      terms: phoneTerms,
      start: { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' },
    },
    decisions: [
      { when: 'intake on 2026-02-14', on: '2026-02-14', is: [IN, IN] },
      { when: 'intake on 2026-02-15', on: '2026-02-15', is: [OVER, OVER] },
      { when: 'the day before the cap', on: '2024-08-15', is: [EARLY, EARLY] },
      { when: 'the day of the cap', on: '2024-08-16', is: [IN, IN] },
      {
        when: 'the card corrected, 1405-01-03',
        on: '2026-03-23',
        start: { cardIssuedOn: '2024-06-30', soldOn: '2024-09-10', activatedOn: '2024-09-25' },
        is: [IN, IN],
      },
      {
        when: 'the card corrected, 1405-01-04',
        on: '2026-03-24',
        start: { cardIssuedOn: '2024-06-30', soldOn: '2024-09-10', activatedOn: '2024-09-25' },
        is: [OVER, OVER],
      },
      { when: 'activated without a card date', on: '2024-09-25', start: { activatedOn: '2024-09-25' }, is: [IN, IN] },
      { when: 'never activated: the sale', on: '2024-09-10', start: { soldOn: '2024-09-10' }, is: [IN, IN] },
      {
        when: 'a card alone starts nothing',
        start: { cardIssuedOn: '2024-05-15' },
        is: ['0 chargeable start-unknown', '0 chargeable start-unknown'],
      },
      {
        when: 'made only: not yet off the shelf',
        on: '2024-11-20',
        start: { madeOn: '2024-05-21' },
        is: [EARLY, EARLY],
      },
      { when: 'made only: six months later', on: '2024-11-21', start: { madeOn: '2024-05-21' }, is: [IN, IN] },
    ],
  },
  {
    source: 'Scenario 4: a fault confirmed within seven days is dead on arrival, the seventh day is not',
    about: {
      terms: { ...twoYearTerms, doaDays: 7, exchange: 'advance' },
      start: newYear,
      doaConfirmed: true,
      lines: [line('parts'), line('travel')],
    },
    decisions: [
      { when: 'day 0', on: '2024-03-20', is: ['100 doa doa', '100 doa doa'], due: ['exchange advance doa'] },
      { when: 'day 5', on: '2024-03-25', is: ['100 doa doa', '100 doa doa'], due: ['exchange advance doa'] },
      { when: 'day 6', on: '2024-03-26', is: ['100 doa doa', '100 doa doa'], due: ['exchange advance doa'] },
      { when: 'day 7', on: '2024-03-27', is: [IN, NO] },
      { when: 'day 5, not confirmed', on: '2024-03-25', doaConfirmed: false, is: [IN, NO] },
      { when: 'before the sale', on: '2024-03-19', is: [EARLY, NO] },
      {
        when: 'day 5, dropped, with two photos',
        on: '2024-03-25',
        lines: [fault('IMPACT', 2)],
        is: '0 chargeable excluded',
        due: ['exchange advance doa'],
      },
      {
        when: 'day 5, dropped, one photo',
        on: '2024-03-25',
        lines: [fault('IMPACT', 1)],
        is: '100 doa doa',
        due: ['exchange advance doa'],
      },
      {
        when: 'day 5 on a suspended card',
        on: '2024-03-25',
        state: 'suspended',
        is: ['0 chargeable registration-suspended', '0 chargeable registration-suspended'],
      },
      {
        when: 'day 5 of an unknown device',
        on: '2024-03-25',
        provenance: 'unknown',
        is: ['0 chargeable provenance-unknown', '0 chargeable provenance-unknown'],
      },
      { when: 'day 5 under terms without such days', on: '2024-03-25', terms: twoYearTerms, is: [IN, NO] },
    ],
  },
  {
    source: 'Scenario 9: a board fitted on 2025-04-10 carries six months, the device is covered until 2025-06-30',
    about: { terms: gregorian, start: { soldOn: '2024-06-30' }, on: '2025-08-15', lines: [again(board)] },
    decisions: [
      { when: 'on 2025-08-15', is: '100 work-warranty work-in-period' },
      { when: 'on its last day', on: '2025-10-09', is: '100 work-warranty work-in-period' },
      { when: 'on 2025-10-10', on: '2025-10-10', is: '0 chargeable work-period-over period-over' },
      { when: 'on the day of the hand-over', on: '2025-04-10', is: '100 work-warranty work-in-period' },
      {
        when: 'a worn speaker beside it',
        lines: [again(board), line('parts')],
        is: ['100 work-warranty work-in-period', OVER],
      },
      {
        when: 'its labour, promised as well',
        lines: [line('labour', { earlier: [board] })],
        is: '100 work-warranty work-in-period',
      },
      { when: 'its labour, not promised', lines: [line('labour')], is: NO },
      {
        when: 'a board of 2024-09-01 keeps the later end of the device',
        on: '2025-06-01',
        lines: [again({ ...board, on: '2024-09-01' })],
        is: '100 product-warranty work-period-over in-period',
      },
      {
        when: 'both promises over',
        on: '2025-06-30',
        lines: [again({ ...board, on: '2024-09-01' })],
        is: '0 chargeable work-period-over period-over',
      },
      { when: 'without any card', terms: null, is: '100 work-warranty work-in-period registration-missing' },
      {
        when: 'on a void card',
        state: 'void',
        is: '100 work-warranty work-in-period registration-void',
      },
      {
        when: 'half of it promised, the rest by the device',
        on: '2025-06-01',
        lines: [again({ ...board, percent: 50 })],
        is: '100 work-warranty work-in-period in-period',
      },
      {
        when: 'half of it promised, the device out',
        lines: [again({ ...board, percent: 50 })],
        is: '50 work-warranty work-in-period',
      },
      {
        when: 'a fault the promise excludes',
        lines: [
          line('parts', {
            faultCode: 'IMPACT',
            evidenceCount: 2,
            earlier: [{ ...board, exclusions: [{ faultCode: 'IMPACT', evidence: 2 }] }],
          }),
        ],
        is: OVER,
      },
    ],
  },
  {
    source: 'A paid repair carries one month for the same fault (Iranian rules found)',
    about: {
      terms: null,
      lines: [
        line('labour', { earlier: [{ ...board, kind: 'work', on: '2025-06-05', months: 1, calendar: 'jalali' }] }),
      ],
    },
    decisions: [
      { when: '1404-04-14', on: '2025-07-05', is: '100 work-warranty work-in-period' }, // handed over 1404-03-15
      { when: '1404-04-15', on: '2025-07-06', is: '0 chargeable work-period-over registration-missing' },
      { when: 'another fault', on: '2025-06-10', lines: [line('labour')], is: '0 chargeable registration-missing' },
    ],
  },
  {
    source: 'A replaced part carries six months (Iranian rules found; two firms)',
    about: { terms: null, lines: [again({ ...board, on: '2025-06-05', calendar: 'jalali' })] },
    decisions: [
      { when: '1404-09-14', on: '2025-12-05', is: '100 work-warranty work-in-period' }, // handed over 1404-03-15
      { when: '1404-09-15', on: '2025-12-06', is: '0 chargeable work-period-over' },
    ],
  },
  {
    source: 'Scenario 10: unknown provenance is chargeable until proof, a blocked device gets nothing',
    about: { terms: twoYearTerms, start: newYear, on: '2024-06-01', lines: [line('parts')] },
    decisions: [
      { when: 'unknown', provenance: 'unknown', is: '0 chargeable provenance-unknown' },
      { when: 'declared', provenance: 'declared', is: IN },
      { when: 'verified', provenance: 'verified', is: IN },
      { when: 'blocked', provenance: 'blocked', is: '0 chargeable device-blocked' },
      {
        when: 'blocked, with goodwill',
        provenance: 'blocked',
        goodwill: { percent: 100, bearer: 'centre', lineIds: null },
        is: '0 chargeable device-blocked',
      },
      { when: 'blocked, recalled', provenance: 'blocked', recalls: [allOf], is: '0 chargeable device-blocked' },
      {
        when: 'unknown, with goodwill',
        provenance: 'unknown',
        goodwill: { percent: 40, bearer: 'centre', lineIds: null },
        is: '40 goodwill provenance-unknown goodwill-granted',
      },
      {
        when: 'unknown, with a contract',
        provenance: 'unknown',
        contracts: [contractOf(30)],
        lines: [line('labour')],
        is: '30 contract provenance-unknown contract-in-force',
      },
    ],
  },
  {
    source: 'States of a card: raw, sold and active stand; suspended, void, expired and transferred do not',
    about: { terms: twoYearTerms, start: newYear, on: '2024-06-01', lines: [line('parts')] },
    decisions: [
      { when: 'raw', state: 'raw', is: IN },
      { when: 'sold', state: 'sold', is: IN },
      { when: 'active', state: 'active', is: IN },
      { when: 'suspended', state: 'suspended', is: '0 chargeable registration-suspended' },
      { when: 'void', state: 'void', is: '0 chargeable registration-void' },
      { when: 'expired', state: 'expired', is: '0 chargeable registration-expired' },
      { when: 'transferred', state: 'transferred', is: '0 chargeable registration-transferred' },
      { when: 'no card', terms: null, is: '0 chargeable registration-missing' },
    ],
  },
  {
    source: 'Phones 18 months from activation (ecosystem 4.5, importer and seller pages)',
    about: { terms: preset('IR-PHONE-18'), start: { activatedOn: '2024-05-21' } }, // 1403-03-01
    decisions: [
      { when: 'the day before', on: '2024-05-20', is: [EARLY, EARLY] },
      { when: 'the day of activation', on: '2024-05-21', is: [IN, IN] },
      { when: '1404-08-30', on: '2025-11-21', is: [IN, IN] },
      { when: '1404-09-01', on: '2025-11-22', is: [OVER, OVER] },
      {
        when: 'activated 1403-05-31, 1404-11-29',
        on: '2026-02-18',
        start: { activatedOn: '2024-08-21' },
        is: [IN, IN],
      },
      {
        when: 'activated 1403-05-31, 1404-11-30',
        on: '2026-02-19',
        start: { activatedOn: '2024-08-21' },
        is: [OVER, OVER],
      },
    ],
  },
  {
    source: 'Loaner phone when repair exceeds two weeks; time beyond is added to the guarantee (ecosystem 4.5)',
    about: {
      terms: preset('IR-PHONE-18'),
      start: { activatedOn: '2024-05-21' },
      on: '2025-11-21',
      lines: [line('parts')],
    },
    decisions: [
      { when: '14 days in the shop', daysInShop: 14, is: IN },
      { when: '15 days in the shop', daysInShop: 15, is: IN, due: ['loaner long-in-shop'] },
      { when: '15 days, out of guarantee', on: '2025-11-22', daysInShop: 15, is: OVER },
      { when: 'an earlier visit of 14 days adds nothing', on: '2025-11-22', history: { shopDays: [14] }, is: OVER },
      { when: 'one of 20 days adds six: the sixth', on: '2025-11-27', history: { shopDays: [20] }, is: IN },
      { when: 'one of 20 days adds six: the seventh', on: '2025-11-28', history: { shopDays: [20] }, is: OVER },
      { when: 'two of 20 days add twelve', on: '2025-12-03', history: { shopDays: [20, 20] }, is: IN },
      { when: 'two of 20 days add twelve, no more', on: '2025-12-04', history: { shopDays: [20, 20] }, is: OVER },
    ],
  },
  {
    source: 'Same fault a third time: replace (ecosystem 4.5, seller page citing the organisation)',
    about: {
      terms: preset('IR-PHONE-18'),
      start: { activatedOn: '2024-05-21' },
      on: '2024-12-01',
      lines: [line('parts')],
    },
    decisions: [
      { when: 'the second time', history: { sameFault: 2 }, is: IN },
      { when: 'the third time', history: { sameFault: 3 }, is: IN, due: ['replacement same-fault-again'] },
      { when: 'the fourth time', history: { sameFault: 4 }, is: IN, due: ['replacement same-fault-again'] },
      { when: 'the third time, after the period', on: '2025-11-22', history: { sameFault: 3 }, is: OVER },
      {
        when: 'the third time, on a void card',
        state: 'void',
        history: { sameFault: 3 },
        is: '0 chargeable registration-void',
      },
      {
        when: 'the third time, and long in the shop',
        history: { sameFault: 3 },
        daysInShop: 20,
        is: IN,
        due: ['replacement same-fault-again', 'loaner long-in-shop'],
      },
    ],
  },
  {
    source: 'Computer goods at least 18 months (Iranian rules found)',
    about: { terms: preset('IR-COMPUTER-18'), start: { soldOn: '2023-11-21' }, lines: [line('parts')] }, // 1402-08-30
    decisions: [
      { when: '1404-02-29', on: '2025-05-19', is: IN },
      { when: '1404-02-30', on: '2025-05-20', is: OVER },
    ],
  },
  {
    source: 'Television 24 months from installation (Iranian rules found; two firms)',
    about: { terms: preset('IR-TV-24'), start: { soldOn: '2023-10-01', installedOn: '2023-10-22' } }, // 1402-07-30
    decisions: [
      { when: 'between sale and installation', on: '2023-10-21', is: [EARLY, EARLY] },
      { when: 'the day of installation', on: '2023-10-22', is: [IN, IN] },
      { when: '1404-07-29', on: '2025-10-21', is: [IN, IN] },
      { when: '1404-07-30', on: '2025-10-22', is: [OVER, OVER] },
      { when: 'never installed: from the sale', on: '2023-10-01', start: { soldOn: '2023-10-01' }, is: [IN, IN] },
      { when: 'eight days in the shop', on: '2024-01-01', daysInShop: 8, is: [IN, IN] },
      {
        when: 'nine days, more than seven working days',
        on: '2024-01-01',
        daysInShop: 9,
        is: [IN, IN],
        due: ['loaner long-in-shop'],
      },
    ],
  },
  {
    source: 'Other appliances 24 months from sale (Iranian rules found; two firms)',
    about: { terms: preset('IR-APPLIANCE-24'), start: { soldOn: '2023-06-05', installedOn: '2023-07-01' } }, // 1402-03-15
    decisions: [
      { when: 'sold, not installed yet', on: '2023-06-05', is: [IN, IN] },
      { when: '1404-03-14', on: '2025-06-04', is: [IN, IN] },
      { when: '1404-03-15', on: '2025-06-05', is: [OVER, OVER] },
      { when: 'travel', on: '2024-01-01', lines: [line('travel')], is: NO },
    ],
  },
  {
    source: 'Vehicles at least a year or 30,000 km (law text, ecosystem 4.5)',
    about: {
      terms: preset('IR-VEHICLE-12'),
      start: { deliveredOn: '2025-03-20' },
      on: '2025-12-22',
      lines: [line('parts')],
    }, // 1403-12-30
    decisions: [
      { when: '29,999 km', readings: [{ meter: 'km', value: 29_999 }], is: IN },
      { when: '30,000 km', readings: [{ meter: 'km', value: 30_000 }], is: '0 chargeable usage-over in-period' },
      { when: 'nobody read the meter', is: `${IN} usage-unread` },
      { when: 'another meter was read', readings: [{ meter: 'hours', value: 90_000 }], is: `${IN} usage-unread` },
      { when: '10 km after the year', on: '2026-03-20', readings: [{ meter: 'km', value: 10 }], is: OVER },
      { when: 'the last day of the year', on: '2026-03-19', readings: [{ meter: 'km', value: 10 }], is: IN },
      { when: 'a car in place after 48 hours: two days', daysInShop: 2, is: IN },
      { when: 'a car in place after 48 hours: three days', daysInShop: 3, is: IN, due: ['loaner long-in-shop'] },
    ],
  },
  {
    source: 'EU: two years legal, twelve months more, once, when repaired under it (Directive 2024/1799)',
    about: {
      terms: preset('EU-LEGAL-24'),
      start: { deliveredOn: '2024-02-29' },
      lines: [line('parts'), line('shipping')],
    },
    decisions: [
      { when: 'the last day of two years', on: '2026-02-27', is: [IN, IN] },
      { when: 'two years', on: '2026-02-28', is: [OVER, OVER] },
      { when: 'two years, once repaired', on: '2026-02-28', history: { repairedUnderCover: true }, is: [IN, IN] },
      {
        when: 'the last day of three, once repaired',
        on: '2027-02-27',
        history: { repairedUnderCover: true },
        is: [IN, IN],
      },
      { when: 'three years, once repaired', on: '2027-02-28', history: { repairedUnderCover: true }, is: [OVER, OVER] },
      {
        when: 'three years, repaired but out of cover',
        on: '2026-02-28',
        history: { repairedUnderCover: false },
        is: [OVER, OVER],
      },
      {
        when: 'bought before it was delivered',
        on: '2024-02-28',
        start: { soldOn: '2024-02-01', deliveredOn: '2024-02-29' },
        is: [EARLY, EARLY],
      },
    ],
  },
  {
    source: 'Turkish law for contrast: time in repair extends the warranty',
    about: {
      terms: { ...gregorian, shopTime: { overDays: 0, counts: 'all' }, replacement: { daysInShop: 20 } },
      start: newYear,
      on: '2025-03-20',
      lines: [line('parts')],
    },
    decisions: [
      { when: 'no visit', is: OVER },
      { when: 'a visit of one day', history: { shopDays: [1] }, is: IN },
      { when: 'visits of one and two days, the third day', on: '2025-03-22', history: { shopDays: [1, 2] }, is: IN },
      { when: 'visits of one and two days, the fourth day', on: '2025-03-23', history: { shopDays: [1, 2] }, is: OVER },
      { when: '20 days in the shop', on: '2025-01-01', daysInShop: 20, is: IN },
      { when: '21 days in the shop', on: '2025-01-01', daysInShop: 21, is: IN, due: ['replacement long-in-shop'] },
    ],
  },
  {
    source: 'A guarantee defines how a returned product circulates: exchanged at once (S1-P5)',
    about: {
      terms: { ...gregorian, returns: { route: 'exchange', oldUnit: 'vendor' } },
      start: newYear,
      on: '2024-06-01',
      lines: [line('parts')],
    },
    decisions: [
      { when: 'in the period', is: IN, due: ['replacement exchange-route'] },
      { when: 'on the first day after it', on: '2025-03-20', is: OVER },
      { when: 'on a void card', state: 'void', is: '0 chargeable registration-void' },
    ],
  },
  {
    source: 'Cover per component group stands in place of the one for the whole device (domain: cover lines)',
    about: { terms: fridge, start: newYear, on: '2024-06-01', lines: [component('COMPRESSOR', 'COOLING')] },
    decisions: [
      { when: 'the compressor in month 3', is: IN },
      { when: 'the compressor in year 5', on: '2028-06-01', is: IN },
      { when: 'the compressor on the last day of year 5', on: '2029-03-19', is: IN }, // five years end on 1408-01-01
      { when: 'the compressor after year 5', on: '2029-03-20', is: OVER },
      {
        when: 'another cooling part: the nearest group above',
        lines: [component('PIPE', 'COOLING')],
        is: '50 product-warranty in-period',
      },
      { when: 'a part of no such group', lines: [component('DOOR')], is: IN },
      { when: 'a part of no such group in year 3', on: '2026-06-01', lines: [component('DOOR')], is: OVER },
      { when: 'a lamp, named with nothing', lines: [component('LAMP')], is: NO },
      {
        when: 'labour on the compressor in year 2',
        on: '2025-06-01',
        lines: [line('labour', { componentGroups: ['COMPRESSOR'] })],
        is: OVER,
      },
    ],
  },
  {
    source: 'Claim limit: so many claims over the whole period (domain: cover lines)',
    about: {
      terms: {
        ...yearTerms,
        cover: [
          { class: 'parts', months: 12, percent: 100, claims: 2 },
          { class: 'labour', months: 12, percent: 100 },
        ],
      },
      start: newYear,
      on: '2024-06-01',
      lines: [line('parts')],
    },
    decisions: [
      { when: 'the first', is: IN },
      { when: 'the second', history: { claims: [{ class: 'parts', componentGroup: null, count: 1 }] }, is: IN },
      {
        when: 'the third',
        history: { claims: [{ class: 'parts', componentGroup: null, count: 2 }] },
        is: '0 chargeable claims-used-up in-period',
      },
      {
        when: 'claims on another class',
        history: { claims: [{ class: 'labour', componentGroup: null, count: 9 }] },
        is: IN,
      },
      {
        when: 'claims on a component',
        history: { claims: [{ class: 'parts', componentGroup: 'LAMP', count: 9 }] },
        is: IN,
      },
    ],
  },
  {
    source: 'Precedence: recall, DOA, work, product, contract, goodwill; ties are best for the customer (domain)',
    about: { terms: { ...twoYearTerms, doaDays: 7 }, start: newYear, on: '2024-03-22', lines: [line('parts')] },
    decisions: [
      { when: 'recalled within the guarantee', recalls: [allOf], is: '100 recall recalled in-period' },
      {
        when: 'recalled and dead on arrival',
        recalls: [allOf],
        doaConfirmed: true,
        is: '100 recall recalled doa',
        due: ['exchange return doa'],
      },
      {
        when: 'recalled without a card',
        terms: null,
        recalls: [allOf],
        is: '100 recall recalled registration-missing',
      },
      { when: 'recalled years later', on: '2034-01-01', recalls: [allOf], is: '100 recall recalled period-over' },
      {
        when: 'recalled for this fault',
        recalls: [{ code: 'RC-8', faultCodes: ['SEAL'] }],
        lines: [fault('SEAL', 0)],
        is: '100 recall recalled',
      },
      {
        when: 'recalled for another fault',
        recalls: [{ code: 'RC-8', faultCodes: ['SEAL'] }],
        lines: [fault('BOARD', 0)],
        is: IN,
      },
      {
        when: 'recalled for an excluded fault',
        recalls: [allOf],
        lines: [fault('IMPACT', 2)],
        is: '100 recall recalled excluded',
      },
      {
        when: 'dead on arrival before an earlier part',
        doaConfirmed: true,
        lines: [again({ ...board, on: '2024-03-21' })],
        is: '100 doa doa work-in-period',
        due: ['exchange return doa'],
      },
      {
        when: 'an earlier part before the device',
        lines: [again({ ...board, on: '2024-03-21' })],
        is: '100 work-warranty work-in-period in-period',
      },
      {
        when: 'the device before a contract',
        on: '2024-06-01',
        contracts: [contractOf(100)],
        lines: [line('labour')],
        is: '100 product-warranty in-period contract-in-force',
      },
      {
        when: 'a contract before goodwill',
        on: '2025-06-01',
        contracts: [contractOf(60)],
        goodwill: { percent: 80, bearer: 'seller', lineIds: null },
        lines: [line('labour')],
        is: '80 contract period-over contract-in-force goodwill-granted',
      },
      {
        when: 'goodwill below what is due changes nothing',
        on: '2025-06-01',
        contracts: [contractOf(60)],
        goodwill: { percent: 20, bearer: 'seller', lineIds: null },
        lines: [line('labour')],
        is: '60 contract period-over contract-in-force goodwill-granted',
      },
    ],
  },
  {
    source: 'Contracts: the discount per class while it is in force and visits are left (domain: service contracts)',
    about: { terms: null, on: '2026-05-31', lines: [line('labour'), line('parts')] },
    decisions: [
      {
        when: 'its last day',
        contracts: [contractOf(50)],
        is: ['50 contract registration-missing contract-in-force', '0 chargeable registration-missing'],
      },
      {
        when: 'the day it ends',
        on: '2026-06-01',
        contracts: [contractOf(50)],
        is: ['0 chargeable registration-missing', '0 chargeable registration-missing'],
      },
      {
        when: 'one visit left',
        contracts: [contractOf(50, 1)],
        lines: [line('labour')],
        is: '50 contract registration-missing contract-in-force',
      },
      {
        when: 'no visit left',
        contracts: [contractOf(50, 0)],
        lines: [line('labour')],
        is: '0 chargeable registration-missing contract-used-up',
      },
      {
        when: 'the better of two',
        contracts: [contractOf(50), contractOf(70)],
        lines: [line('labour')],
        is: '70 contract registration-missing contract-in-force',
      },
      {
        when: 'the better one used up',
        contracts: [contractOf(50), contractOf(70, 0)],
        lines: [line('labour')],
        is: '50 contract registration-missing contract-in-force',
      },
    ],
  },
  {
    source: 'R32, vehicle act (ecosystem 4.5): a part for 6 months or 10,000 km, whichever is first',
    about: { terms: null, on: '2025-06-01' },
    decisions: [
      { when: 'within both', readings: km(49_999), lines: [again(driven)], is: '100 work-warranty work-in-period' },
      { when: 'the 10,000th km', readings: km(50_000), lines: [again(driven)], is: '0 chargeable work-usage-over' },
      {
        when: 'within the use, past the time',
        on: '2025-10-10',
        readings: km(40_001),
        lines: [again(driven)],
        is: '0 chargeable work-period-over',
      },
      {
        when: 'nobody read the meter now',
        lines: [again(driven)],
        is: '100 work-warranty work-in-period work-usage-unread',
      },
      {
        when: 'nobody read it at the hand-over',
        readings: km(900_000),
        lines: [again({ ...driven, usage: { meter: 'km', max: 10_000 } })],
        is: '100 work-warranty work-in-period work-usage-unread',
      },
      {
        when: 'another meter was read',
        readings: [{ meter: 'hours', value: 900_000 }],
        lines: [again(driven)],
        is: '100 work-warranty work-in-period work-usage-unread',
      },
      {
        when: 'of two promises the one that still holds',
        readings: km(50_000),
        lines: [again(driven, { ...board, percent: 40 })],
        is: '40 work-warranty work-in-period',
      },
    ],
  },
  {
    source: 'R31: parts up to 10,000,000 a repair and 15,000,000 in all; what is over is the customer’s',
    about: {
      terms: {
        ...twoYearTerms,
        cover: [
          { class: 'parts', months: 24, percent: 100, limit: { perRepair: 10_000_000, inTotal: 15_000_000 } },
          { class: 'labour', months: 24, percent: 50, limit: { perRepair: 1_000_000 } },
        ],
      },
      start: newYear,
      on: '2024-06-01',
    },
    decisions: [
      { when: 'a part within the limit', lines: [priced('parts', 9_000_000)], is: '100 product-warranty in-period' },
      {
        when: 'a part over it: 10 of 12.5 million',
        lines: [priced('parts', 12_500_000)],
        is: '80 product-warranty amount-limited in-period',
      },
      {
        when: 'a second part finds what the first one left, a third nothing',
        lines: [priced('parts', 8_000_000), priced('parts', 8_000_001), priced('parts', 1)],
        is: [
          '100 product-warranty in-period',
          '25 product-warranty amount-limited in-period',
          '0 chargeable amount-used-up in-period',
        ],
      },
      {
        when: 'earlier repairs took 12 million: 3 are left',
        history: { spent: [{ class: 'parts', componentGroup: null, amount: 12_000_000 }] },
        lines: [priced('parts', 6_000_000)],
        is: '50 product-warranty amount-limited in-period',
      },
      {
        when: 'earlier repairs took all of it, nothing is priced yet',
        history: { spent: [{ class: 'parts', componentGroup: null, amount: 15_000_000 }] },
        lines: [line('parts'), line('labour')],
        is: ['0 chargeable amount-used-up in-period', '50 product-warranty in-period'],
      },
      {
        when: 'half of the labour within its limit, and half of it cut there',
        lines: [priced('labour', 1_000_000), priced('labour', 2_000_000)],
        is: ['50 product-warranty in-period', '25 product-warranty amount-limited in-period'],
      },
      {
        when: 'a favour adds what the limit leaves open',
        lines: [priced('parts', 12_500_000)],
        goodwill: { percent: 100, bearer: 'centre', lineIds: null },
        is: '100 product-warranty amount-limited in-period goodwill-granted',
      },
    ],
  },
  {
    source: 'Goodwill: free though not due, with a percentage and a bearer (glossary)',
    about: { terms: twoYearTerms, start: newYear, on: '2025-06-01' },
    decisions: [
      {
        when: 'on everything',
        goodwill: { percent: 100, bearer: 'centre', lineIds: null },
        is: [`${IN} goodwill-granted`, '100 goodwill period-over goodwill-granted'],
      },
      {
        when: 'half of it',
        goodwill: { percent: 50, bearer: 'centre', lineIds: null },
        is: [IN, '50 goodwill period-over goodwill-granted'],
      },
      { when: 'nothing granted', goodwill: { percent: 0, bearer: 'centre', lineIds: null }, is: [IN, OVER] },
      {
        when: 'on a line that is not here',
        goodwill: { percent: 100, bearer: 'centre', lineIds: ['another'] },
        is: [IN, OVER],
      },
      {
        when: 'on an excluded fault',
        goodwill: { percent: 30, bearer: 'maker', lineIds: null },
        lines: [fault('IMPACT', 2)],
        is: '30 goodwill excluded in-period goodwill-granted',
      },
    ],
  },
];

function decided({ terms = null, start = {}, state = 'active', lines, ...facts }: Situation) {
  const registration = terms && { ...aRegistration(terms, start), state };
  return decideCoverage(someFacts({ ...facts, registration, lines: lines ?? [line('parts'), line('labour')] }));
}

describe('decisions that follow from the texts', () => {
  for (const { source, about, decisions } of TEXTS) {
    it.each(decisions.map((decision) => [decision.when, decision] as const))(`${source}: %s`, (_, decision) => {
      const { when: _when, is, due = [], ...changes } = decision;
      const verdict = decided({ ...about, ...changes });
      const expected = typeof is === 'string' ? [is] : is;
      const shown = verdict.lines.map(({ coveredPercent, rule, reasons }, index) => {
        const said = (expected[index] ?? '').split(' ').length - 2;
        return [coveredPercent, rule, ...reasons.slice(0, said).map(({ code }) => code)].join(' ');
      });
      expect(shown).toEqual(expected);
      const remedies = (verdict.remedies ?? []).map(({ kind, exchange, reason }) =>
        [kind, ...(exchange ? [exchange] : []), reason.code].join(' '),
      );
      expect(remedies).toEqual(due);
    });
  }
});
