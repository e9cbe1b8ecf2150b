import { addDays, addMonths, type Calendar, type CivilDate, type Id } from '@aftercare/kernel';

/** How often a part of the price is billed. */
export const BILLING_RHYTHMS = ['once', 'month', 'quarter', 'year'] as const;
export type BillingRhythm = (typeof BILLING_RHYTHMS)[number];

/** On the first or on the last day of each part of the period. */
export const BILLING_TIMES = ['in-advance', 'in-arrears'] as const;
export type BillingTime = (typeof BILLING_TIMES)[number];

/** How the price is billed, and which centre issues the invoices. */
export interface BillingTerms {
  readonly every: BillingRhythm;
  readonly due: BillingTime;
  readonly centerId: Id;
}

/** One part of the price. `amount` in minor units without tax; `number` counts within the contract. */
export interface Instalment {
  readonly number: number;
  readonly dueOn: CivilDate;
  readonly amount: number;
}

/** `planned`; `held` while the contract is suspended; `due`: its invoice is on the way; `billed`. */
export const INSTALMENT_STATES = ['planned', 'held', 'due', 'billed'] as const;
export type InstalmentState = (typeof INSTALMENT_STATES)[number];

/** Fifty years of months. */
export const MOST_INSTALMENTS = 600;

const MONTHS: Readonly<Record<Exclude<BillingRhythm, 'once'>, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * C12. The days on which a part of `[startsOn, endsOn)` is billed, ascending; months of the given calendar, counted from the
 * first day. One more than `MOST_INSTALMENTS` at most.
 */
export function billingDays(
  { startsOn, endsOn }: { readonly startsOn: CivilDate; readonly endsOn: CivilDate },
  { every, due }: Pick<BillingTerms, 'every' | 'due'>,
  calendar: Calendar,
): CivilDate[] {
  const starts = [startsOn];
  if (every !== 'once') {
    while (starts.length <= MOST_INSTALMENTS) {
      const next = addMonths(startsOn, starts.length * MONTHS[every], calendar);
      if (next >= endsOn) break;
      starts.push(next);
    }
  }
  if (due === 'in-advance') return starts;
  return starts.map((_, index) => addDays(starts[index + 1] ?? endsOn, -1));
}

/**
 * C13. What is left of the price, shared evenly by the billing days from `from` on that `kept` leaves open; the last takes
 * the rest, and where no day is open all of it is due on `from`.
 */
export function planInstalments(
  rest: number,
  days: readonly CivilDate[],
  from: CivilDate,
  kept: readonly Pick<Instalment, 'number' | 'dueOn'>[] = [],
): Instalment[] {
  if (rest <= 0) return [];
  const open = days.filter((day) => day >= from && !kept.some(({ dueOn }) => dueOn === day));
  const dueDays = open.length > 0 ? open : [from];
  const share = Math.floor(rest / dueDays.length);
  const taken = new Set(kept.map(({ number }) => number));
  let number = 0;
  return dueDays.flatMap((dueOn, index) => {
    const amount = index === dueDays.length - 1 ? rest - share * index : share;
    if (amount === 0) return [];
    do number += 1;
    while (taken.has(number));
    return [{ number, dueOn, amount }];
  });
}
