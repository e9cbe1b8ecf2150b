import { addDays, type CivilDate, SystemClock } from '@aftercare/kernel';

/** A Sunday far from the ends of any month or year; tests begin at noon in Tehran, where a company stands until it is set up. */
const TEST_DAY: CivilDate = '2026-11-22';
const NOON = Date.parse(`${TEST_DAY}T08:30:00Z`);

/**
 * Lets the file's clock start on the test day and run on from there. On any other day a guarantee that a test holds to be
 * alive may have run out, and late in the evening UTC it is tomorrow in Tehran.
 */
export function standOnTestDay(): void {
  const shift = NOON - Date.now();
  SystemClock.prototype.now = () => new Date(Date.now() + shift);
}

/** The day it is at the company, or `shift` days from it. */
export function companyDay(shift = 0): CivilDate {
  return addDays(TEST_DAY, shift);
}
