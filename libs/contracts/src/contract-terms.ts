import type { CivilDate, Id } from '@aftercare/kernel';
import { type FieldFault, invalidInput } from '@aftercare/platform';

/** One model for every paid or free promise of service beside the guarantee; they differ in name and number series. */
export const CONTRACT_KINDS = ['contract', 'subscription', 'service-card', 'service-plan'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** Which devices: those that are listed, those of a product group that the customer owns, or all that the customer owns. */
export const CONTRACT_SCOPES = ['devices', 'group', 'customer'] as const;
export type ContractScope = (typeof CONTRACT_SCOPES)[number];

/** The classes of cover, as the guarantee names them. */
export const DISCOUNT_CLASSES = ['parts', 'labour', 'travel', 'shipping', 'unit'] as const;
export type DiscountClass = (typeof DISCOUNT_CLASSES)[number];

/** `percent` of a class that the customer does not pay; 100 is free. */
export interface Discount {
  readonly class: DiscountClass;
  readonly percent: number;
}

/** What was agreed on. Times in minutes, money in minor units of the company's currency; null = without limit or promise. */
export interface ContractTerms {
  readonly visits: number | null;
  readonly labourMinutes: number | null;
  readonly responseMinutes: number | null;
  readonly resolutionMinutes: number | null;
  readonly discounts: readonly Discount[];
  readonly price: number;
}

/** One agreed change; it holds from `effectiveOn` on. */
export interface TermsChange {
  readonly number: number;
  readonly effectiveOn: CivilDate;
  readonly changes: Partial<ContractTerms>;
}

/** C4. The terms on a day: what was signed, changed by every addendum in force by then, a later one over an earlier. */
export function termsOn(signed: ContractTerms, addenda: readonly TermsChange[], day: CivilDate): ContractTerms {
  return [...addenda]
    .filter(({ effectiveOn }) => effectiveOn <= day)
    .sort((a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || a.number - b.number)
    .reduce((terms, { changes }) => ({ ...terms, ...changes }), signed);
}

/** How much of a limit is left; null where there is none, 0 at least. */
export function left(limit: number | null, used: number): number | null {
  return limit === null ? null : Math.max(0, limit - used);
}

/** A contract as a decision on cover needs it. `visitsLeft` counts the one the order holds itself. */
export interface ContractInForce {
  readonly id: Id;
  readonly number: string;
  readonly endsOn: CivilDate;
  readonly cover: readonly Discount[];
  readonly visitsLeft: number | null;
}

/** C8. What is taken off: labour no more once the agreed hours are used up. */
export function coverOf({ discounts }: ContractTerms, minutesLeft: number | null): Discount[] {
  return discounts.filter(({ class: name, percent }) => percent > 0 && (name !== 'labour' || minutesLeft !== 0));
}

/** Refuses terms that name a class twice; `pointer` is where the terms stand in the request. */
export function assertTerms({ discounts = [] }: Partial<ContractTerms>, pointer: string): void {
  const faults: FieldFault[] = [];
  discounts.forEach(({ class: name }, index) => {
    if (discounts.findIndex((each) => each.class === name) < index) {
      faults.push({
        pointer: `${pointer}/discounts/${index}/class`,
        code: 'duplicate',
        detail: 'names an earlier class',
      });
    }
  });
  if (faults.length > 0) throw invalidInput({}, faults);
}
