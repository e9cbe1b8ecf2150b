import type { CivilDate } from './civil-date.js';

/** A civil day as customers of a language read it: «۱ آذر ۱۴۰۵», `22 November 2026`. */
export function dayText(day: CivilDate, locale: 'fa' | 'en'): string {
  const tag = locale === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB';
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}
