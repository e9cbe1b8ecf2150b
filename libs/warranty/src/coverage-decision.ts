import type { Provenance } from '@aftercare/devices';
import { type BasisPoints, type Calendar, type CivilDate, daysBetween } from '@aftercare/kernel';
import { type ClassPeriod, type CoverStart, coverPeriods, findCoverStart, type StartFacts } from './coverage-period.js';
import { COVER_CLASSES, type CostBearer, type CostShare, type CoverClass, type PolicyTerms } from './policy-terms.js';

export const REGISTRATION_STATES = ['raw', 'sold', 'active', 'suspended', 'void', 'expired', 'transferred'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** The registration as it stands, with the terms of exactly the version it was issued under. */
export interface RegistrationFacts {
  readonly cardNo: string;
  readonly state: RegistrationState;
  readonly policy: { readonly code: string; readonly version: number; readonly terms: PolicyTerms };
  readonly start: StartFacts;
}

/** One thing to be paid for: a part, an hour, a trip. `evidenceCount` counts what proves the fault code. */
export interface LineFacts {
  readonly lineId: string;
  readonly class: CoverClass;
  readonly faultCode?: string | null;
  readonly evidenceCount: number;
}

/** A favour granted by someone who may: that much of the named lines (null = all), paid by `bearer`. */
export interface GoodwillFacts {
  readonly percent: number;
  readonly bearer: CostBearer;
  readonly lineIds: readonly string[] | null;
}

/** All that a decision rests on. `on` is the civil day of the fault or of the intake. */
export interface CoverageFacts {
  readonly on: CivilDate;
  readonly provenance: Provenance;
  readonly registration: RegistrationFacts | null;
  readonly goodwill: GoodwillFacts | null;
  readonly lines: readonly LineFacts[];
}

/**
 * What may pay for a line, in order of precedence: recall > DOA > warranty on part or work > product warranty >
 * contract > goodwill > chargeable. A rule takes its place in this list and in `RULES`.
 */
export const COVERAGE_RULES = ['product-warranty', 'goodwill', 'chargeable'] as const;
export type CoverageRuleName = (typeof COVERAGE_RULES)[number];

/** Why, as a code to be translated and the values its sentence names. */
export type Reason =
  | { readonly code: PeriodReasonCode; readonly params: PeriodParams }
  | { readonly code: 'device-blocked' | 'provenance-unknown' | 'registration-missing'; readonly params: NoParams }
  | {
      readonly code:
        | 'registration-suspended'
        | 'registration-void'
        | 'registration-expired'
        | 'registration-transferred'
        | 'start-unknown';
      readonly params: CardParams;
    }
  | { readonly code: 'class-not-covered'; readonly params: CardParams & { readonly class: CoverClass } }
  | { readonly code: 'excluded' | 'exclusion-unproven'; readonly params: ExclusionParams }
  | { readonly code: 'goodwill-granted'; readonly params: { readonly percent: number; readonly bearer: CostBearer } };

/** Every code a reason can have; each has a sentence in every language of the screens. */
export const REASON_CODES = [
  'in-period',
  'period-over',
  'period-not-started',
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
  'goodwill-granted',
] as const satisfies readonly Reason['code'][];

type PeriodReasonCode = 'in-period' | 'period-over' | 'period-not-started';
type NoParams = Readonly<Record<string, never>>;
interface CardParams {
  readonly cardNo: string;
  readonly policyCode: string;
  readonly policyVersion: number;
}
interface PeriodParams extends CardParams {
  readonly calendar: Calendar;
  readonly class: CoverClass;
  readonly percent: number;
  readonly startFact: CoverStart['fact'];
  readonly startFactOn: CivilDate;
  readonly startRule: CoverStart['rule'];
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly daysLeft: number;
}
interface ExclusionParams {
  readonly policyCode: string;
  readonly policyVersion: number;
  readonly faultCode: string;
  readonly evidence: number;
  readonly evidenceNeeded: number;
}

/** One payer's part of a line, by which rule. The shares of a line add to 10 000 basis points. */
export interface PayerShare {
  readonly payer: CostBearer | 'customer';
  readonly rule: CoverageRuleName;
  readonly share: BasisPoints;
}

export interface LineVerdict {
  readonly lineId: string;
  /** Whole percent that the customer does not pay. */
  readonly coveredPercent: number;
  /** The highest rule that pays anything. */
  readonly rule: CoverageRuleName;
  readonly payers: readonly PayerShare[];
  readonly reasons: readonly Reason[];
}

/** One class on the day: `percent` and `daysLeft` (that day included) are 0 when nothing is covered. */
export interface ClassVerdict {
  readonly class: CoverClass;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly daysLeft: number;
  readonly percent: number;
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
}

interface Judgement {
  readonly percent: number;
  readonly bearers: readonly CostShare[];
  readonly reasons: readonly Reason[];
}

interface CoverageRule {
  readonly name: CoverageRuleName;
  judge(facts: CoverageFacts, line: LineFacts): Judgement;
}

/** Precedence: an earlier rule pays first, a later one only adds what would leave the customer better off (R9). */
const RULES: readonly CoverageRule[] = [
  { name: 'product-warranty', judge: judgeProductWarranty },
  { name: 'goodwill', judge: judgeGoodwill },
];

/**
 * Who pays for what, and why. Pure: the same facts always give the same verdict. Without lines, as at reception,
 * the verdict is on the classes of the policy.
 */
export function decideCoverage(facts: CoverageFacts): CoverageVerdict {
  const lines = facts.lines.map((line) => judgeLine(facts, line));
  const judged = facts.lines.length > 0 ? lines : presumedLines(facts).map((line) => judgeLine(facts, line));
  const classes = judgeClasses(facts);
  const overall = overallOf(judged);
  const deciding = judged.find(({ coveredPercent }) => coveredPercent < 100) ?? judged[0];
  if (!deciding) throw new RangeError('nothing to judge');
  return { overall, headline: headlineOf(facts, overall, deciding, classes), lines, classes };
}

function judgeLine(facts: CoverageFacts, line: LineFacts): LineVerdict {
  let coveredPercent = 0;
  let decidedBy: CoverageRuleName = 'chargeable';
  const payers: PayerShare[] = [];
  const reasons: Reason[] = [];
  for (const rule of facts.provenance === 'blocked' ? [] : RULES) {
    const judgement = rule.judge(facts, line);
    reasons.push(...judgement.reasons);
    const gain = judgement.percent - coveredPercent;
    if (gain <= 0) continue;
    for (const { bearer, percent } of judgement.bearers) {
      payers.push({ payer: bearer, rule: rule.name, share: gain * percent });
    }
    if (coveredPercent === 0) decidedBy = rule.name;
    coveredPercent = judgement.percent;
  }
  if (facts.provenance === 'blocked') reasons.push({ code: 'device-blocked', params: {} });
  if (coveredPercent < 100) {
    payers.push({ payer: 'customer', rule: 'chargeable', share: (100 - coveredPercent) * 100 });
  }
  return { lineId: line.lineId, coveredPercent, rule: decidedBy, payers, reasons };
}

function judgeProductWarranty(facts: CoverageFacts, line: LineFacts): Judgement {
  const bar = findBar(facts);
  if (bar || !facts.registration) return refused(bar ?? { code: 'registration-missing', params: {} });
  const { registration } = facts;
  const { terms } = registration.policy;
  const start = findCoverStart(terms, registration.start);
  if (!start) return refused({ code: 'start-unknown', params: cardParams(registration) });
  const period = coverPeriods(terms, start.startsOn).find((candidate) => candidate.class === line.class);
  if (!period || period.percent === 0) {
    return refused({ code: 'class-not-covered', params: { ...cardParams(registration), class: line.class } });
  }
  const standing = periodReason(facts.on, registration, start, period);
  if (standing.code !== 'in-period') return refused(standing);
  const exclusion = judgeExclusion(registration, line);
  if (exclusion?.code === 'excluded') return refused(exclusion, standing);
  return {
    percent: period.percent,
    bearers: terms.costBearers,
    reasons: exclusion ? [standing, exclusion] : [standing],
  };
}

function judgeGoodwill({ goodwill }: CoverageFacts, line: LineFacts): Judgement {
  if (!goodwill || goodwill.percent === 0) return refused();
  if (goodwill.lineIds && !goodwill.lineIds.includes(line.lineId)) return refused();
  const { percent, bearer } = goodwill;
  return {
    percent,
    bearers: [{ bearer, percent: 100 }],
    reasons: [{ code: 'goodwill-granted', params: { percent, bearer } }],
  };
}

/** What keeps the product warranty from applying at all, whatever the class and the day (R6, R7). */
function findBar({ provenance, registration }: CoverageFacts): Reason | null {
  if (provenance === 'blocked') return { code: 'device-blocked', params: {} };
  if (provenance === 'unknown') return { code: 'provenance-unknown', params: {} };
  if (!registration) return { code: 'registration-missing', params: {} };
  switch (registration.state) {
    case 'raw':
    case 'sold':
    case 'active':
      return null;
    case 'suspended':
    case 'void':
    case 'expired':
    case 'transferred':
      return { code: `registration-${registration.state}`, params: cardParams(registration) };
  }
}

function judgeExclusion(
  { policy }: RegistrationFacts,
  line: LineFacts,
): Extract<Reason, { params: ExclusionParams }> | null {
  const exclusion = policy.terms.exclusions.find(({ faultCode }) => faultCode === line.faultCode);
  if (!exclusion) return null;
  return {
    code: line.evidenceCount >= exclusion.evidence ? 'excluded' : 'exclusion-unproven',
    params: {
      policyCode: policy.code,
      policyVersion: policy.version,
      faultCode: exclusion.faultCode,
      evidence: line.evidenceCount,
      evidenceNeeded: exclusion.evidence,
    },
  };
}

function periodReason(
  on: CivilDate,
  registration: RegistrationFacts,
  start: CoverStart,
  period: ClassPeriod,
): Extract<Reason, { params: PeriodParams }> {
  return {
    code: on < period.startsOn ? 'period-not-started' : on < period.endsOn ? 'in-period' : 'period-over',
    params: {
      ...cardParams(registration),
      calendar: registration.policy.terms.calendar,
      class: period.class,
      percent: period.percent,
      startFact: start.fact,
      startFactOn: start.factOn,
      startRule: start.rule,
      startsOn: period.startsOn,
      endsOn: period.endsOn,
      daysLeft: daysLeft(on, period),
    },
  };
}

/** Days of cover from `on`, that day included; 0 outside the period. */
function daysLeft(on: CivilDate, { startsOn, endsOn }: ClassPeriod): number {
  return on >= startsOn && on < endsOn ? daysBetween(on, endsOn) : 0;
}

function judgeClasses(facts: CoverageFacts): ClassVerdict[] {
  if (!facts.registration) return [];
  const { policy, start: startFacts } = facts.registration;
  const start = findCoverStart(policy.terms, startFacts);
  if (!start) return [];
  const barred = findBar(facts) !== null;
  return coverPeriods(policy.terms, start.startsOn).map((period) => {
    const left = barred ? 0 : daysLeft(facts.on, period);
    return {
      class: period.class,
      startsOn: period.startsOn,
      endsOn: period.endsOn,
      daysLeft: left,
      percent: left > 0 ? period.percent : 0,
    };
  });
}

/** Before anything is diagnosed there are no lines: one of each covered class stands in for them. */
function presumedLines({ registration }: CoverageFacts): LineFacts[] {
  const covered = registration?.policy.terms.cover.filter(({ percent }) => percent > 0).map((line) => line.class) ?? [];
  const classes = covered.length > 0 ? covered : COVER_CLASSES;
  return classes.map((name) => ({ lineId: name, class: name, evidenceCount: 0 }));
}

function overallOf(lines: readonly LineVerdict[]): CoverageVerdict['overall'] {
  if (lines.every(({ coveredPercent }) => coveredPercent === 100)) return 'covered';
  return lines.some(({ coveredPercent }) => coveredPercent > 0) ? 'partial' : 'chargeable';
}

function headlineOf(
  facts: CoverageFacts,
  overall: CoverageVerdict['overall'],
  deciding: LineVerdict,
  classes: readonly ClassVerdict[],
): Headline {
  const reason = deciding.reasons[0];
  if (!reason) throw new RangeError(`line ${deciding.lineId} was judged without a reason`);
  const standings = { covered: 'in', partial: 'partly', chargeable: 'out' } as const;
  const lost = overall === 'chargeable' && facts.registration?.state === 'void';
  return {
    standing: lost ? 'void' : standings[overall],
    reason,
    daysLeft: Math.max(0, ...classes.map((each) => each.daysLeft)),
  };
}

function cardParams({ cardNo, policy }: RegistrationFacts): CardParams {
  return { cardNo, policyCode: policy.code, policyVersion: policy.version };
}

function refused(...reasons: Reason[]): Judgement {
  return { percent: 0, bearers: [], reasons };
}
