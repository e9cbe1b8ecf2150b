import { addDays, addMonths, type Calendar, type CivilDate, type Id, mulDivHalfUp } from '@aftercare/kernel';
import type { LineVerdict } from './coverage-verdict.js';
import { claimAmount, type ClaimTerms, type CoverClass } from './policy-terms.js';

/** The dated fact from which a supplier counts: the company bought it, it left the maker, a customer bought it. */
export const SUPPLIER_STARTS = ['purchase', 'shipment', 'sale'] as const;
export type SupplierStart = (typeof SUPPLIER_STARTS)[number];

/** One class that the supplier bears, and which whole percent of it. */
export interface SupplierCoverLine {
  readonly class: CoverClass;
  readonly percent: number;
}

/** What a supplier owes the company, storable as JSON. Months are counted in `calendar`. */
export interface SupplierTerms {
  readonly calendar: Calendar;
  readonly startBasis: SupplierStart;
  readonly months: number;
  /** Empty: from that version on the supplier bears nothing. */
  readonly cover: readonly SupplierCoverLine[];
  readonly claim: ClaimTerms;
  /** Days after the repair within which it must be claimed, the last one included. */
  readonly claimWithinDays: number;
  /** At most this much for one line, in minor units. */
  readonly claimLimit?: number;
  /** The replaced part must be sent back within so many days after the repair. */
  readonly core?: { readonly withinDays: number };
}

/** The days of the thing that failed, from the supplier's side; null = not known. */
export interface SupplierStartFacts {
  readonly purchasedOn: CivilDate | null;
  readonly shippedOn: CivilDate | null;
  readonly soldOn: CivilDate | null;
}

/** One version of an agreement that fits the line by its scope; it speaks for what started in `[validFrom, validTo)`. */
export interface AgreementFacts {
  readonly agreementId: Id;
  readonly supplierId: Id;
  readonly supplierCode: string;
  readonly version: number;
  /** Its terms are those of a part: they count from the piece that a repair fitted, not from the device. */
  readonly ofPart: boolean;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly terms: SupplierTerms;
}

/** `part` of `whole`: minor units where the list price is known, else basis points. */
export interface GuaranteedShare {
  readonly part: number;
  readonly whole: number;
}

/** All that the supplier's leg rests on. */
export interface SupplierCoverFacts {
  /** Civil day of the fault or of the intake. */
  readonly on: CivilDate;
  /** The day the work was done: claims and old parts are due from here. */
  readonly doneOn: CivilDate;
  readonly line: {
    readonly class: CoverClass;
    /** What of it the guarantee pays, see `guaranteedShare`. */
    readonly guaranteed: GuaranteedShare;
    readonly listAmount: number;
    /** What the pieces cost the company. */
    readonly costAmount: number;
    readonly minutes: number | null;
  };
  readonly device: SupplierStartFacts;
  /** The piece an earlier repair fitted and this line replaces; null where there was none. */
  readonly part: SupplierStartFacts | null;
  /** The narrowest scope first. */
  readonly agreements: readonly AgreementFacts[];
}

/** Every code a supplier reason can have; each has a sentence in every language of the screens. */
export const SUPPLIER_REASON_CODES = [
  'supplier-bears',
  'claim-limited',
  'not-under-guarantee',
  'no-agreement',
  'supplier-start-unknown',
  'supplier-period-not-started',
  'supplier-period-over',
  'class-not-borne',
] as const satisfies readonly SupplierReason['code'][];

/** Why, as a code to be translated and the values its sentence names. Amounts in minor units. */
export type SupplierReason =
  | {
      readonly code: 'supplier-bears' | 'supplier-period-not-started' | 'supplier-period-over';
      readonly params: SupplierParams & {
        readonly percent: number;
        readonly startFact: SupplierStart;
        readonly startsOn: CivilDate;
        readonly endsOn: CivilDate;
      };
    }
  | { readonly code: 'claim-limited'; readonly params: SupplierParams & { readonly limit: number } }
  | {
      readonly code: 'supplier-start-unknown';
      readonly params: SupplierParams & { readonly startFact: SupplierStart };
    }
  | { readonly code: 'class-not-borne'; readonly params: SupplierParams & { readonly class: CoverClass } }
  | { readonly code: 'not-under-guarantee' | 'no-agreement'; readonly params: Readonly<Record<string, never>> };

interface SupplierParams {
  readonly supplier: string;
  readonly version: number;
}

/** Who answers for a line, with how much and until when. */
export interface SupplierShare {
  readonly supplierId: Id;
  readonly agreementId: Id;
  /** Whole percent of what the guarantee pays. */
  readonly percent: number;
  /** What may be claimed, in minor units. */
  readonly amount: number;
  /** The first day on which the supplier no longer answers. */
  readonly endsOn: CivilDate;
  /** The last day of a claim. */
  readonly claimBy: CivilDate;
  /** The last day for the old part; null where nobody wants it. */
  readonly coreBy: CivilDate | null;
}

/** The supplier's leg of a line beside the customer's verdict. */
export interface SupplierVerdict {
  /** Null: the company bears it. */
  readonly bears: SupplierShare | null;
  readonly reasons: readonly SupplierReason[];
}

const GUARANTEES: readonly LineVerdict['rule'][] = ['recall', 'doa', 'work-warranty', 'product-warranty'];

/** S3. What its guarantee pays of a line; what a contract, a favour or the customer pays is no supplier's matter. */
export function guaranteedShare({ payers }: Pick<LineVerdict, 'payers'>): GuaranteedShare {
  const sum = (of: LineVerdict['payers']): number => of.reduce((all, { share, amount = share }) => all + amount, 0);
  return { part: sum(payers.filter(({ rule }) => GUARANTEES.includes(rule))), whole: sum(payers) };
}

/**
 * S1 to S5. Which supplier answers for one line, and with how much. Pure: the same facts always give the same verdict.
 * Of the agreements that fit, the narrowest that bears something wins; where none does, all say why not.
 */
export function decideSupplierCover(facts: SupplierCoverFacts): SupplierVerdict {
  if (facts.line.guaranteed.part === 0) return { bears: null, reasons: [{ code: 'not-under-guarantee', params: {} }] };
  const verdicts = facts.agreements.flatMap((agreement) => judge(facts, agreement) ?? []);
  const best = verdicts.find(({ bears }) => bears !== null);
  if (best) return best;
  const reasons = verdicts.flatMap((verdict) => verdict.reasons);
  return { bears: null, reasons: reasons.length > 0 ? reasons : [{ code: 'no-agreement', params: {} }] };
}

/** Null where the agreement does not speak for this line at all. */
function judge(facts: SupplierCoverFacts, agreement: AgreementFacts): SupplierVerdict | null {
  const { terms, validFrom, validTo, supplierId, agreementId } = agreement;
  const start = agreement.ofPart ? facts.part : facts.device;
  if (!start) return null;
  const supplier: SupplierParams = { supplier: agreement.supplierCode, version: agreement.version };
  const startsOn = dayOf(start, terms.startBasis);
  if (startsOn === null) {
    // Of an agreement's versions only the latest complains, or each would.
    const params = { ...supplier, startFact: terms.startBasis };
    return validTo === null ? refused({ code: 'supplier-start-unknown', params }) : null;
  }
  if (startsOn < validFrom || (validTo !== null && startsOn >= validTo)) return null;
  const percent = terms.cover.find((each) => each.class === facts.line.class)?.percent ?? 0;
  if (percent === 0) return refused({ code: 'class-not-borne', params: { ...supplier, class: facts.line.class } });
  const endsOn = addMonths(startsOn, terms.months, terms.calendar);
  const params = { ...supplier, percent, startFact: terms.startBasis, startsOn, endsOn };
  if (facts.on < startsOn) return refused({ code: 'supplier-period-not-started', params });
  if (facts.on >= endsOn) return refused({ code: 'supplier-period-over', params });

  const { part, whole } = facts.line.guaranteed;
  const asked = mulDivHalfUp(claimAmount(terms.claim, facts.line), part * percent, whole * 100);
  const limit = terms.claimLimit;
  const limited = limit !== undefined && asked > limit;
  return {
    bears: {
      supplierId,
      agreementId,
      percent,
      amount: limited ? limit : asked,
      endsOn,
      claimBy: addDays(facts.doneOn, terms.claimWithinDays),
      coreBy: terms.core && facts.line.class === 'parts' ? addDays(facts.doneOn, terms.core.withinDays) : null,
    },
    reasons: [
      { code: 'supplier-bears', params },
      ...(limited ? [{ code: 'claim-limited' as const, params: { ...supplier, limit } }] : []),
    ],
  };
}

function dayOf(start: SupplierStartFacts, basis: SupplierStart): CivilDate | null {
  switch (basis) {
    case 'purchase':
      return start.purchasedOn;
    case 'shipment':
      return start.shippedOn;
    case 'sale':
      return start.soldOn;
  }
}

function refused(reason: SupplierReason): SupplierVerdict {
  return { bears: null, reasons: [reason] };
}
