import { useMemo } from 'react';
import { persianDigits } from './digits';
import { usePreferences, type Calendar, type Language, type Preferences } from './preferences';

/** Integer minor units of an ISO 4217 currency, as the API sends it. */
export interface MoneyValue {
  readonly amount: number;
  readonly currency: string;
}

/** A name of master data; either language may be missing. */
export interface LocalName {
  readonly fa: string | null;
  readonly en: string | null;
}

export interface Format {
  /** Digits of the reader's language in a text that is otherwise kept: codes with counts, versions. */
  digits(text: string): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** What measures of a unit are called: "min", «دقیقه». */
  unitName(unit: string): string;
  /** Names in a sentence, each isolated from the direction of the others. */
  list(names: readonly string[]): string;
  /** Bytes as people say them: 704 kB, «۷۰۴ کیلوبایت». */
  size(bytes: number): string;
  /** `0.1` → `10%`. */
  percent(share: number): string;
  money(value: MoneyValue): string;
  /** The same for machines: a plain decimal in the unit the reader counts in, and that unit's name. */
  amount(value: MoneyValue): { readonly value: string; readonly unit: string };
  /** A civil day `YYYY-MM-DD` in the reader's calendar. */
  date(civilDay: string, style?: DateStyle): string;
  /** An instant (UTC ISO 8601) in the browser's time zone and the reader's calendar. */
  dateTime(instant: string, style?: DateStyle): string;
  time(instant: string): string;
  /** "3 hours ago", for instants near now. */
  ago(instant: string, now?: number): string;
  /** The name in the reader's language, or the one there is. */
  name(name: LocalName): string;
}

export type DateStyle = 'short' | 'long';

type Settings = Pick<Preferences, 'language' | 'calendar' | 'rialUnit'>;

/** The formatters for the preferences in force. */
export function useFormat(): Format {
  const { language, calendar, rialUnit } = usePreferences();
  return useMemo(() => createFormat({ language, calendar, rialUnit }), [language, calendar, rialUnit]);
}

export function createFormat({ language, calendar, rialUnit }: Settings): Format {
  const locale = localeOf(language);
  const digits = (text: string): string => (language === 'fa' ? persianDigits(text) : text);
  const day = (date: Date, style: DateStyle, timeZone?: string): string =>
    formatDay(date, { language, calendar, style, timeZone });
  const time = (instant: string): string =>
    cached(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant));

  return {
    digits,
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    unitName: (unit) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit }).formatToParts(2).find(({ type }) => type === 'unit')
        ?.value ?? unit,
    list: (names) => new Intl.ListFormat(locale).format(names.map((name) => `\u2068${name}\u2069`)),
    size: (bytes) => {
      const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
      const unitDisplay = language === 'fa' ? 'long' : 'short'; // Persian has no abbreviation
      const maximumFractionDigits = value < 10 ? 1 : 0;
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
    },
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(share),
    money: (value) => formatMoney(value, locale, rialUnit),
    amount: ({ amount, currency }) => {
      if (currency === 'IRR') return { value: String(rials(amount, rialUnit)), unit: rialName(locale, rialUnit) };
      const decimals = minorDigits(currency);
      return { value: (amount / 10 ** decimals).toFixed(decimals), unit: currency };
    },
    date: (civilDay, style = 'short') => day(new Date(`${civilDay}T00:00:00Z`), style, 'UTC'),
    dateTime: (instant, style = 'short') => {
      const separator = language === 'fa' ? '، ' : ', ';
      return day(new Date(instant), style) + separator + time(instant);
    },
    time,
    ago: (instant, now = Date.now()) => formatAgo(Date.parse(instant) - now, locale),
    name: (name) => (language === 'fa' ? (name.fa ?? name.en) : (name.en ?? name.fa)) ?? '',
  };
}

/** The civil day here and now. */
export function today(now = new Date()): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** How many decimals the minor unit of a currency stands for: USD 2, IRR 0. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;
}

function localeOf(language: Language): string {
  return language === 'fa' ? 'fa-IR' : 'en-GB';
}

function formatMoney({ amount, currency }: MoneyValue, locale: string, rialUnit: Preferences['rialUnit']): string {
  if (currency === 'IRR') {
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(rials(amount, rialUnit));
    return `${number}\u00a0${rialName(locale, rialUnit)}`;
  }
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 10 ** minorDigits(currency));
}

function rials(amount: number, unit: Preferences['rialUnit']): number {
  return unit === 'toman' ? amount / 10 : amount;
}

function rialName(locale: string, unit: Preferences['rialUnit']): string {
  if (locale === 'fa-IR') return unit === 'toman' ? 'تومان' : 'ریال';
  return unit === 'toman' ? 'toman' : 'IRR';
}

interface DayFormat {
  readonly language: Language;
  readonly calendar: Calendar;
  readonly style: DateStyle;
  readonly timeZone?: string | undefined;
}

function formatDay(date: Date, { language, calendar, style, timeZone }: DayFormat): string {
  const locale = `${localeOf(language)}-u-ca-${calendar === 'jalali' ? 'persian' : 'gregory'}`;
  if (language === 'fa' && calendar === 'jalali' && style === 'short') {
    return cached(locale, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(date);
  }
  // From parts, because the whole patterns add an era in English and turn the weekday round in Persian.
  const format = cached(locale, {
    year: 'numeric',
    month: style === 'long' || calendar === 'jalali' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'long',
    timeZone,
  });
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  const text = `${part['day']} ${part['month']} ${part['year'] ?? part['relatedYear']}`;
  return style === 'long' ? `${part['weekday']}${language === 'fa' ? '،' : ','} ${text}` : text;
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function formatAgo(difference: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (Math.abs(difference) >= length) return format.format(Math.trunc(difference / length), unit);
  }
  return format.format(0, 'minute');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Intl.DateTimeFormat costs about 50 µs to make, which a table of dates feels. */
function cached(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}
