import { Injectable } from '@nestjs/common';
import { type CivilDate, civilDateIn, Clock, type Id, inCalendar, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  nextGaplessNumber,
  notFound,
  Outbox,
  saveRoot,
  staleVersion,
  statement,
  type Tx,
} from '@aftercare/platform';
import { ClaimPaymentsService } from './claim-payments.service.js';
import type { ClaimAct } from './claim-status.js';
import type { CoreState } from './claim-core.entity.js';
import {
  answerUnclear,
  coreOutstanding,
  lineClaimed,
  lineForeign,
  lineNotAsked,
  nothingToResubmit,
  onlyLine,
  settledBeforeSubmitted,
  settledTooMuch,
} from './claims.errors.js';
import { claimAnswered, claimSettled, claimSubmitted } from './claims.events.js';
import { type SettlementKind, SupplierClaim } from './supplier-claim.entity.js';

export const LINE_DECISIONS = ['accepted', 'partly', 'refused'] as const;
export type LineDecision = (typeof LINE_DECISIONS)[number];

/** Why a supplier does not pay a line, or not all of it. */
export const REFUSAL_REASONS = [
  'core-missing',
  'out-of-period',
  'late',
  'fault-excluded',
  'evidence-missing',
  'price-too-high',
  'claimed-before',
  'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What one centre asks of one supplier. */
export interface NewClaim {
  readonly supplierId: Id;
  readonly centerId: Id;
  readonly lineIds: readonly Id[];
}

/** The supplier's word on one line; `amount` (minor units) and `reason` as the decision needs them, else null. */
export interface LineAnswer {
  readonly lineId: Id;
  readonly decision: LineDecision;
  readonly amount: number | null;
  readonly reason: RefusalReason | null;
  readonly note: string | null;
}

/** `amount` in minor units; 0 closes a claim of which nothing was accepted. */
export interface Settlement {
  readonly kind: SettlementKind;
  readonly amount: number;
  readonly reference: string | null;
  readonly on: CivilDate;
}

// Waits for whoever claims the same line at this moment, then sees that it is gone.
const takeLines = statement(
  'claims.take-lines',
  `UPDATE supplier_claim_line SET claim_id = $1
    WHERE id = ANY($2::uuid[]) AND claim_id IS NULL AND supplier_id = $3 AND center_id = $4
   RETURNING id`,
);
const claimedAmong = statement(
  'claims.claimed-among',
  'SELECT id FROM supplier_claim_line WHERE id = ANY($1::uuid[]) AND claim_id IS NOT NULL AND claim_id <> $2',
);
const freeLines = statement('claims.free-lines', 'UPDATE supplier_claim_line SET claim_id = NULL WHERE claim_id = $1');
const freeLine = statement(
  'claims.free-line',
  'UPDATE supplier_claim_line SET claim_id = NULL WHERE claim_id = $1 AND id = $2 RETURNING id',
);
const discard = statement('claims.discard', 'DELETE FROM supplier_claim WHERE id = $1');
// What every line stands at: asked in all, got so far, and whether the present round waits for a word on it.
const linesOfClaim = statement(
  'claims.standing-lines',
  `SELECT l.id, l.amount, coalesce(a.got, 0)::bigint AS got, k.state AS core,
          l.id = ANY (s.line_ids) AND NOT coalesce(a.rounds @> ARRAY[c.round], false) AS waits
     FROM supplier_claim c JOIN supplier_claim_line l ON l.claim_id = c.id
     LEFT JOIN supplier_claim_submission s ON s.claim_id = c.id AND s.round = c.round
     LEFT JOIN claim_core k ON k.line_id = l.id
     LEFT JOIN LATERAL (SELECT sum(amount) AS got, array_agg(round) AS rounds FROM supplier_claim_answer
                         WHERE line_id = l.id) a ON true
    WHERE c.id = $1 ORDER BY l.id`,
);
const insertSubmission = statement(
  'claims.insert-submission',
  `INSERT INTO supplier_claim_submission (claim_id, round, submitted_on, line_ids, note, submitted_by)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);
const insertAnswer = statement(
  'claims.insert-answer',
  `INSERT INTO supplier_claim_answer (claim_id, line_id, round, decision, asked, amount, reason, note, answered_by, answered_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const centerOf = statement('claims.center', 'SELECT code, time_zone AS zone FROM service_center WHERE id = $1');

interface StandingLine {
  readonly id: Id;
  readonly amount: number;
  readonly got: number;
  readonly core: CoreState | null;
  readonly waits: boolean | null;
}

/** Makes claims of lines that a supplier answers for, and follows them until they are settled. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly payments: ClaimPaymentsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** S7. A draft with these lines. 409 `claims.line-claimed` when another claim has one of them, 422 for a foreign one. */
  async make(tx: Tx, actor: Actor, { supplierId, centerId, lineIds }: NewClaim): Promise<Id> {
    assertWorksIn(actor, centerId);
    const id = newId();
    await tx.insert(SupplierClaim, {
      id,
      number: null,
      supplierId,
      centerId,
      state: 'draft',
      round: 0,
      draftedBy: actor.name,
      draftedAt: this.clock.now(),
      version: 1,
    });
    const taken = await execute(tx, takeLines, [id, lineIds, supplierId, centerId]);
    if (taken.length !== new Set(lineIds).size) {
      throw (await execute(tx, claimedAmong, [lineIds, id])).length > 0 ? lineClaimed() : lineForeign();
    }
    await this.outbox.audit(tx, actor, {
      name: 'claims.drafted',
      subject: { type: 'supplier-claim', id },
      centerId,
      details: { supplierId, lineIds },
    });
    return id;
  }

  /** A draft that is not sent: its lines may be claimed again. */
  async discard(tx: Tx, actor: Actor, id: Id, version: number): Promise<void> {
    const claim = await this.lock(tx, actor, id, version, 'discard');
    await execute(tx, freeLines, [id]);
    await execute(tx, discard, [id]);
    await this.outbox.audit(tx, actor, {
      name: 'claims.discarded',
      subject: { type: 'supplier-claim', id },
      centerId: claim.centerId,
    });
  }

  /** S7. Takes a line out of a draft: it may be claimed again. 409 `claims.only-line` for the last one. */
  async removeLine(tx: Tx, actor: Actor, id: Id, version: number, lineId: Id): Promise<void> {
    const claim = await this.lock(tx, actor, id, version, 'remove-line');
    if ((await execute(tx, freeLine, [id, lineId])).length === 0) throw notFound();
    if ((await this.lines(tx, id)).length === 0) throw onlyLine();
    await saveRoot(tx, SupplierClaim, claim);
    await this.outbox.audit(tx, actor, {
      name: 'claims.line-removed',
      subject: { type: 'supplier-claim', id },
      centerId: claim.centerId,
      details: { lineId },
    });
  }

  /** S8. Sends a draft: it gets its number, without a gap within the centre and the year. */
  async submit(tx: Tx, actor: Actor, id: Id, version: number, note: string | null): Promise<void> {
    const claim = await this.lock(tx, actor, id, version, 'submit');
    const { code, today } = await this.centerOf(tx, claim);
    const { calendar } = await this.company.current(tx);
    claim.number = await nextGaplessNumber(tx, `SCL-${code}`, inCalendar(today, calendar).year);
    claim.submittedOn = today;
    claim.state = 'submitted';
    await this.send(tx, actor, claim, await this.lines(tx, id), today, note);
  }

  /** S10. Sends again what was not accepted whole; what was said before stays. */
  async resubmit(
    tx: Tx,
    actor: Actor,
    id: Id,
    version: number,
    lineIds: readonly Id[],
    note: string | null,
  ): Promise<void> {
    const claim = await this.lock(tx, actor, id, version, 'resubmit');
    const lines = (await this.lines(tx, id)).filter((line) => lineIds.includes(line.id));
    const open = lines.every(({ amount, got }) => got < amount);
    if (lines.length === 0 || lines.length !== new Set(lineIds).size || !open) throw nothingToResubmit();
    claim.state = 'resubmitted';
    await this.send(tx, actor, claim, lines, (await this.centerOf(tx, claim)).today, note);
  }

  /**
   * S9. Writes down what the supplier says to lines of the round; the claim is answered with the last of them. Without
   * the old part it wants, a line can only be refused.
   */
  async answer(tx: Tx, actor: Actor, id: Id, version: number, answers: readonly LineAnswer[]): Promise<void> {
    const claim = await this.lock(tx, actor, id, version, 'answer');
    const waiting = new Map((await this.lines(tx, id)).filter(({ waits }) => waits).map((line) => [line.id, line]));
    for (const answer of answers) {
      const line = waiting.get(answer.lineId);
      if (!line) throw lineNotAsked();
      waiting.delete(answer.lineId);
      if (answer.decision !== 'refused' && line.core !== null && line.core !== 'sent' && line.core !== 'accepted')
        throw coreOutstanding();
      const asked = line.amount - line.got;
      const amount = amountOf(answer, asked);
      const row = [id, line.id, claim.round, answer.decision, asked, amount, answer.reason, answer.note];
      await execute(tx, insertAnswer, [...row, actor.name, this.clock.now()]);
    }
    if (waiting.size === 0) claim.state = 'answered';
    await saveRoot(tx, SupplierClaim, claim);
    if (claim.state !== 'answered') {
      const subject = { type: 'supplier-claim', id };
      const details = { answers };
      await this.outbox.audit(tx, actor, { name: 'claims.answer-noted', subject, centerId: claim.centerId, details });
      return;
    }
    const lines = await this.lines(tx, id);
    const accepted = lines.reduce((sum, { got }) => sum + got, 0);
    const refusedLines = lines.filter(({ amount, got }) => got < amount).length;
    await this.outbox.publish(tx, actor, claimAnswered(claim, { ...factOf(claim), accepted, refusedLines }), {
      answers,
    });
  }

  /** S12, S16. What the supplier gave for it, at most what it accepted; the claim is closed and pays its invoices. */
  async settle(tx: Tx, actor: Actor, id: Id, version: number, settlement: Settlement): Promise<void> {
    const claim = await this.lock(tx, actor, id, version, 'settle');
    const accepted = (await this.lines(tx, id)).reduce((sum, { got }) => sum + got, 0);
    const { kind, amount, reference, on } = settlement;
    if (amount > accepted) throw settledTooMuch({ accepted });
    if (on < (claim.submittedOn ?? on) || on > (await this.centerOf(tx, claim)).today) throw settledBeforeSubmitted();
    claim.state = 'settled';
    claim.settlementKind = kind;
    claim.settledAmount = amount;
    claim.settlementReference = reference;
    claim.settledOn = on;
    await saveRoot(tx, SupplierClaim, claim);
    await this.payments.pay(tx, actor, claim);
    const fact = claimSettled(claim, { ...factOf(claim), kind, amount, settledOn: on });
    await this.outbox.publish(tx, actor, fact, { reference });
  }

  private async send(
    tx: Tx,
    actor: Actor,
    claim: SupplierClaim,
    lines: readonly StandingLine[],
    today: CivilDate,
    note: string | null,
  ): Promise<void> {
    claim.round += 1;
    await execute(tx, insertSubmission, [claim.id, claim.round, today, lines.map(({ id }) => id), note, actor.name]);
    await saveRoot(tx, SupplierClaim, claim);
    const amount = lines.reduce((sum, line) => sum + line.amount - line.got, 0);
    const fact = claimSubmitted(claim, { ...factOf(claim), lines: lines.length, amount });
    await this.outbox.publish(tx, actor, fact, { note });
  }

  private async lock(tx: Tx, actor: Actor, id: Id, version: number, act: ClaimAct): Promise<SupplierClaim> {
    const claim = await lockRoot(tx, SupplierClaim, id);
    assertWorksIn(actor, claim.centerId);
    if (claim.version !== version) throw staleVersion();
    claim.assertMay(act);
    return claim;
  }

  private lines(tx: Tx, id: Id): Promise<StandingLine[]> {
    return execute<StandingLine>(tx, linesOfClaim, [id]);
  }

  private async centerOf(tx: Tx, { centerId }: SupplierClaim): Promise<{ code: string; today: CivilDate }> {
    const [center] = await execute<{ code: string; zone: string }>(tx, centerOf, [centerId]);
    if (!center) throw new Error('the centre of a claim vanished');
    return { code: center.code, today: civilDateIn(this.clock.now(), center.zone) };
  }
}

/** What is accepted of a line, by its decision; refuses what contradicts itself. */
function amountOf({ decision, amount, reason }: LineAnswer, asked: number): number {
  switch (decision) {
    case 'accepted':
      if (reason !== null || (amount !== null && amount !== asked)) throw answerUnclear();
      return asked;
    case 'partly':
      if (reason === null || amount === null || amount <= 0 || amount >= asked) throw answerUnclear();
      return amount;
    case 'refused':
      if (reason === null || (amount !== null && amount !== 0)) throw answerUnclear();
      return 0;
  }
}

function factOf({ number, supplierId, round }: SupplierClaim): { number: string; supplierId: Id; round: number } {
  return { number: number ?? '', supplierId, round };
}
