import { Injectable } from '@nestjs/common';
import type { WarrantyPayer } from '@aftercare/billing';
import { type CivilDate, civilDateIn, Clock, daysBetween, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  codedJson,
  Database,
  decodeCursor,
  hasPermission,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
  worksIn,
} from '@aftercare/platform';
import type { SupplierReason } from '@aftercare/warranty';
import { type LineSubject, SUBJECT, SUBJECT_JOINS } from './claim-line-subject.js';
import { type ClaimScopeFilter, type Coded, scoped, scopeOf } from './claim-scope.js';
import { actsOf, type ClaimAct, type ClaimBlocker, type ClaimState } from './claim-status.js';
import type { LineDecision, RefusalReason } from './claims.service.js';
import type { SettlementKind } from './supplier-claim.entity.js';

/** A claim by its number, which a draft has none of. */
export interface ClaimRef {
  readonly id: Id;
  readonly number: string | null;
  readonly state: ClaimState;
}

/** Amounts in minor units. */
export interface ClaimSummary {
  readonly id: Id;
  readonly number: string | null;
  readonly supplier: Coded;
  readonly center: Coded;
  readonly state: ClaimState;
  readonly round: number;
  readonly lineCount: number;
  readonly claimed: number;
  readonly accepted: number;
  readonly settled: number | null;
  readonly submittedOn: CivilDate | null;
  /** Days since it was sent, while it is not settled. */
  readonly ageDays: number | null;
  readonly draftedAt: Date;
  readonly version: number;
}

/** A line of a claim with every answer it got. */
export interface ClaimLineView extends LineSubject {
  readonly reasons: readonly SupplierReason[];
  readonly accepted: number;
  /** The present round waits for an answer to it. */
  readonly waits: boolean;
  readonly answers: readonly {
    readonly round: number;
    readonly decision: LineDecision;
    readonly asked: number;
    readonly amount: number;
    readonly reason: RefusalReason | null;
    readonly note: string | null;
    readonly answeredBy: string;
    readonly answeredAt: string;
  }[];
}

export interface ClaimView extends ClaimSummary {
  readonly company: Name;
  readonly draftedBy: string;
  readonly lines: readonly ClaimLineView[];
  readonly submissions: readonly {
    readonly round: number;
    readonly submittedOn: CivilDate;
    readonly lineCount: number;
    readonly note: string | null;
    readonly submittedBy: string;
  }[];
  readonly settlement: {
    readonly kind: SettlementKind;
    readonly amount: number;
    readonly reference: string | null;
    readonly on: CivilDate;
  } | null;
  /** S16. The invoices that its settlement paid, and how much of each. */
  readonly payments: readonly {
    readonly invoice: { readonly id: Id; readonly number: string; readonly payer: WarrantyPayer };
    readonly amount: number;
  }[];
  readonly allowedActions: readonly ClaimAct[];
  readonly blockedActions: readonly { readonly action: ClaimAct; readonly reasons: readonly ClaimBlocker[] }[];
}

export interface ClaimFilter extends ClaimScopeFilter {
  readonly state?: readonly ClaimState[];
}

const CLAIM = `
  c.id, c.number, c.state, c.round, c.submitted_on AS "submittedOn", c.settled_amount AS settled, c.drafted_at AS "draftedAt",
  c.version, c.center_id AS "centerId", ${codedJson('s')} AS supplier, ${codedJson('z')} AS center,
  (SELECT count(*)::int FROM supplier_claim_line WHERE claim_id = c.id) AS "lineCount",
  (SELECT coalesce(sum(amount), 0)::bigint FROM supplier_claim_line WHERE claim_id = c.id) AS claimed,
  (SELECT coalesce(sum(amount), 0)::bigint FROM supplier_claim_answer WHERE claim_id = c.id) AS accepted`;
const CLAIM_JOINS = 'JOIN supplier s ON s.id = c.supplier_id JOIN service_center z ON z.id = c.center_id';

const sql = {
  list: statement(
    'claims.list',
    `SELECT ${CLAIM} FROM supplier_claim c ${CLAIM_JOINS}
      WHERE ${scoped('c')} AND ($4::text[] IS NULL OR c.state = ANY($4)) AND ($5::uuid IS NULL OR c.id < $5)
      ORDER BY c.id DESC LIMIT $6`,
  ),
  one: statement(
    'claims.one',
    `SELECT ${CLAIM}, c.drafted_by AS "draftedBy",
            (SELECT ${nameJson('company')} FROM company) AS company,
            CASE WHEN c.settled_on IS NOT NULL THEN json_build_object('kind', c.settlement_kind, 'amount', c.settled_amount,
                 'reference', c.settlement_reference, 'on', c.settled_on) END AS settlement,
            (SELECT coalesce(json_agg(json_build_object('amount', a.amount,
                      'invoice', json_build_object('id', i.id, 'number', i.number, 'payer', i.payer)) ORDER BY i.id), '[]')
               FROM supplier_claim_payment w JOIN payment_allocation a USING (payment_id, invoice_id)
               JOIN invoice i ON i.id = w.invoice_id WHERE w.claim_id = c.id) AS payments,
            (SELECT coalesce(json_agg(json_build_object('round', m.round, 'submittedOn', m.submitted_on,
                      'lineCount', cardinality(m.line_ids), 'note', m.note, 'submittedBy', m.submitted_by)
                      ORDER BY m.round DESC), '[]')
               FROM supplier_claim_submission m WHERE m.claim_id = c.id) AS submissions,
            (SELECT coalesce(json_agg(each ORDER BY each.id), '[]') FROM (
               SELECT ${SUBJECT}, l.verdict->'reasons' AS reasons, coalesce(a.accepted, 0)::bigint AS accepted,
                      coalesce(a.answers, '[]') AS answers,
                      coalesce(c.state IN ('submitted', 'resubmitted') AND l.id = ANY (m.line_ids)
                               AND NOT coalesce(a.rounds @> ARRAY[c.round], false), false) AS waits
                 FROM supplier_claim_line l ${SUBJECT_JOINS}
                 LEFT JOIN supplier_claim_submission m ON m.claim_id = c.id AND m.round = c.round
                 LEFT JOIN LATERAL (
                   SELECT sum(w.amount) AS accepted, array_agg(w.round) AS rounds,
                          json_agg(json_build_object('round', w.round, 'decision', w.decision, 'asked', w.asked,
                            'amount', w.amount, 'reason', w.reason, 'note', w.note, 'answeredBy', w.answered_by,
                            'answeredAt', w.answered_at) ORDER BY w.round) AS answers
                     FROM supplier_claim_answer w WHERE w.line_id = l.id) a ON true
                WHERE l.claim_id = c.id) each) AS lines
       FROM supplier_claim c ${CLAIM_JOINS} WHERE c.id = $1`,
  ),
  claimsOfInvoice: statement(
    'claims.of-invoice',
    `SELECT c.id, c.number, c.state FROM supplier_claim c
      WHERE c.id IN (SELECT l.claim_id FROM invoice_line i JOIN supplier_claim_line l ON l.order_line_id = i.order_line_id
                      WHERE i.invoice_id = $1 AND i.kind = 'warranty')
      ORDER BY c.id`,
  ),
} as const;

type ClaimRow = Omit<ClaimSummary, 'ageDays'> & { readonly centerId: Id };
type ClaimViewRow = Omit<ClaimView, 'ageDays' | 'allowedActions' | 'blockedActions'> & { readonly centerId: Id };

/** Claims, within the actor's centres. */
@Injectable()
export class ClaimsQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(actor: Actor, filter: ClaimFilter): Promise<Page<ClaimSummary>> {
    const after = decodeCursor(filter.cursor, 1);
    const values = [...scopeOf(actor, filter), filter.state ?? null, after?.[0] ?? null, filter.limit + 1];
    const [today, rows] = await Promise.all([this.today(), this.db.rows<ClaimRow>(sql.list, values)]);
    return toPage(
      rows,
      filter.limit,
      ({ id }) => [id],
      ({ centerId: _, ...row }) => ({ ...row, ageDays: ageOf(row, today) }),
    );
  }

  /** One claim with everything its page and its paper show. 404 when it is another centre's. */
  async get(actor: Actor, id: Id): Promise<ClaimView> {
    const [today, row] = await Promise.all([this.today(), this.db.row<ClaimViewRow>(sql.one, [id])]);
    if (!row || !worksIn(actor, row.centerId)) throw notFound();
    const { centerId: _, ...claim } = row;
    const refused = claim.lines.some(({ accepted, amount }) => accepted < amount);
    const about = { state: claim.state, refused, lineCount: claim.lines.length };
    const acts = actsOf(about, (permission) => hasPermission(actor, permission));
    return { ...claim, ageDays: ageOf(claim, today), ...acts };
  }

  /** What was claimed of suppliers for the lines of a warranty invoice; nothing for whoever may not know. */
  async ofInvoice(actor: Actor, invoiceId: Id): Promise<ClaimRef[]> {
    return hasPermission(actor, 'claim.read') ? this.db.rows(sql.claimsOfInvoice, [invoiceId]) : [];
  }

  private async today(): Promise<CivilDate> {
    const { timeZone } = await this.company.current();
    return civilDateIn(this.clock.now(), timeZone);
  }
}

function ageOf({ state, submittedOn }: Pick<ClaimSummary, 'state' | 'submittedOn'>, today: CivilDate): number | null {
  return state === 'settled' || submittedOn === null ? null : daysBetween(submittedOn, today);
}
