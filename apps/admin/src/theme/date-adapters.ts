import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns';
import { AdapterDateFnsJalali } from '@mui/x-date-pickers/AdapterDateFnsJalali';
import { enUS as enUSJalali } from 'date-fns-jalali/locale/en-US';
import { enGB } from 'date-fns/locale/en-GB';
import { faIR as faIRGregorian } from 'date-fns/locale/fa-IR';
import { latinDigits, persianDigits } from '../lib/digits';
import type { Calendar, Language } from '../lib/preferences';

type DateFnsAdapter = AdapterDateFns | AdapterDateFnsJalali;

/** The stock adapter writes Latin digits and cannot read Persian ones. */
function speakPersianDigits(adapter: DateFnsAdapter): void {
  const { format, formatByString, formatNumber, parse } = adapter;
  adapter.format = (date, key) => persianDigits(format(date, key));
  adapter.formatByString = (date, pattern) => persianDigits(formatByString(date, pattern));
  adapter.formatNumber = (number) => persianDigits(formatNumber(number));
  adapter.parse = (text, pattern) => parse(latinDigits(text), pattern);
  // Otherwise the field looks for a Latin 0 to find out how long a year is (MUI X error 156).
  adapter.formatTokenMap = {
    ...adapter.formatTokenMap,
    yyyy: { sectionType: 'year', contentType: 'digit', maxLength: 4 },
  };
}

/** Jalali calendar, Persian words and digits. */
export class FaJalaliAdapter extends AdapterDateFnsJalali {
  constructor(options?: ConstructorParameters<typeof AdapterDateFnsJalali>[0]) {
    super(options);
    speakPersianDigits(this);
    clampDays(this);
  }
}

/** Gregorian calendar, Persian words and digits. */
export class FaGregorianAdapter extends AdapterDateFns {
  constructor(options?: ConstructorParameters<typeof AdapterDateFns>[0]) {
    super({ ...options, locale: faIRGregorian });
    speakPersianDigits(this);
  }
}

/** Jalali calendar, Latin letters and digits. */
export class EnJalaliAdapter extends AdapterDateFnsJalali {
  constructor(options?: ConstructorParameters<typeof AdapterDateFnsJalali>[0]) {
    super({ ...options, locale: enUSJalali });
    clampDays(this);
  }
}

/** Gregorian calendar, Latin letters and digits, day before month. */
class EnGregorianAdapter extends AdapterDateFns {
  constructor(options?: ConstructorParameters<typeof AdapterDateFns>[0]) {
    super({ ...options, locale: enGB });
  }
}

export const dateAdapters = {
  fa: { jalali: FaJalaliAdapter, gregorian: FaGregorianAdapter },
  en: { jalali: EnJalaliAdapter, gregorian: EnGregorianAdapter },
} as const satisfies Record<Language, Record<Calendar, unknown>>;

/** 30 Esfand with another year stays in Esfand: the stock adapter spills into the next year. */
function clampDays(adapter: AdapterDateFnsJalali): void {
  const { setYear, setMonth, setDate, getDate, getDaysInMonth } = adapter;
  const keepDay = (date: Date, move: (first: Date) => Date): Date => {
    const target = move(setDate(date, 1));
    return setDate(target, Math.min(getDate(date), getDaysInMonth(target)));
  };
  adapter.setYear = (date, year) => keepDay(date, (first) => setYear(first, year));
  adapter.setMonth = (date, month) => keepDay(date, (first) => setMonth(first, month));
}
