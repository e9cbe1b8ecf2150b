import { type CivilDate, Clock, type Id, newId } from '@aftercare/kernel';
import {
  type Actor,
  assertPermission,
  assertWorksIn,
  execute,
  type FieldFault,
  invalidInput,
  Outbox,
  statement,
  type Tx,
} from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { decideCoverage } from './coverage-decision.js';
import type { CoverageFacts, GoodwillFacts, LineFacts } from './coverage-facts.js';
import type { CoverageVerdict } from './coverage-verdict.js';
import { type DeviceStanding, getStanding, registrationFacts, withSpent } from './device-standing.js';
import { findTermsFaults, type PolicyTerms } from './policy-terms.js';
import { decisionMissing, decisionReasonMissing, decisionSuperseded } from './warranty.errors.js';
import { coverageDecided } from './warranty.events.js';

/**
 * What to decide on: a subject (a repair order) in a centre, its device, the day of the fault or intake, its lines, and
 * what else is known of it; facts that say nothing are left out.
 */
export interface CoverageSubject extends Pick<
  CoverageFacts,
  'doaConfirmed' | 'recalls' | 'contracts' | 'readings' | 'history' | 'daysInShop'
> {
  readonly subjectId: Id;
  readonly centerId: Id;
  readonly deviceId: Id;
  readonly on: CivilDate;
  readonly lines: readonly LineFacts[];
}

/** Why it is decided anew and, where it matters, which decision the decider saw. */
export interface Redecision {
  readonly reason: string;
  readonly supersedes?: Id;
}

/** A favour outside cover; 0 percent takes an earlier one back. */
export interface Goodwill extends GoodwillFacts, Redecision {
  readonly subjectId: Id;
}

/** A stored decision: its id, to be cited by every line it prices, and the verdict. */
export interface CoverageOutcome {
  readonly decisionId: Id;
  readonly verdict: CoverageVerdict;
  /** False when the decision that stood was on the same facts and still stands. */
  readonly isNew: boolean;
}

@Injectable()
export class CoverageService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides on a subject and stores the decision. Deciding again needs a reason and supersedes the former decision,
   * which stays readable; goodwill once granted is carried on. The same facts again store nothing and give the
   * decision that stands. 404 for another centre or an unknown device, 409 when somebody decided at the same time.
   */
  async decide(tx: Tx, actor: Actor, subject: CoverageSubject, again?: Redecision): Promise<CoverageOutcome> {
    assertWorksIn(actor, subject.centerId);
    const current = await findCurrent(tx, subject.subjectId);
    assertSeen(current, again?.supersedes);
    const standing = await getStanding(tx, subject.deviceId, subject.subjectId);
    const facts = collectFacts(subject, standing, current?.facts.goodwill ?? null);
    if (current && isDeepStrictEqual(current.facts, facts))
      return { decisionId: current.id, verdict: current.result, isNew: false };
    if (current && !again) throw decisionReasonMissing();
    const outcome = await this.store(tx, actor, {
      subjectId: subject.subjectId,
      centerId: subject.centerId,
      deviceId: subject.deviceId,
      registrationId: standing.registration_id,
      policyVersionId: standing.policy_version_id,
      facts,
      kind: 'computed',
      reason: again?.reason ?? null,
      current,
    });
    await settleSpending(tx, subject.subjectId, standing.root_id, current?.result, outcome.verdict);
    return outcome;
  }

  /** R31. What the subject took of limited amounts is free again, or only what these lines of it took. */
  async giveBack(tx: Tx, subjectId: Id, lineIds: readonly Id[] | null): Promise<void> {
    await execute(tx, giveBackSpending, [subjectId, lineIds]);
  }

  /** Grants (or takes back) goodwill on what was decided (R8). Needs `warranty.override`; 409 before any decision. */
  async override(
    tx: Tx,
    actor: Actor,
    { subjectId, reason, supersedes, ...goodwill }: Goodwill,
  ): Promise<CoverageOutcome> {
    assertPermission(actor, 'warranty.override');
    const current = await findCurrent(tx, subjectId);
    if (!current) throw decisionMissing();
    assertWorksIn(actor, current.centerId);
    assertSeen(current, supersedes);
    assertPercent(goodwill.percent);
    const { centerId, deviceId, registrationId, policyVersionId } = current;
    const facts = { ...current.facts, goodwill: goodwill.percent > 0 ? goodwill : null };
    const decision = { subjectId, centerId, deviceId, registrationId, policyVersionId, facts, reason, current };
    // A favour comes after the guarantee: what that takes of limited amounts stays as it is.
    return this.store(tx, actor, { ...decision, kind: 'override' });
  }

  /** The verdict on made-up facts; stores nothing. 422 when the terms are faulty or a line is named twice. */
  tryOut(facts: CoverageFacts): CoverageVerdict {
    const faults: FieldFault[] = [];
    for (const fault of facts.registration ? findTermsFaults(facts.registration.policy.terms) : []) {
      faults.push({ ...fault, pointer: `/registration/policy/terms${fault.pointer}` });
    }
    facts.lines.forEach(({ lineId }, index) => {
      if (facts.lines.findIndex((line) => line.lineId === lineId) < index) {
        faults.push({ pointer: `/lines/${index}/lineId`, code: 'duplicate', detail: 'names an earlier line' });
      }
    });
    if (faults.length > 0) throw invalidInput({}, faults);
    return decideCoverage(facts);
  }

  private async store(tx: Tx, actor: Actor, decision: NewDecision): Promise<CoverageOutcome> {
    const { current, ...columns } = decision;
    const verdict = decideCoverage(decision.facts);
    const id = newId();
    await execute(tx, insertDecision, [
      id,
      columns.subjectId,
      columns.centerId,
      columns.deviceId,
      columns.registrationId,
      columns.policyVersionId,
      verdict.overall,
      JSON.stringify(columns.facts),
      JSON.stringify(verdict),
      columns.kind,
      columns.reason,
      actor.accountId,
      actor.name,
      this.clock.now(),
      current?.id ?? null,
    ]);
    const { subjectId, deviceId, kind } = decision;
    const supersedes = current && { decisionId: current.id, verdict: current.verdict };
    await this.outbox.publish(
      tx,
      actor,
      coverageDecided(
        { id, centerId: decision.centerId },
        { subjectId, deviceId, verdict: verdict.overall, supersedes, kind },
      ),
      { reason: decision.reason },
    );
    return { decisionId: id, verdict, isNew: true };
  }
}

interface NewDecision {
  readonly subjectId: Id;
  readonly centerId: Id;
  readonly deviceId: Id;
  readonly registrationId: Id | null;
  readonly policyVersionId: Id | null;
  readonly facts: CoverageFacts;
  readonly kind: 'computed' | 'override';
  readonly reason: string | null;
  readonly current: StandingDecision | null;
}

function assertPercent(percent: number): void {
  if (Number.isInteger(percent) && percent >= 0 && percent <= 100) return;
  throw invalidInput({}, [{ pointer: '/percent', code: 'range', detail: 'must be a whole number from 0 to 100' }]);
}

function assertSeen(current: StandingDecision | null, seen: Id | undefined): void {
  if (seen !== undefined && current?.id !== seen) throw decisionSuperseded();
}

const insertDecision = statement(
  'warranty.insert-decision',
  `INSERT INTO coverage_decision (id, subject_id, center_id, device_id, registration_id, policy_version_id, verdict, facts,
                                  result, kind, reason, decided_by, decided_by_name, decided_at, supersedes_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
);
const currentDecision = statement(
  'warranty.current-decision',
  `SELECT d.id, d.center_id AS "centerId", d.device_id AS "deviceId", d.registration_id AS "registrationId",
          d.policy_version_id AS "policyVersionId", d.verdict, d.facts, d.result
     FROM coverage_decision d
    WHERE d.subject_id = $1 AND NOT EXISTS (SELECT FROM coverage_decision next WHERE next.supersedes_id = d.id)`,
);

const giveBackSpending = statement(
  'warranty.give-back-spending',
  'DELETE FROM warranty_spend WHERE subject_id = $1 AND ($2::uuid[] IS NULL OR line_id = ANY ($2))',
);
const recordSpending = statement(
  'warranty.record-spending',
  `INSERT INTO warranty_spend (subject_id, line_id, registration_id, class, component_group, amount)
   SELECT $1, s."lineId", $2, s.class, s."componentGroup", s.amount
     FROM jsonb_to_recordset($3) AS s("lineId" uuid, class text, "componentGroup" text, amount bigint)`,
);

/** R31. What the subject takes of limited amounts is what its latest decision says; the database sees that it is there. */
async function settleSpending(
  tx: Tx,
  subjectId: Id,
  registrationId: Id | null,
  before: CoverageVerdict | undefined,
  { lines }: CoverageVerdict,
): Promise<void> {
  if (before?.lines.some(({ spends }) => spends)) await execute(tx, giveBackSpending, [subjectId, null]);
  const taken = lines.flatMap(({ lineId, spends }) => (spends ? [{ lineId, ...spends }] : []));
  if (taken.length > 0) await execute(tx, recordSpending, [subjectId, registrationId, JSON.stringify(taken)]);
}

/** The decision that stands, as far as the next one needs it. */
interface StandingDecision {
  readonly id: Id;
  readonly centerId: Id;
  readonly deviceId: Id;
  readonly registrationId: Id | null;
  readonly policyVersionId: Id | null;
  readonly verdict: CoverageVerdict['overall'];
  readonly facts: CoverageFacts;
  readonly result: CoverageVerdict;
}

async function findCurrent(tx: Tx, subjectId: Id): Promise<StandingDecision | null> {
  return (await execute<StandingDecision>(tx, currentDecision, [subjectId]))[0] ?? null;
}

function collectFacts(
  { subjectId: _, centerId: __, deviceId: ___, daysInShop, lines, ...known }: CoverageSubject,
  standing: DeviceStanding,
  goodwill: GoodwillFacts | null,
): CoverageFacts {
  const registration = registrationFacts(standing);
  const terms = registration?.policy.terms;
  const pricesMatter = terms !== undefined && limitsAmounts(terms);
  return {
    ...known,
    ...withSpent(known.history, standing),
    // R25. Where no term looks at the time in the shop, another day of it is no new fact and makes no new decision.
    ...(daysInShop !== undefined && terms && looksAtShopTime(terms) ? { daysInShop } : {}),
    provenance: standing.provenance,
    registration,
    goodwill,
    lines: lines.map(({ faultCode = null, listAmount, ...line }) => ({
      ...line,
      ...(pricesMatter && listAmount !== undefined ? { listAmount } : {}),
      faultCode,
    })),
  };
}

function limitsAmounts({ cover }: PolicyTerms): boolean {
  return cover.some(({ limit }) => limit !== undefined);
}

function looksAtShopTime({ loaner, replacement }: PolicyTerms): boolean {
  return loaner !== undefined || replacement?.daysInShop !== undefined;
}
