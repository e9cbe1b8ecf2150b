import { addDays, addMonths, type CivilDate } from '@aftercare/kernel';
import type { CoverLine, PolicyTerms, StartBasis } from './policy-terms.js';

/** The dated facts of one device from which the start of its cover is found; null = not known. */
export interface StartFacts {
  readonly cardIssuedOn: CivilDate | null;
  readonly soldOn: CivilDate | null;
  readonly deliveredOn: CivilDate | null;
  readonly installedOn: CivilDate | null;
  readonly activatedOn: CivilDate | null;
  readonly madeOn: CivilDate | null;
}

/** Where the start comes from: a policy's basis, or the card when it caps a late activation. */
export type StartFact = StartBasis | 'card';

/** How the fact became the start: on its own day, as the latest day the card allows, or after the shelf months. */
export type StartRule = 'on-the-day' | 'card-cap' | 'shelf';

export interface CoverStart {
  readonly startsOn: CivilDate;
  readonly fact: StartFact;
  readonly factOn: CivilDate;
  readonly rule: StartRule;
}

/** The cover of one line of the policy: half-open `[startsOn, endsOn)`, so `endsOn` is the first day outside. */
export interface ClassPeriod extends Omit<CoverLine, 'months'> {
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

/** Earlier repairs under the registration, as far as they may lengthen it. */
export interface RepairHistory {
  /** Days from reception to ready, of each earlier covered visit. */
  readonly shopDays?: readonly number[];
  /** Repaired under cover at least once. */
  readonly repairedUnderCover?: boolean;
}

/** What earlier repairs add to the end of every class. */
export interface Extension {
  readonly months: number;
  readonly days: number;
}

/**
 * The start of cover, or null when no usable fact is known. The policy's own basis comes first, then sale,
 * delivery, and manufacture plus shelf months. An activation later than the card's date plus the cap is
 * replaced by that day (R2, R3).
 */
export function findCoverStart(terms: PolicyTerms, facts: StartFacts): CoverStart | null {
  const order = new Set<StartBasis>([terms.startBasis, 'sale', 'delivery', 'manufacture']);
  for (const basis of order) {
    const start = startFrom(basis, terms, facts);
    if (start) return start;
  }
  return null;
}

/** R26. Days in the shop and, once, the months that a covered repair adds, where the terms say so. */
export function coverExtension({ shopTime, repairExtension }: PolicyTerms, history: RepairHistory = {}): Extension {
  const days = (history.shopDays ?? []).reduce((sum, each) => {
    if (!shopTime || each <= shopTime.overDays) return sum;
    return sum + (shopTime.counts === 'all' ? each : each - shopTime.overDays);
  }, 0);
  return { days, months: history.repairedUnderCover ? (repairExtension?.months ?? 0) : 0 };
}

/** The period of every line of the policy's cover, from one start (R4). */
export function coverPeriods(terms: PolicyTerms, startsOn: CivilDate, extension?: Extension): ClassPeriod[] {
  return terms.cover.map(({ months, ...line }) => ({
    ...line,
    startsOn,
    endsOn: addDays(addMonths(startsOn, months + (extension?.months ?? 0), terms.calendar), extension?.days ?? 0),
  }));
}

/** The first day on which no class is covered any more. */
export function coverEnd(periods: readonly ClassPeriod[]): CivilDate | null {
  return periods.reduce<CivilDate | null>((latest, { endsOn }) => (!latest || endsOn > latest ? endsOn : latest), null);
}

function startFrom(basis: StartBasis, terms: PolicyTerms, facts: StartFacts): CoverStart | null {
  switch (basis) {
    case 'activation':
      return capByCard(onTheDay('activation', facts.activatedOn), terms, facts);
    case 'sale':
      return onTheDay('sale', facts.soldOn);
    case 'delivery':
      return onTheDay('delivery', facts.deliveredOn);
    case 'installation':
      return onTheDay('installation', facts.installedOn);
    case 'manufacture':
      return afterShelf(terms, facts);
  }
}

function onTheDay(fact: StartFact, factOn: CivilDate | null): CoverStart | null {
  return factOn ? { startsOn: factOn, fact, factOn, rule: 'on-the-day' } : null;
}

function capByCard(start: CoverStart | null, terms: PolicyTerms, facts: StartFacts): CoverStart | null {
  if (!start || terms.startCapMonths === undefined || !facts.cardIssuedOn) return start;
  const latest = addMonths(facts.cardIssuedOn, terms.startCapMonths, terms.calendar);
  if (start.startsOn <= latest) return start;
  return { startsOn: latest, fact: 'card', factOn: facts.cardIssuedOn, rule: 'card-cap' };
}

function afterShelf(terms: PolicyTerms, facts: StartFacts): CoverStart | null {
  if (terms.shelfMonths === undefined || !facts.madeOn) return null;
  const startsOn = addMonths(facts.madeOn, terms.shelfMonths, terms.calendar);
  return { startsOn, fact: 'manufacture', factOn: facts.madeOn, rule: 'shelf' };
}
