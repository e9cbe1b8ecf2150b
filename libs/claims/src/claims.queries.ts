import { Injectable } from '@nestjs/common';
import {
  type BasisPoints,
  type CivilDate,
  civilDateIn,
  Clock,
  daysBetween,
  type Id,
  mulDivHalfUp,
} from '@aftercare/kernel';
import type { WarrantyPayer } from '@aftercare/billing';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  centerScope,
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
import type { CoverClass, SupplierReason, SupplierVerdict } from '@aftercare/warranty';
import { coreActsOf, type CoreAct, type CoreState } from './claim-core.entity.js';
import { actsOf, type ClaimAct, type ClaimBlocker, type ClaimState } from './claim-status.js';
import type { LineDecision, RefusalReason } from './claims.service.js';
import { judgeFor } from './order-supplier-cover.js';
import type { SettlementKind } from './supplier-claim.entity.js';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** What a claimed or claimable line is about. `class` is `unit` for a whole device that was swapped. */
interface LineSubject {
  readonly id: Id;
  readonly order: { readonly id: Id; readonly number: string };
  readonly device: { readonly id: Id; readonly product: Name; readonly serial: string | null };
  readonly class: CoverClass;
  readonly description: Name;
  readonly quantity: number;
  /** Minor units. */
  readonly amount: number;
  readonly doneOn: CivilDate;
  /** The last day of a claim. */
  readonly claimBy: CivilDate;
  readonly core: CoreGlance | null;
}

interface CoreGlance {
  readonly id: Id;
  readonly state: CoreState;
  readonly dueOn: CivilDate;
}

/** A claim by its number, which a draft has none of. */
export interface ClaimRef {
  readonly id: Id;
  readonly number: string | null;
  readonly state: ClaimState;
}

/** A line that no claim has yet. */
export interface ClaimableLine extends LineSubject {
  readonly supplier: Coded;
  readonly center: Coded;
  /** Days to the deadline, that day included; 0 when it has passed. */
  readonly daysLeft: number;
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

/** An old part a supplier wants back. */
export interface CoreView extends CoreGlance {
  readonly part: { readonly id: Id; readonly sku: string; readonly name: Name };
  readonly quantity: number;
  readonly supplier: Coded;
  readonly center: Coded;
  readonly order: { readonly id: Id; readonly number: string };
  readonly claim: { readonly id: Id; readonly number: string | null } | null;
  readonly keeper: string | null;
  /** Its last day has passed and it was not sent. */
  readonly late: boolean;
  readonly sentOn: CivilDate | null;
  readonly sentReference: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly allowedActions: readonly CoreAct[];
}

/** The supplier's leg of one line of an order, and the claim it is in. */
export interface SupplierLegView {
  readonly lineId: Id;
  readonly supplier: Coded | null;
  /** Whole percent of what the guarantee pays; 0 when no supplier answers. */
  readonly percent: number;
  /** What may be claimed, in minor units; null when nothing, or without `claim.read`. */
  readonly amount: number | null;
  readonly endsOn: CivilDate | null;
  readonly claimBy: CivilDate | null;
  readonly coreBy: CivilDate | null;
  readonly reasons: readonly SupplierReason[];
  readonly claim: ClaimRef | null;
}

/** What claims that were sent in a period brought, by supplier. Amounts in minor units. */
export interface Recovery {
  readonly supplier: Coded;
  readonly claims: number;
  readonly claimed: number;
  readonly accepted: number;
  readonly settled: number;
  /** Settled of what was claimed; null where nothing was. */
  readonly rateBp: BasisPoints | null;
  /** From the first submission to the settlement, on average; null before the first one. */
  readonly daysToSettle: number | null;
  /** What is claimed and not settled, by the days since it was sent. */
  readonly open: { readonly to30: number; readonly to60: number; readonly to90: number; readonly over90: number };
}

interface Keyset {
  readonly limit: number;
  readonly cursor?: string;
}

export interface ClaimableFilter extends Keyset {
  readonly supplierId?: Id;
  readonly centerId?: Id;
  readonly orderId?: Id;
  /** Only what must be claimed on or before this day. */
  readonly claimBefore?: CivilDate;
}

export interface ClaimFilter extends Keyset {
  readonly supplierId?: Id;
  readonly centerId?: Id;
  readonly state?: readonly ClaimState[];
}

export interface CoreFilter extends Keyset {
  readonly supplierId?: Id;
  readonly centerId?: Id;
  readonly state?: readonly CoreState[];
  readonly late?: boolean;
}

export interface RecoveryFilter {
  readonly from: CivilDate;
  /** The first day outside. */
  readonly to: CivilDate;
  readonly centerId?: Id;
}

// $1 the actor's centres, $2 one centre, $3 one supplier.
const scoped = (of: string): string =>
  `($1::uuid[] IS NULL OR ${of}.center_id = ANY($1)) AND ($2::uuid IS NULL OR ${of}.center_id = $2)
   AND ($3::uuid IS NULL OR ${of}.supplier_id = $3)`;
const SUBJECT = `
  l.id, json_build_object('id', o.id, 'number', o.number) AS "order",
  json_build_object('id', d.id, 'product', ${nameJson('p')}, 'serial', d.serial) AS device,
  coalesce(r.class, 'unit') AS class,
  CASE WHEN r.id IS NULL THEN ${nameJson('p')} ELSE json_build_object('fa', r.description_fa, 'en', r.description_en) END
    AS description,
  coalesce(r.quantity, 1) AS quantity, l.amount, l.done_on AS "doneOn", l.claim_by AS "claimBy",
  CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'state', k.state, 'dueOn', k.due_on) END AS core`;
const SUBJECT_JOINS = `
  JOIN repair_order o ON o.id = l.order_id JOIN device d ON d.id = l.device_id JOIN product p ON p.id = d.product_id
  LEFT JOIN repair_line r ON r.id = l.order_line_id LEFT JOIN claim_core k ON k.line_id = l.id`;
const CLAIM = `
  c.id, c.number, c.state, c.round, c.submitted_on AS "submittedOn", c.settled_amount AS settled, c.drafted_at AS "draftedAt",
  c.version, c.center_id AS "centerId", ${codedJson('s')} AS supplier, ${codedJson('z')} AS center,
  (SELECT count(*)::int FROM supplier_claim_line WHERE claim_id = c.id) AS "lineCount",
  (SELECT coalesce(sum(amount), 0)::bigint FROM supplier_claim_line WHERE claim_id = c.id) AS claimed,
  (SELECT coalesce(sum(amount), 0)::bigint FROM supplier_claim_answer WHERE claim_id = c.id) AS accepted`;
const CLAIM_JOINS = 'JOIN supplier s ON s.id = c.supplier_id JOIN service_center z ON z.id = c.center_id';

const sql = {
  claimable: statement(
    'claims.list-claimable',
    `SELECT ${SUBJECT}, ${codedJson('s')} AS supplier, ${codedJson('z')} AS center
       FROM supplier_claim_line l ${SUBJECT_JOINS}
       JOIN supplier s ON s.id = l.supplier_id JOIN service_center z ON z.id = l.center_id
      WHERE l.claim_id IS NULL AND ${scoped('l')} AND ($4::uuid IS NULL OR l.order_id = $4)
        AND ($5::date IS NULL OR l.claim_by <= $5) AND ($6::date IS NULL OR (l.claim_by, l.id) > ($6, $7::uuid))
      ORDER BY l.claim_by, l.id LIMIT $8`,
  ),
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
  cores: statement(
    'claims.list-cores',
    `SELECT k.id, k.state, k.due_on AS "dueOn", k.quantity, k.sent_on AS "sentOn", k.sent_reference AS "sentReference",
            k.note, k.version, json_build_object('id', t.id, 'sku', t.sku, 'name', ${nameJson('t')}) AS part,
            ${codedJson('s')} AS supplier, ${codedJson('z')} AS center,
            json_build_object('id', o.id, 'number', o.number) AS "order",
            CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'number', c.number) END AS claim,
            w.display_name AS keeper, k.state IN ('due', 'received') AND k.due_on < $4 AS late
       FROM claim_core k JOIN supplier_claim_line l ON l.id = k.line_id JOIN part t ON t.id = k.part_id
       JOIN supplier s ON s.id = l.supplier_id JOIN service_center z ON z.id = l.center_id
       JOIN repair_order o ON o.id = l.order_id LEFT JOIN supplier_claim c ON c.id = l.claim_id
       LEFT JOIN account w ON w.id = k.keeper_id
      WHERE ${scoped('l')} AND ($5::text[] IS NULL OR k.state = ANY($5))
        AND (NOT $6::boolean OR k.state IN ('due', 'received') AND k.due_on < $4)
        AND ($7::date IS NULL OR (k.due_on, k.id) > ($7, $8::uuid))
      ORDER BY k.due_on, k.id LIMIT $9`,
  ),
  claimsOfOrder: statement(
    'claims.of-order',
    `SELECT l.order_line_id AS "lineId", l.amount, l.verdict,
            CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'number', c.number, 'state', c.state) END AS claim
       FROM supplier_claim_line l LEFT JOIN supplier_claim c ON c.id = l.claim_id
      WHERE l.order_id = $1 AND l.order_line_id IS NOT NULL`,
  ),
  claimsOfInvoice: statement(
    'claims.of-invoice',
    `SELECT c.id, c.number, c.state FROM supplier_claim c
      WHERE c.id IN (SELECT l.claim_id FROM invoice_line i JOIN supplier_claim_line l ON l.order_line_id = i.order_line_id
                      WHERE i.invoice_id = $1 AND i.kind = 'warranty')
      ORDER BY c.id`,
  ),
  suppliers: statement(
    'claims.suppliers-by-id',
    `SELECT s.id, s.code, ${nameJson('s')} AS name FROM supplier s WHERE s.id = ANY($1::uuid[])`,
  ),
  centerOfOrder: statement('claims.center-of-order', 'SELECT center_id AS "centerId" FROM repair_order WHERE id = $1'),
  recovery: statement(
    'claims.recovery',
    `SELECT ${codedJson('s')} AS supplier, count(*)::int AS claims, sum(x.claimed)::bigint AS claimed,
            sum(x.accepted)::bigint AS accepted, coalesce(sum(c.settled_amount), 0)::bigint AS settled,
            round(avg(c.settled_on - c.submitted_on))::int AS "daysToSettle",
            json_build_object(
              'to30', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on <= 30), 0),
              'to60', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on BETWEEN 31 AND 60), 0),
              'to90', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on BETWEEN 61 AND 90), 0),
              'over90', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on > 90), 0)) AS open
       FROM supplier_claim c JOIN supplier s ON s.id = c.supplier_id
       CROSS JOIN LATERAL (
         SELECT (SELECT sum(amount) FROM supplier_claim_line WHERE claim_id = c.id) AS claimed,
                (SELECT coalesce(sum(amount), 0) FROM supplier_claim_answer WHERE claim_id = c.id) AS accepted) x
      WHERE ${scoped('c')} AND c.submitted_on >= $5 AND c.submitted_on < $6
      GROUP BY s.id ORDER BY s.code`,
  ),
} as const;

type ClaimRow = Omit<ClaimSummary, 'ageDays'> & { readonly centerId: Id };
type ClaimViewRow = Omit<ClaimView, 'ageDays' | 'allowedActions' | 'blockedActions'> & { readonly centerId: Id };

/** Every read of claims, within the actor's centres. */
@Injectable()
export class ClaimsQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** What may be claimed and is in no claim, the nearest deadline first. */
  async claimable(actor: Actor, filter: ClaimableFilter): Promise<Page<ClaimableLine>> {
    const after = decodeCursor(filter.cursor, 2);
    const [today, rows] = await Promise.all([
      this.today(),
      this.db.rows<Omit<ClaimableLine, 'daysLeft'>>(sql.claimable, [
        ...scopeOf(actor, filter),
        filter.orderId ?? null,
        filter.claimBefore ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        filter.limit + 1,
      ]),
    ]);
    return toPage(
      rows,
      filter.limit,
      ({ claimBy, id }) => [claimBy, id],
      (row) => ({ ...row, daysLeft: row.claimBy < today ? 0 : daysBetween(today, row.claimBy) + 1 }),
    );
  }

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

  /** Old parts that suppliers want back, the nearest deadline first. */
  async cores(actor: Actor, filter: CoreFilter): Promise<Page<CoreView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<Omit<CoreView, 'allowedActions'>>(sql.cores, [
      ...scopeOf(actor, filter),
      await this.today(),
      filter.state ?? null,
      filter.late ?? false,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      ({ dueOn, id }) => [dueOn, id],
      (row) => ({ ...row, allowedActions: hasPermission(actor, 'claim.core') ? coreActsOf(row.state) : [] }),
    );
  }

  /** The supplier's leg of each present line of an order: as it was claimed, else as it stands now. */
  async ofOrder(actor: Actor, orderId: Id): Promise<SupplierLegView[]> {
    const place = await this.db.row<{ centerId: Id }>(sql.centerOfOrder, [orderId]);
    if (!place || !worksIn(actor, place.centerId)) throw notFound();
    const [judged, claims] = await Promise.all([
      judgeFor(this.db, orderId, this.clock.now()),
      this.db.rows<{ lineId: Id; verdict: SupplierVerdict; claim: SupplierLegView['claim'] }>(sql.claimsOfOrder, [
        orderId,
      ]),
    ]);
    const claimed = new Map(claims.filter(({ claim }) => claim !== null).map((each) => [each.lineId, each]));
    const legs = (judged?.lines ?? []).map(({ lineId, verdict }) => {
      const known = claimed.get(lineId);
      return { lineId, claim: known?.claim ?? null, ...(known?.verdict ?? verdict) };
    });
    const suppliers = await this.db.rows<Coded>(sql.suppliers, [legs.flatMap(({ bears }) => bears?.supplierId ?? [])]);
    const mayKnow = hasPermission(actor, 'claim.read');
    return legs.map(({ lineId, claim, bears, reasons }) => ({
      lineId,
      claim,
      supplier: suppliers.find(({ id }) => id === bears?.supplierId) ?? null,
      percent: bears?.percent ?? 0,
      amount: mayKnow && bears ? bears.amount : null,
      endsOn: bears?.endsOn ?? null,
      claimBy: bears?.claimBy ?? null,
      coreBy: bears?.coreBy ?? null,
      reasons,
    }));
  }

  /** What was claimed of suppliers for the lines of a warranty invoice; nothing for whoever may not know. */
  async ofInvoice(actor: Actor, invoiceId: Id): Promise<ClaimRef[]> {
    return hasPermission(actor, 'claim.read') ? this.db.rows(sql.claimsOfInvoice, [invoiceId]) : [];
  }

  /** S14. What was claimed in `[from, to)`, what came of it, and how old the rest is. */
  async recovery(actor: Actor, filter: RecoveryFilter): Promise<Recovery[]> {
    const values = [...scopeOf(actor, filter), await this.today(), filter.from, filter.to];
    const rows = await this.db.rows<Omit<Recovery, 'rateBp'>>(sql.recovery, values);
    return rows.map((row) => ({
      ...row,
      rateBp: row.claimed > 0 ? mulDivHalfUp(row.settled, 10_000, row.claimed) : null,
    }));
  }

  private async today(): Promise<CivilDate> {
    const { timeZone } = await this.company.current();
    return civilDateIn(this.clock.now(), timeZone);
  }
}

function scopeOf(actor: Actor, { centerId, supplierId }: { centerId?: Id; supplierId?: Id }): unknown[] {
  return [centerScope(actor), centerId ?? null, supplierId ?? null];
}

function ageOf({ state, submittedOn }: Pick<ClaimSummary, 'state' | 'submittedOn'>, today: CivilDate): number | null {
  return state === 'settled' || submittedOn === null ? null : daysBetween(submittedOn, today);
}
