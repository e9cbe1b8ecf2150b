import fc from 'fast-check';
import {
  addDays,
  addMonths,
  type Calendar,
  civilDateIn,
  daysBetween,
  daysInMonth,
  fromCalendar,
  inCalendar,
  isCivilDate,
} from './civil-date.js';

const calendar = fc.constantFrom<Calendar>('jalali', 'gregorian');
const civilDate = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('2000-01-01', days));

const icuPersian = new Intl.DateTimeFormat('en-u-ca-persian', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

function persianDayByIcu(date: string): { year: number; month: number; day: number } {
  const part = new Map(icuPersian.formatToParts(new Date(`${date}T12:00:00Z`)).map(({ type, value }) => [type, value]));
  return { year: Number(part.get('year')), month: Number(part.get('month')), day: Number(part.get('day')) };
}

describe('civil dates', () => {
  it.each(['2024-02-29', '2000-02-29', '1900-01-31', '2026-12-31', '1700-01-01', '2999-12-31'])(
    'K1 %s is a day',
    (text) => {
      expect(isCivilDate(text)).toBe(true);
    },
  );

  it.each([
    '2023-02-29',
    '1699-12-31',
    '3000-01-01',
    '9999-12-31',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-01-00',
    '2024-1-1',
    '1403/01/01',
    '2024-01-01T00:00:00Z',
    '2024-01-01\n',
    '۲۰۲۴-۰۱-۰۱',
    '',
    null,
    20240101,
  ])('K1 %j is not a day', (value) => {
    expect(isCivilDate(value)).toBe(false);
  });

  it('K2 agrees with ICU on every Jalali day from 1395-01-01 to 1420-12-30', () => {
    const first = '2016-03-20';
    const last = '2042-03-20';
    expect(inCalendar(first, 'jalali')).toEqual({ year: 1395, month: 1, day: 1 });
    expect(inCalendar(last, 'jalali')).toEqual({ year: 1420, month: 12, day: 30 });
    const differing: string[] = [];
    for (let date = first; date <= last; date = addDays(date, 1)) {
      const ours = inCalendar(date, 'jalali');
      const icu = persianDayByIcu(date);
      const same = ours.year === icu.year && ours.month === icu.month && ours.day === icu.day;
      if (!same || fromCalendar(icu, 'jalali') !== date) differing.push(date);
    }
    expect(differing).toEqual([]);
    expect(daysBetween(first, last)).toBe(9496);
  });

  it('K2 knows the leap years of 1390 to 1420, the five-year gap before 1408 among them', () => {
    const leap = Array.from({ length: 31 }, (_, index) => 1390 + index).filter(
      (year) => daysInMonth({ year, month: 12 }, 'jalali') === 30,
    );
    expect(leap).toEqual([1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420]);
  });

  it('K2 returns to the same day from either calendar', () => {
    fc.assert(
      fc.property(civilDate, calendar, (date, cal) => {
        expect(fromCalendar(inCalendar(date, cal), cal)).toBe(date);
      }),
    );
  });

  it.each<[string, number, Calendar, string]>([
    ['2024-03-20', 12, 'jalali', '2025-03-21'], // 1403-01-01 → 1404-01-01
    ['2024-03-20', 12, 'gregorian', '2025-03-20'],
    ['2025-09-22', 6, 'jalali', '2026-03-20'], // 1404-06-31 → 1404-12-29
    ['2024-05-15', 3, 'jalali', '2024-08-16'], // 1403-02-26 → 1403-05-26
    ['2024-08-16', 18, 'jalali', '2026-02-15'], // 1403-05-26 → 1404-11-26
    ['2024-01-31', 1, 'gregorian', '2024-02-29'],
    ['2023-01-31', 1, 'gregorian', '2023-02-28'],
    ['2025-03-20', 12, 'jalali', '2026-03-20'], // 1403-12-30 (leap) → 1404-12-29
    ['2024-03-20', -1, 'jalali', '2024-02-20'], // 1403-01-01 → 1402-12-01
    ['2024-01-15', -1, 'gregorian', '2023-12-15'],
    ['2024-03-31', -1, 'gregorian', '2024-02-29'],
    ['2024-05-20', 0, 'jalali', '2024-05-20'],
  ])('K3 %s plus %i months (%s) is %s', (date, months, cal, expected) => {
    expect(addMonths(date, months, cal)).toBe(expected);
  });

  it('K3 lands in the wanted month, on the same day or on its last one', () => {
    fc.assert(
      fc.property(civilDate, fc.integer({ min: -240, max: 240 }), calendar, (date, months, cal) => {
        const from = inCalendar(date, cal);
        const to = inCalendar(addMonths(date, months, cal), cal);
        expect(to.year * 12 + to.month - (from.year * 12 + from.month)).toBe(months);
        expect(to.day).toBe(Math.min(from.day, daysInMonth(to, cal)));
      }),
    );
  });

  it('K3 never puts a later start before an earlier one', () => {
    fc.assert(
      fc.property(civilDate, fc.nat(400), fc.nat(240), calendar, (date, later, months, cal) => {
        expect(addMonths(date, months, cal) <= addMonths(addDays(date, later), months, cal)).toBe(true);
      }),
    );
  });

  it('K4 measures a half-open range in whole days', () => {
    expect(daysBetween('2024-03-20', '2025-03-21')).toBe(366);
    expect(daysBetween('2025-03-21', '2025-03-20')).toBe(-1);
    fc.assert(
      fc.property(civilDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('K1 takes the day from the zone, not from UTC', () => {
    const instant = new Date('2024-03-19T20:30:00Z'); // midnight in Tehran
    expect(civilDateIn(instant, 'Asia/Tehran')).toBe('2024-03-20');
    expect(civilDateIn(new Date('2024-03-19T20:29:59Z'), 'Asia/Tehran')).toBe('2024-03-19');
    expect(civilDateIn(instant, 'UTC')).toBe('2024-03-19');
    expect(civilDateIn(instant, 'America/New_York')).toBe('2024-03-19');
  });
});
