import { jalaaliMonthLength, toGregorian, toJalaali } from 'jalaali-js';

/** A civil day as ISO 8601 in the Gregorian calendar, `2026-03-21`. No time, no zone; sorts as text. */
export type CivilDate = string;

/** The calendar in which months are counted and days are shown. */
export type Calendar = 'jalali' | 'gregorian';

/** Year, month (1–12) and day of a civil day in one calendar. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
/** The years whose days we take: both calendars count in them, and a period from one of them ends in years they know. */
const [FIRST_YEAR, LAST_YEAR] = [1700, 2999];

/** True for an existing day of the years 1700 to 2999, written `YYYY-MM-DD`. */
export function isCivilDate(value: unknown): value is CivilDate {
  const match = typeof value === 'string' ? ISO_DAY.exec(value) : null;
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth({ year, month }, 'gregorian');
}

/** The parts of a civil day in a calendar: 2024-03-20 is 1403-01-01 in the Jalali one. */
export function inCalendar(date: CivilDate, calendar: Calendar): CalendarDay {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  if (calendar === 'gregorian') return { year, month, day };
  const { jy, jm, jd } = toJalaali(year, month, day);
  return { year: jy, month: jm, day: jd };
}

/** The civil day that a calendar calls by these parts. */
export function fromCalendar(parts: CalendarDay, calendar: Calendar): CivilDate {
  if (calendar === 'gregorian') return isoDay(parts.year, parts.month, parts.day);
  const { gy, gm, gd } = toGregorian(parts.year, parts.month, parts.day);
  return isoDay(gy, gm, gd);
}

export function daysInMonth({ year, month }: Pick<CalendarDay, 'year' | 'month'>, calendar: Calendar): number {
  return calendar === 'jalali' ? jalaaliMonthLength(year, month) : new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The day `months` calendar months later (earlier when negative). A day the target month lacks becomes its
 * last day: 1404-06-31 plus 6 Jalali months is 1404-12-29.
 */
export function addMonths(date: CivilDate, months: number, calendar: Calendar): CivilDate {
  const { year, month, day } = inCalendar(date, calendar);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  return fromCalendar({ ...target, day: Math.min(day, daysInMonth(target, calendar)) }, calendar);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** The civil day it is at an instant in an IANA time zone. */
export function civilDateIn(instant: Date, timeZone: string): CivilDate {
  let format = zoneFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    zoneFormats.set(timeZone, format);
  }
  return format.format(instant);
}

function isoDay(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
