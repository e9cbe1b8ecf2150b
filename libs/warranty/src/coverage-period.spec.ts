import { addMonths } from '@aftercare/kernel';
import fc from 'fast-check';
import { coverEnd, coverExtension, coverPeriods, findCoverStart, type StartFacts } from './coverage-period.js';
import type { PolicyTerms } from './policy-terms.js';
import { noStartFacts, phoneTerms, policyTerms, startFacts, twoYearTerms } from './testing/terms.js';

function startOf(terms: PolicyTerms, facts: Partial<StartFacts>) {
  return findCoverStart(terms, { ...noStartFacts, ...facts });
}

describe('coverage period', () => {
  it.each<[PolicyTerms['calendar'], string, number, string]>([
    ['jalali', '2024-03-20', 12, '2025-03-21'], // 1403-01-01 → 1404-01-01
    ['gregorian', '2024-03-20', 12, '2025-03-20'],
    ['jalali', '2025-09-22', 6, '2026-03-20'], // 1404-06-31 → 1404-12-29
    ['gregorian', '2024-08-31', 6, '2025-02-28'],
  ])('R1 scenario 1: in the %s calendar %s plus %i months ends on %s', (calendar, soldOn, months, endsOn) => {
    const terms: PolicyTerms = { ...twoYearTerms, calendar, cover: [{ class: 'parts', months, percent: 100 }] };
    expect(coverPeriods(terms, soldOn)).toEqual([{ class: 'parts', percent: 100, startsOn: soldOn, endsOn }]);
  });

  it('R4 gives each class its own end, and the card the latest of them', () => {
    const periods = coverPeriods(twoYearTerms, '2024-03-20');
    expect(periods.map((period) => [period.class, period.endsOn])).toEqual([
      ['parts', '2026-03-21'],
      ['labour', '2025-03-21'],
    ]);
    expect(coverEnd(periods)).toBe('2026-03-21');
    expect(coverEnd([])).toBeNull();
  });

  it('R2 starts on the basis of the policy, whatever else is known', () => {
    const all: StartFacts = {
      cardIssuedOn: '2024-01-01',
      madeOn: '2024-01-02',
      soldOn: '2024-02-01',
      deliveredOn: '2024-02-02',
      installedOn: '2024-02-03',
      activatedOn: '2024-02-04',
    };
    const startsOn = (startBasis: PolicyTerms['startBasis']) =>
      findCoverStart({ ...twoYearTerms, shelfMonths: 1, startBasis }, all);
    expect(startsOn('sale')).toEqual({
      startsOn: '2024-02-01',
      fact: 'sale',
      factOn: '2024-02-01',
      rule: 'on-the-day',
    });
    expect(startsOn('delivery')).toMatchObject({ startsOn: '2024-02-02', fact: 'delivery' });
    expect(startsOn('installation')).toMatchObject({ startsOn: '2024-02-03', fact: 'installation' });
    expect(startsOn('activation')).toMatchObject({ startsOn: '2024-02-04', fact: 'activation' });
    expect(startsOn('manufacture')).toEqual({
      startsOn: '2024-02-01', // 1402-10-12 plus a Jalali month
      fact: 'manufacture',
      factOn: '2024-01-02',
      rule: 'shelf',
    });
  });

  it('R2 falls back to sale, then delivery, then manufacture plus shelf months', () => {
    const known = { soldOn: '2024-09-10', deliveredOn: '2024-09-12', madeOn: '2024-01-21' };
    expect(startOf(phoneTerms, known)).toMatchObject({ startsOn: '2024-09-10', fact: 'sale' });
    expect(startOf(phoneTerms, { ...known, soldOn: null })).toMatchObject({ startsOn: '2024-09-12', fact: 'delivery' });
    expect(startOf(phoneTerms, { madeOn: '2024-01-21' })).toEqual({
      startsOn: '2024-07-22', // 1402-11-01 → 1403-05-01
      fact: 'manufacture',
      factOn: '2024-01-21',
      rule: 'shelf',
    });
  });

  it('R2 knows no start without a usable fact', () => {
    expect(startOf(phoneTerms, { cardIssuedOn: '2024-05-15', installedOn: '2024-06-01' })).toBeNull();
    expect(startOf(twoYearTerms, { madeOn: '2024-01-21', activatedOn: '2024-06-01' })).toBeNull();
  });

  it('R3 scenario 3: a late activation starts on the card date plus 3 Jalali months', () => {
    const facts = { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' };
    const start = startOf(phoneTerms, facts); // card 1403-02-26, sold 1403-06-20, activated 1403-07-04
    expect(start).toEqual({ startsOn: '2024-08-16', fact: 'card', factOn: '2024-05-15', rule: 'card-cap' });
    expect(coverEnd(coverPeriods(phoneTerms, '2024-08-16'))).toBe('2026-02-15'); // 1404-11-26
  });

  it('R3 scenario 3: with the card dated 1403-04-10 the activation itself counts', () => {
    const facts = { cardIssuedOn: '2024-06-30', soldOn: '2024-09-10', activatedOn: '2024-09-25' };
    expect(startOf(phoneTerms, facts)).toMatchObject({ startsOn: '2024-09-25', fact: 'activation' });
    expect(coverEnd(coverPeriods(phoneTerms, '2024-09-25'))).toBe('2026-03-24'); // 1405-01-04
  });

  it('R3 leaves an activation on the last allowed day, and any other fact, as it is', () => {
    expect(startOf(phoneTerms, { cardIssuedOn: '2024-05-15', activatedOn: '2024-08-16' })).toMatchObject({
      startsOn: '2024-08-16',
      fact: 'activation',
    });
    expect(startOf(phoneTerms, { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10' })).toMatchObject({
      startsOn: '2024-09-10',
      fact: 'sale',
    });
    const uncapped: PolicyTerms = { ...twoYearTerms, startBasis: 'activation' };
    expect(startOf(uncapped, { cardIssuedOn: '2020-01-01', activatedOn: '2024-08-16' })).toMatchObject({
      startsOn: '2024-08-16',
    });
  });

  it('R3 never starts later than the cap allows, nor later than the activation', () => {
    fc.assert(
      fc.property(policyTerms, startFacts, (terms, facts) => {
        fc.pre(terms.startBasis === 'activation' && facts.activatedOn !== null);
        const start = findCoverStart(terms, facts);
        expect(start && facts.activatedOn && start.startsOn <= facts.activatedOn).toBe(true);
        if (terms.startCapMonths !== undefined && facts.cardIssuedOn) {
          const latest = addMonths(facts.cardIssuedOn, terms.startCapMonths, terms.calendar);
          expect(start && start.startsOn <= latest).toBe(true);
        }
      }),
    );
  });

  // Every day of 26 years, both calendars, against ICU and plain Date arithmetic, which share no code with the kernel.
  it.each(['jalali', 'gregorian'] as const)(
    'R1 agrees with an independent %s calendar on every day from 1395 to 1420',
    (calendar) => {
      const terms = (months: number): PolicyTerms => ({
        ...twoYearTerms,
        calendar,
        cover: [{ class: 'parts', months, percent: 100 }],
      });
      const wrong: string[] = [];
      const last = Date.UTC(2042, 2, 20); // 1420-12-29
      const everyMonths = [1, 6, 12, 18, 24];
      const oracle = calendar === 'jalali' ? jalaliOracle() : gregorianOracle;
      for (let day = Date.UTC(2016, 2, 20), n = 0; day <= last; day += DAY_MS, n++) {
        const startsOn = isoOf(day);
        const months = everyMonths[n % everyMonths.length] ?? 1;
        const endsOn = coverEnd(coverPeriods(terms(months), startsOn));
        if (endsOn !== oracle(startsOn, months)) wrong.push(`${startsOn} + ${months}: ${endsOn}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  it('R26 lengthens every class by the days in the shop and, once, by the months of a covered repair', () => {
    const terms: PolicyTerms = {
      ...twoYearTerms,
      calendar: 'gregorian',
      shopTime: { overDays: 14, counts: 'beyond' },
      repairExtension: { months: 12 },
    };
    expect(coverExtension(terms)).toEqual({ months: 0, days: 0 });
    expect(coverExtension(terms, { shopDays: [14, 20, 3, 16] })).toEqual({ months: 0, days: 8 });
    const all: PolicyTerms = { ...terms, shopTime: { overDays: 14, counts: 'all' } };
    expect(coverExtension(all, { shopDays: [14, 20, 3, 16], repairedUnderCover: true })).toEqual({
      months: 12,
      days: 36,
    });
    expect(coverPeriods(terms, '2024-01-31', { months: 1, days: 8 }).map(({ endsOn }) => endsOn)).toEqual([
      '2026-03-08', // 2026-02-28 plus 8 days
      '2025-03-08',
    ]);
  });
});

const DAY_MS = 86_400_000;

function isoOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** ICU's Persian calendar, read one way only: its day for each ISO day, turned round into a table. */
function jalaliOracle(): (from: string, months: number) => string | undefined {
  const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const jalaliOf = new Map<string, readonly [year: number, month: number, day: number]>();
  const isoFor = new Map<string, string>();
  for (let ms = Date.UTC(2016, 0, 1); ms < Date.UTC(2045, 0, 1); ms += DAY_MS) {
    const part = (type: string) => Number(format.formatToParts(ms).find((each) => each.type === type)?.value);
    const parts = [part('year'), part('month'), part('day')] as const;
    jalaliOf.set(isoOf(ms), parts);
    isoFor.set(parts.join('-'), isoOf(ms));
  }
  return (from, months) => {
    const [year = 0, month = 0, day = 0] = jalaliOf.get(from) ?? [];
    const later = month - 1 + months;
    for (let wanted = day; wanted > 0; wanted--) {
      const found = isoFor.get([year + Math.floor(later / 12), (later % 12) + 1, wanted].join('-'));
      if (found) return found;
    }
    return undefined;
  };
}

function gregorianOracle(from: string, months: number): string {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== day) date.setUTCDate(0); // it ran over into the next month
  return isoOf(date.getTime());
}
