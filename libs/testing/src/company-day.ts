import { addDays, type CivilDate, civilDateIn } from '@aftercare/kernel';

/**
 * The day it is at a company that nobody set up yet, which stands in Tehran, or `shift` days from it. From 20:30 UTC
 * on that is no longer the day of `toISOString()`.
 */
export function companyDay(shift = 0): CivilDate {
  return addDays(civilDateIn(new Date(), 'Asia/Tehran'), shift);
}
