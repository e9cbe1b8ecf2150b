import { addDays, addMonths, type CivilDate, daysBetween, mulDivHalfUp } from '@aftercare/kernel';
import type { CoverageFacts, CoverLineRef, EarlierWork, LineFacts, RegistrationFacts } from './coverage-facts.js';
import {
  type ClassPeriod,
  coverExtension,
  coverPeriods,
  type CoverStart,
  type Extension,
  findCoverStart,
} from './coverage-period.js';
import type {
  AmountParams,
  CardParams,
  CoverageRuleName,
  ExclusionParams,
  PeriodParams,
  Reason,
  WorkParams,
  WorkUsageParams,
} from './coverage-verdict.js';
import { bearersOf, type CostShare, coverLineFor, type Exclusion } from './policy-terms.js';

/** What one rule says of one line: how much it pays, who bears that, and why or why not. */
export interface Judgement {
  readonly percent: number;
  readonly bearers: readonly CostShare[];
  readonly reasons: readonly Reason[];
  /** The cover line that pays, where an amount limits it. */
  readonly limited?: ClassPeriod;
}

/** The facts with what all lines share worked out once, and what the lines judged so far took of limited amounts. */
export interface Case {
  readonly facts: CoverageFacts;
  /** Why the product warranty cannot apply at all; null when it may. */
  readonly bar: Reason | null;
  readonly start: CoverStart | null;
  readonly extension: Extension;
  readonly periods: readonly ClassPeriod[];
  readonly taken: Map<ClassPeriod, number>;
}

interface CoverageRule {
  readonly name: CoverageRuleName;
  judge(about: Case, line: LineFacts): Judgement;
}

/** Precedence: an earlier rule pays first, a later one only adds what would leave the customer better off (R9). */
export const RULES: readonly CoverageRule[] = [
  { name: 'recall', judge: judgeRecall },
  { name: 'doa', judge: judgeDeadOnArrival },
  { name: 'work-warranty', judge: judgeEarlierWork },
  { name: 'product-warranty', judge: judgeProductWarranty },
  { name: 'contract', judge: judgeContract },
  { name: 'goodwill', judge: judgeGoodwill },
];

export function openCase(facts: CoverageFacts): Case {
  const { registration } = facts;
  const start = registration ? findCoverStart(registration.policy.terms, registration.start) : null;
  const extension = registration ? coverExtension(registration.policy.terms, facts.history) : NO_EXTENSION;
  const periods = registration && start ? coverPeriods(registration.policy.terms, start.startsOn, extension) : [];
  return { facts, bar: findBar(facts), start, extension, periods, taken: new Map() };
}

/** R31. What a limited cover line still pays, the tighter of its limits; null where no amount limits it. */
export function amountLeft(
  { facts, taken }: Pick<Case, 'facts' | 'taken'>,
  period: ClassPeriod,
): Pick<AmountParams, 'per' | 'limit' | 'used' | 'left'> | null {
  const { perRepair, inTotal } = period.limit ?? {};
  const now = taken.get(period) ?? 0;
  const total = (facts.history?.spent?.find((each) => isOf(period, each))?.amount ?? 0) + now;
  const [tightest] = [
    ...(inTotal === undefined ? [] : [leftOf('total', inTotal, total)]),
    ...(perRepair === undefined ? [] : [leftOf('repair', perRepair, now)]),
  ].sort((a, b) => a.left - b.left);
  return tightest ?? null;
}

function leftOf(per: 'repair' | 'total', limit: number, used: number) {
  return { per, limit, used, left: Math.max(0, limit - used) } as const;
}

function isOf(period: ClassPeriod, { class: name, componentGroup }: CoverLineRef): boolean {
  return name === period.class && componentGroup === (period.componentGroup ?? null);
}

/** Days of cover from `on`, that day included; 0 outside the period. */
export function daysLeft(on: CivilDate, { startsOn, endsOn }: Pick<ClassPeriod, 'startsOn' | 'endsOn'>): number {
  return on >= startsOn && on < endsOn ? daysBetween(on, endsOn) : 0;
}

export function cardParams({ cardNo, policy }: RegistrationFacts): CardParams {
  return { cardNo, policyCode: policy.code, policyVersion: policy.version };
}

/** R21. The confirmed fault of a device that never worked: within the days the policy gives, every class is free. */
export function deadOnArrival({ facts, bar, start }: Case): Extract<Reason, { code: 'doa' }> | null {
  const { registration } = facts;
  const days = registration?.policy.terms.doaDays;
  if (bar || !registration || !start || days === undefined || !facts.doaConfirmed) return null;
  const endsOn = addDays(start.startsOn, days);
  if (facts.on < start.startsOn || facts.on >= endsOn) return null;
  return { code: 'doa', params: { ...cardParams(registration), days, startsOn: start.startsOn, endsOn } };
}

const NO_EXTENSION: Extension = { months: 0, days: 0 };
const MAKER: readonly CostShare[] = [{ bearer: 'maker', percent: 100 }];
const CENTRE: readonly CostShare[] = [{ bearer: 'centre', percent: 100 }];

/** R22. The maker fixes what it recalls, registered or not. */
function judgeRecall({ facts }: Case, line: LineFacts): Judgement {
  const recall = facts.recalls?.find(
    ({ faultCodes }) => !faultCodes || (line.faultCode && faultCodes.includes(line.faultCode)),
  );
  if (!recall) return refused();
  return { percent: 100, bearers: MAKER, reasons: [{ code: 'recalled', params: { recall: recall.code } }] };
}

function judgeDeadOnArrival(about: Case, line: LineFacts): Judgement {
  const reason = deadOnArrival(about);
  const { registration } = about.facts;
  if (!reason || !registration || findExclusion(registration.policy.terms.exclusions, line)?.proven) return refused();
  return { percent: 100, bearers: registration.policy.terms.costBearers, reasons: [reason] };
}

/** R20. Of the earlier parts and work whose promise holds, the one that pays most and then longest. */
function judgeEarlierWork({ facts }: Case, line: LineFacts): Judgement {
  const promises = (line.earlier ?? [])
    .filter(({ exclusions }) => !findExclusion(exclusions, line)?.proven)
    .map((work) => ({ work, params: workParams(facts.on, work), usage: judgeUse(facts, work) }))
    .sort((a, b) => b.params.percent - a.params.percent || (a.params.endsOn < b.params.endsOn ? 1 : -1));
  const inTime = promises.filter(({ params }) => params.daysLeft > 0);
  const best = inTime.find(({ usage }) => usage?.code !== 'work-usage-over');
  if (best) {
    const reason: Reason = { code: 'work-in-period', params: best.params };
    const reasons = best.usage ? [reason, best.usage] : [reason];
    return { percent: best.params.percent, bearers: best.work.bearers, reasons };
  }
  const usedUp = inTime.find(({ usage }) => usage)?.usage;
  if (usedUp) return refused(usedUp);
  const [over] = promises;
  return over ? refused({ code: 'work-period-over', params: over.params }) : refused();
}

/** R32. What use says against a promise; a meter that was not read then or now ends nothing. */
function judgeUse(
  { readings }: CoverageFacts,
  { orderNumber, kind, usage }: EarlierWork,
): Extract<Reason, { params: WorkUsageParams }> | null {
  if (!usage) return null;
  const { meter, max: limit, startedAt } = usage;
  const params = { orderNumber, kind, meter, limit };
  const reading = readings?.find((each) => each.meter === meter);
  if (!reading || startedAt === undefined) return { code: 'work-usage-unread', params };
  const value = reading.value - startedAt;
  return value < limit ? null : { code: 'work-usage-over', params: { ...params, value } };
}

function workParams(on: CivilDate, work: EarlierWork): WorkParams {
  const { orderNumber, kind, percent } = work;
  const period = { startsOn: work.on, endsOn: addMonths(work.on, work.months, work.calendar) };
  return { orderNumber, kind, ...period, percent, daysLeft: daysLeft(on, period) };
}

function judgeProductWarranty(about: Case, line: LineFacts): Judgement {
  const { facts, bar, start, periods, extension } = about;
  const { registration } = facts;
  if (bar || !registration) return refused(bar ?? { code: 'registration-missing', params: {} });
  const { terms } = registration.policy;
  const card = cardParams(registration);
  if (!start) return refused({ code: 'start-unknown', params: card });
  const period = coverLineFor(periods, line);
  if (!period || period.percent === 0) {
    return refused({ code: 'class-not-covered', params: { ...card, class: line.class } });
  }
  const standing = periodReason(facts.on, registration, start, period, extension);
  if (standing.code !== 'in-period') return refused(standing);
  const limit = judgeLimits(facts, card, period);
  if (limit && limit.code !== 'usage-unread') return refused(limit, standing);
  const exclusion = judgeExclusion(registration, line);
  if (exclusion?.code === 'excluded') return refused(exclusion, standing);
  const amount = judgeAmount(about, card, period, line);
  if (amount?.code === 'amount-used-up') return refused(amount, standing);
  return {
    percent: period.percent,
    bearers: bearersOf(period, terms.costBearers),
    reasons: [...(amount ? [amount] : []), standing, ...(limit ? [limit] : []), ...(exclusion ? [exclusion] : [])],
    ...(period.limit ? { limited: period } : {}),
  };
}

/** R31. Nothing is left of an amount, or less than this line would take; without a list price that is not known yet. */
function judgeAmount(
  about: Case,
  card: CardParams,
  period: ClassPeriod,
  { listAmount }: LineFacts,
): Extract<Reason, { params: AmountParams }> | null {
  const amount = amountLeft(about, period);
  if (!amount) return null;
  const params = { ...card, class: period.class, ...amount };
  if (amount.left === 0) return { code: 'amount-used-up', params };
  const asked = listAmount === undefined ? 0 : mulDivHalfUp(listAmount, period.percent, 100);
  return asked > amount.left ? { code: 'amount-limited', params } : null;
}

/** R23. What ends cover beside time: a meter that ran past its limit, or a number of claims. An unread meter ends nothing. */
function judgeLimits(facts: CoverageFacts, card: CardParams, period: ClassPeriod): Reason | null {
  const used = facts.history?.claims?.find((each) => isOf(period, each))?.count ?? 0;
  if (period.claims !== undefined && used >= period.claims) {
    return { code: 'claims-used-up', params: { ...card, class: period.class, limit: period.claims, used } };
  }
  if (!period.usage) return null;
  const { meter, max: limit } = period.usage;
  const reading = facts.readings?.find((each) => each.meter === meter);
  if (!reading) return { code: 'usage-unread', params: { ...card, meter, limit } };
  return reading.value < limit ? null : { code: 'usage-over', params: { ...card, meter, limit, value: reading.value } };
}

/** R24. Of the contracts in force the one that takes most off this class. */
function judgeContract({ facts }: Case, line: LineFacts): Judgement {
  const offers = (facts.contracts ?? []).flatMap(({ number, endsOn, visitsLeft, cover }) => {
    const percent = cover.find((each) => each.class === line.class)?.percent ?? 0;
    return percent > 0 && facts.on < endsOn
      ? [{ contract: number, class: line.class, percent, endsOn, visitsLeft }]
      : [];
  });
  const [best] = offers.sort(
    (a, b) => Number(a.visitsLeft === 0) - Number(b.visitsLeft === 0) || b.percent - a.percent,
  );
  if (!best) return refused();
  const { visitsLeft, ...params } = best;
  if (visitsLeft === 0) return refused({ code: 'contract-used-up', params });
  return { percent: best.percent, bearers: CENTRE, reasons: [{ code: 'contract-in-force', params }] };
}

function judgeGoodwill({ facts: { goodwill } }: Case, line: LineFacts): Judgement {
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

/** R5. Which exclusion names the line's fault or its reason for no cover, a proven one first; null where none does. */
function findExclusion(
  exclusions: readonly Exclusion[],
  line: LineFacts,
): { readonly exclusion: Exclusion; readonly proven: boolean } | null {
  const named = exclusions
    .filter(({ faultCode }) => faultCode === line.faultCode || faultCode === line.exclusionCode)
    .map((exclusion) => ({ exclusion, proven: line.evidenceCount >= exclusion.evidence }));
  return named.find(({ proven }) => proven) ?? named[0] ?? null;
}

function judgeExclusion(
  { policy }: RegistrationFacts,
  line: LineFacts,
): Extract<Reason, { params: ExclusionParams }> | null {
  const found = findExclusion(policy.terms.exclusions, line);
  if (!found) return null;
  const { exclusion, proven } = found;
  return {
    code: proven ? 'excluded' : 'exclusion-unproven',
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
  { days, months }: Extension,
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
      ...(days > 0 ? { addedDays: days } : {}),
      ...(months > 0 ? { addedMonths: months } : {}),
    },
  };
}

function refused(...reasons: Reason[]): Judgement {
  return { percent: 0, bearers: [], reasons };
}
