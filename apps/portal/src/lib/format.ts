import type { Center, LocalName, OwnTracking } from './api';
import type { Language } from './language';

type Span = Center['hours'][number];

/** Spans of the same hours on neighbouring days, from the first day to the last: 1 Saturday to 7 Friday. */
export interface OpenDays {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Pick<Span, 'opens' | 'closes'>[];
}

export interface Format {
  /** The reader's digits. */
  digits(text: string | number): string;
  name(name: LocalName): string;
  money(amount: number, company: Pick<OwnTracking, 'currency' | 'moneyDisplay'>): string;
  /** A civil day `YYYY-MM-DD`: Wednesday, 3 Azar 1405. */
  day(civilDay: string): string;
  /** A civil day with its year: 3 Azar 1405. */
  date(civilDay: string): string;
  /** An instant in the centre's time zone: 24 Nov, 14:05. */
  moment(instant: string, timeZone: string): string;
  weekday(day: number): string;
  /** A phone number as people of that language read it. */
  phone(number: string): string;
}

/** Jalali days and Persian digits in Persian, Gregorian ones in English. */
export function formatFor(language: Language): Format {
  const locale = language === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB-u-ca-gregory';
  const digits = (text: string | number): string =>
    language === 'fa'
      ? String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
      : String(text);
  return {
    digits,
    name: ({ fa, en }) => (language === 'fa' ? (fa ?? en) : (en ?? fa)) ?? '',
    money: (amount, { currency, moneyDisplay }) => {
      if (currency !== 'IRR') {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
        return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
      }
      const toman = moneyDisplay === 'toman';
      const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(toman ? amount / 10 : amount);
      const unit = language === 'fa' ? (toman ? 'تومان' : 'ریال') : toman ? 'toman' : 'rial';
      return `${number}\u00a0${unit}`;
    },
    day: (civilDay) => {
      const part = parts(new Date(`${civilDay}T00:00:00Z`), locale, 'UTC');
      return `${part['weekday']}${language === 'fa' ? '،' : ','} ${part['day']} ${part['month']}`;
    },
    date: (civilDay) =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
        .format(new Date(`${civilDay}T00:00:00Z`))
        .replace(/ ?ه‍?\.ش\.?$/, ''),
    moment: (instant, timeZone) => {
      const part = parts(new Date(instant), locale, timeZone, 'short');
      return `${part['day']} ${part['month']}${language === 'fa' ? '،' : ','} ${part['hour']}:${part['minute']}`;
    },
    weekday: (day) => parts(new Date(Date.UTC(2000, 0, day)), locale, 'UTC')['weekday'] ?? '', // a Saturday, its first
    phone: (number) => digits(language === 'fa' ? number.replace(/^\+98/, '0') : number),
  };
}

/** The digits of what somebody typed, in any script, as ASCII. */
export function digitsOf(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/\D/g, '');
}

/** The civil day before. */
export function dayBefore(civilDay: string): string {
  return new Date(Date.parse(`${civilDay}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function parts(date: Date, locale: string, timeZone: string, month: 'long' | 'short' = 'long'): Record<string, string> {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  });
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}

/** Opening hours as a sign at the door tells them: neighbouring days with the same hours together. */
export function openDays(hours: readonly Span[]): OpenDays[] {
  const days: OpenDays[] = [];
  for (let day = 1; day <= 7; day++) {
    const spans = hours
      .filter((span) => span.weekday === day)
      .map(({ opens, closes }) => ({ opens, closes }))
      .sort((a, b) => a.opens.localeCompare(b.opens));
    if (spans.length === 0) continue;
    const last = days.at(-1);
    if (last?.to === day - 1 && JSON.stringify(last.spans) === JSON.stringify(spans))
      days[days.length - 1] = { ...last, to: day };
    else days.push({ from: day, to: day, spans });
  }
  return days;
}

/** Until when the centre is open, `HH:MM` of its wall clock; null while it is closed. */
export function openUntil({ hours, timeZone }: Pick<Center, 'hours' | 'timeZone'>, now: Date): string | null {
  const format = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const day = ['Sat', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri'].indexOf(part['weekday'] ?? '') + 1;
  const time = `${part['hour']}:${part['minute']}`;
  return hours.find((span) => span.weekday === day && span.opens <= time && time < span.closes)?.closes ?? null;
}
