import { latinDigits } from '../../lib/digits';
import type { Language } from '../../lib/preferences';
import type { Span } from './api';

/** 1 Saturday to 7 Friday, as the API counts; a Persian week starts on Saturday, an English one on Monday. */
export function weekdays(language: Language): readonly number[] {
  return language === 'fa' ? [1, 2, 3, 4, 5, 6, 7] : [3, 4, 5, 6, 7, 1, 2];
}

export function weekdayName(weekday: number, language: Language): string {
  const saturday = Date.UTC(2000, 0, 1);
  const locale = language === 'fa' ? 'fa-IR' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    saturday + (weekday - 1) * 86_400_000,
  );
}

/** The spans of one day, earliest first. */
export function spansOf(week: readonly Span[], weekday: number): readonly Span[] {
  return week.filter((span) => span.weekday === weekday).sort((one, other) => one.opens.localeCompare(other.opens));
}

/** A time of day as people type it (`8`, `830`, `۸:۳۰`, `24`) as `HH:MM`; null for anything else. */
export function readTime(typed: string): string | null {
  const match = /^(\d{1,2})[:.٫]?(\d{2})?$/.exec(latinDigits(typed).trim());
  if (!match) return null;
  const [, hour = '', minute = '00'] = match;
  const isTime = Number(minute) < 60 && (Number(hour) < 24 || (Number(hour) === 24 && minute === '00'));
  return isTime ? `${hour.padStart(2, '0')}:${minute}` : null;
}
