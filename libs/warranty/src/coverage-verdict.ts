import type { Meter } from '@aftercare/devices';
import type { BasisPoints, Calendar, CivilDate } from '@aftercare/kernel';
import type { RegistrationState, SpentCover } from './coverage-facts.js';
import type { CoverStart } from './coverage-period.js';
import type { CostBearer, CoverClass, ExchangeType, ReturnTerms } from './policy-terms.js';

/**
 * What may pay for a line, in order of precedence (R9). A rule takes its place in this list and in `RULES` of
 * `coverage-rules.ts`.
 */
export const COVERAGE_RULES = [
  'recall',
  'doa',
  'work-warranty',
  'product-warranty',
  'contract',
  'goodwill',
  'chargeable',
] as const;
export type CoverageRuleName = (typeof COVERAGE_RULES)[number];

/** Every code a reason can have; each has a sentence in every language of the screens. */
export const REASON_CODES = [
  'recalled',
  'doa',
  'work-in-period',
  'work-period-over',
  'work-usage-over',
  'work-usage-unread',
  'in-period',
  'period-over',
  'period-not-started',
  'usage-over',
  'usage-unread',
  'claims-used-up',
  'amount-used-up',
  'amount-limited',
  'device-blocked',
  'provenance-unknown',
  'registration-missing',
  'registration-suspended',
  'registration-void',
  'registration-expired',
  'registration-transferred',
  'start-unknown',
  'class-not-covered',
  'excluded',
  'exclusion-unproven',
  'contract-in-force',
  'contract-used-up',
  'goodwill-granted',
  'exchange-route',
  'same-fault-again',
  'long-in-shop',
] as const satisfies readonly Reason['code'][];

/** Why, as a code to be translated and the values its sentence names. */
export type Reason =
  | { readonly code: 'recalled'; readonly params: { readonly recall: string } }
  | {
      readonly code: 'doa';
      readonly params: CardParams & { readonly days: number; readonly startsOn: CivilDate; readonly endsOn: CivilDate };
    }
  | { readonly code: 'work-in-period' | 'work-period-over'; readonly params: WorkParams }
  | {
      readonly code: 'work-usage-over';
      readonly params: WorkUsageParams & { readonly value: number };
    }
  | { readonly code: 'work-usage-unread'; readonly params: WorkUsageParams }
  | { readonly code: 'in-period' | 'period-over' | 'period-not-started'; readonly params: PeriodParams }
  | {
      readonly code: 'usage-over';
      readonly params: CardParams & { readonly meter: Meter; readonly limit: number; readonly value: number };
    }
  | { readonly code: 'usage-unread'; readonly params: CardParams & { readonly meter: Meter; readonly limit: number } }
  | {
      readonly code: 'claims-used-up';
      readonly params: CardParams & { readonly class: CoverClass; readonly limit: number; readonly used: number };
    }
  | { readonly code: 'amount-used-up' | 'amount-limited'; readonly params: AmountParams }
  | { readonly code: 'device-blocked' | 'provenance-unknown' | 'registration-missing'; readonly params: NoParams }
  | {
      readonly code: `registration-${Exclude<RegistrationState, 'raw' | 'sold' | 'active'>}` | 'start-unknown';
      readonly params: CardParams;
    }
  | { readonly code: 'class-not-covered'; readonly params: CardParams & { readonly class: CoverClass } }
  | { readonly code: 'excluded' | 'exclusion-unproven'; readonly params: ExclusionParams }
  | {
      readonly code: 'contract-in-force' | 'contract-used-up';
      readonly params: {
        readonly contract: string;
        readonly class: CoverClass;
        readonly percent: number;
        readonly endsOn: CivilDate;
      };
    }
  | { readonly code: 'goodwill-granted'; readonly params: { readonly percent: number; readonly bearer: CostBearer } }
  | { readonly code: 'exchange-route'; readonly params: CardParams }
  | {
      readonly code: 'same-fault-again' | 'long-in-shop';
      readonly params: CardParams & { readonly value: number; readonly limit: number };
    };

type NoParams = Readonly<Record<string, never>>;
export interface CardParams {
  readonly cardNo: string;
  readonly policyCode: string;
  readonly policyVersion: number;
}
export interface PeriodParams extends CardParams {
  readonly calendar: Calendar;
  readonly class: CoverClass;
  readonly percent: number;
  readonly startFact: CoverStart['fact'];
  readonly startFactOn: CivilDate;
  readonly startRule: CoverStart['rule'];
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly daysLeft: number;
  /** Days that repairs have added to the period, when they have. */
  readonly addedDays?: number;
  readonly addedMonths?: number;
}
export interface WorkParams {
  readonly orderNumber: string;
  readonly kind: 'part' | 'work';
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly percent: number;
  readonly daysLeft: number;
}
/** `limit` and `value` count from the hand-over. */
export interface WorkUsageParams extends Pick<WorkParams, 'orderNumber' | 'kind'> {
  readonly meter: Meter;
  readonly limit: number;
}
/** Amounts in minor units; `used` by this repair's other lines (`repair`) or by all repairs of the registration (`total`). */
export interface AmountParams extends CardParams {
  readonly class: CoverClass;
  readonly per: 'repair' | 'total';
  readonly limit: number;
  readonly used: number;
  readonly left: number;
}
export interface ExclusionParams {
  readonly policyCode: string;
  readonly policyVersion: number;
  readonly faultCode: string;
  readonly evidence: number;
  readonly evidenceNeeded: number;
}

/**
 * One payer's part of a line, by which rule. The shares of a line add to 10 000 basis points; where its list price is
 * known the amounts add to that, and the shares are what these come to.
 */
export interface PayerShare {
  readonly payer: CostBearer | 'customer';
  readonly rule: CoverageRuleName;
  readonly share: BasisPoints;
  readonly amount?: number;
}

export interface LineVerdict {
  readonly lineId: string;
  /** Whole percent that the customer does not pay; of an amount that a limit cuts the percent it comes to, rounded up. */
  readonly coveredPercent: number;
  /** What the customer does not pay, in minor units; where the list price is known. */
  readonly coveredAmount?: number;
  /** What the line takes of a cover line that is limited in total. */
  readonly spends?: SpentCover;
  /** The highest rule that pays anything. */
  readonly rule: CoverageRuleName;
  readonly payers: readonly PayerShare[];
  readonly reasons: readonly Reason[];
}

/** One class on the day: `percent` and `daysLeft` (that day included) are 0 when nothing is covered. */
export interface ClassVerdict {
  readonly class: CoverClass;
  /** Set when the cover is for one group of components only. */
  readonly componentGroup?: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly daysLeft: number;
  readonly percent: number;
  /** What it still pays for this repair, in minor units; absent without a limit. */
  readonly amountLeft?: number;
}

/** What the customer may ask for beside the repair itself, and why. */
export interface Remedy {
  readonly kind: 'exchange' | 'replacement' | 'loaner';
  /** For an exchange: who sends first. */
  readonly exchange?: ExchangeType;
  readonly reason: Reason;
}

/** What the front desk reads in one line: in, out, partly or void; why; how many days are left. */
export interface Headline {
  readonly standing: 'in' | 'partly' | 'out' | 'void';
  readonly reason: Reason;
  readonly daysLeft: number;
}

export interface CoverageVerdict {
  readonly overall: 'covered' | 'partial' | 'chargeable';
  readonly headline: Headline;
  readonly lines: readonly LineVerdict[];
  readonly classes: readonly ClassVerdict[];
  /** Absent when there are none. */
  readonly remedies?: readonly Remedy[];
  /** Which way the unit goes; absent where the terms do not say, or nothing is covered. */
  readonly returns?: ReturnTerms;
}
