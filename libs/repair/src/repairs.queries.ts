import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  Database,
  decodeCursor,
  hasPermission,
  notFound,
  type Page,
  statement,
  toPage,
  worksIn,
} from '@aftercare/platform';
import type { CoverageVerdict, Headline } from '@aftercare/warranty';
import { factsFor } from './order-facts.js';
import { OPEN_FOR_WORK, type RepairOutcome, type RepairPriority, type RepairType } from './repair-order.entity.js';
import type { AnswerChannel, QuotedLine, QuoteState } from './repair-quote.entity.js';
import {
  actionsFor,
  type GuardName,
  INVOICEABLE,
  type RepairAct,
  REPAIR_STATES,
  type RepairState,
} from './repair-status.js';
import type { LineKind } from './repair-line.entity.js';

interface NameView {
  readonly fa: string | null;
  readonly en: string | null;
}

/** One order in a list. */
export interface RepairSummary {
  readonly id: Id;
  readonly number: string;
  readonly state: RepairState;
  readonly type: RepairType;
  readonly priority: RepairPriority;
  readonly receivedAt: Date;
  readonly promisedOn: CivilDate | null;
  readonly readyAt: Date | null;
  readonly declaredFault: string;
  readonly center: { readonly id: Id; readonly code: string; readonly name: NameView };
  readonly device: {
    readonly id: Id;
    readonly serial: string | null;
    readonly brand: NameView;
    readonly product: NameView;
  };
  /** Null for imported orders without a customer; the mobile only with `customer.read`. */
  readonly customer: { readonly id: Id; readonly name: string; readonly mobile: string | null } | null;
  readonly technician: { readonly id: Id; readonly name: string } | null;
  readonly version: number;
}

/** A line with its price, its cover and where its parts are. Amounts in minor units without tax. */
export interface RepairLineView {
  readonly id: Id;
  readonly kind: LineKind;
  readonly class: string;
  readonly serviceItemId: Id | null;
  readonly partId: Id | null;
  readonly description: NameView;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly listAmount: number;
  readonly coveredPercent: number;
  readonly coveredAmount: number;
  readonly chargedAmount: number;
  readonly minutes: number | null;
  readonly technicianId: Id | null;
  readonly faultCodeId: Id | null;
  readonly evidence: readonly string[];
  readonly reasons: CoverageVerdict['lines'][number]['reasons'];
  readonly requested: number;
  readonly reserved: number;
  readonly issued: number;
  readonly returned: number;
  readonly fitted: number;
}

export interface RepairView extends RepairSummary {
  readonly outcome: RepairOutcome | null;
  readonly deliveredAt: Date | null;
  readonly reception: { readonly id: Id; readonly number: string; readonly trackingCode: string } | null;
  readonly findings: readonly {
    readonly symptom: { readonly id: Id; readonly code: string; readonly name: NameView };
    readonly fault: { readonly id: Id; readonly code: string; readonly name: NameView };
    readonly cause: { readonly id: Id; readonly code: string; readonly name: NameView } | null;
    readonly note: string | null;
  }[];
  readonly lines: readonly RepairLineView[];
  readonly coverage: {
    readonly decisionId: Id;
    readonly overall: CoverageVerdict['overall'];
    readonly headline: Headline;
    readonly classes: CoverageVerdict['classes'];
    readonly kind: 'computed' | 'override';
    readonly reason: string | null;
    readonly decidedBy: string;
    readonly decidedAt: string;
    readonly earlierDecisions: number;
  } | null;
  /** Sums of the present lines without tax, and what is still due on issued invoices with tax. */
  readonly money: {
    readonly list: number;
    readonly covered: number;
    readonly charged: number;
    readonly invoiced: boolean;
    readonly due: number;
  };
  readonly quotes: readonly {
    readonly number: number;
    readonly state: QuoteState;
    readonly net: number;
    readonly tax: number;
    readonly total: number;
    readonly tolerancePercent: number;
    readonly validUntil: CivilDate;
    readonly sentAt: string;
    readonly answeredAt: string | null;
    readonly answeredBy: string | null;
    readonly answerChannel: AnswerChannel | null;
    readonly lines: readonly QuotedLine[];
  }[];
  readonly checks: readonly {
    readonly passed: boolean;
    readonly note: string | null;
    readonly testedBy: string;
    readonly testedAt: string;
  }[];
  readonly vendorLegs: readonly {
    readonly vendor: string;
    readonly rmaNo: string | null;
    readonly sentAt: string;
    readonly dueOn: CivilDate | null;
    readonly backAt: string | null;
  }[];
  readonly invoices: readonly {
    readonly id: Id;
    readonly number: string;
    readonly kind: string;
    readonly state: string;
    readonly total: number;
    readonly paid: number;
  }[];
  readonly transitions: readonly {
    readonly act: string;
    readonly from: RepairState | null;
    readonly to: RepairState;
    readonly reason: string | null;
    readonly by: string;
    readonly at: string;
  }[];
  /** Findings and lines may still change. */
  readonly openForWork: boolean;
  /** What this actor may do now. */
  readonly allowedActions: readonly RepairAct[];
  /** What the state and the actor's rights would allow, and why not yet. */
  readonly blockedActions: readonly { readonly action: RepairAct; readonly reasons: readonly GuardName[] }[];
}

/** What names an order on the papers of other desks: its number, and what kind of device it is about. */
export interface RepairTitle {
  readonly number: string;
  readonly brand: NameView;
  readonly product: NameView;
}

export interface RepairFilter {
  readonly centerId?: Id;
  readonly state?: readonly RepairState[];
  /** Only orders that can be invoiced now. */
  readonly toInvoice?: boolean;
  readonly technicianId?: Id;
  /** Only orders that nobody has taken. */
  readonly unassigned?: boolean;
  readonly deviceId?: Id;
  readonly customerId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

const SUMMARY = `
  o.id, o.number, o.state, o.type, o.priority, o.received_at, o.promised_on, o.ready_at, o.declared_fault, o.version,
  o.center_id, c.code AS center_code, c.name_fa AS center_fa, c.name_en AS center_en,
  o.device_id, d.serial, b.name_fa AS brand_fa, b.name_en AS brand_en, p.name_fa AS product_fa, p.name_en AS product_en,
  o.customer_id, cu.name AS customer_name, cu.mobile AS customer_mobile, o.technician_id, t.display_name AS technician_name`;
const JOINS = `
  JOIN service_center c ON c.id = o.center_id
  JOIN device d ON d.id = o.device_id
  JOIN product p ON p.id = d.product_id
  JOIN brand b ON b.id = d.brand_id
  LEFT JOIN customer cu ON cu.id = o.customer_id
  LEFT JOIN account t ON t.id = o.technician_id`;

interface SummaryRow {
  id: Id;
  number: string;
  state: RepairState;
  type: RepairType;
  priority: RepairPriority;
  received_at: Date;
  promised_on: CivilDate | null;
  ready_at: Date | null;
  declared_fault: string;
  version: number;
  center_id: Id;
  center_code: string;
  center_fa: string | null;
  center_en: string | null;
  device_id: Id;
  serial: string | null;
  brand_fa: string | null;
  brand_en: string | null;
  product_fa: string | null;
  product_en: string | null;
  customer_id: Id | null;
  customer_name: string | null;
  customer_mobile: string | null;
  technician_id: Id | null;
  technician_name: string | null;
  cursor_at: string;
}

// The cursor keeps the full precision of the instant: a JavaScript Date would cut the microseconds off.
const CURSOR = `o.received_at::text AS cursor_at`;

// One technician's orders, or those that nobody has taken.
const BENCH = `($6::uuid IS NULL OR r.technician_id = $6) AND (NOT $7::boolean OR r.technician_id IS NULL)`;

// One index range per centre and state, each already in order; the merge sorts a few hundred rows at most.
const listDesk = statement(
  'repair.list-desk',
  `SELECT ${SUMMARY}, ${CURSOR} FROM (
     SELECT r.* FROM unnest($1::uuid[]) AS center(id) CROSS JOIN unnest($2::text[]) AS wanted(state)
      CROSS JOIN LATERAL (
        SELECT * FROM repair_order r
         WHERE r.center_id = center.id AND r.state = wanted.state
           AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
           AND ${BENCH}
         ORDER BY r.received_at DESC, r.id DESC LIMIT $5
      ) r
     ORDER BY r.received_at DESC, r.id DESC LIMIT $5
   ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
);
const listNewest = statement(
  'repair.list-newest',
  `SELECT ${SUMMARY}, ${CURSOR} FROM (
     SELECT * FROM repair_order r
      WHERE ($1::uuid[] IS NULL OR r.center_id = ANY($1)) AND r.state = ANY($2::text[])
        AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
        AND ${BENCH}
      ORDER BY r.received_at DESC, r.id DESC LIMIT $5
   ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
);
const listOf = (name: string, column: 'device_id' | 'customer_id') =>
  statement(
    name,
    `SELECT ${SUMMARY}, ${CURSOR} FROM (
       SELECT * FROM repair_order r
        WHERE r.${column} = $1 AND r.state = ANY($2::text[])
          AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
          AND ${BENCH}
        ORDER BY r.received_at DESC, r.id DESC LIMIT $5
     ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
  );
const listOfDevice = listOf('repair.list-of-device', 'device_id');
const listOfCustomer = listOf('repair.list-of-customer', 'customer_id');

// Few devices stand ready and unbilled at a time; the partial sort is over these.
const listToInvoice = statement(
  'repair.list-to-invoice',
  `SELECT ${SUMMARY}, ${CURSOR} FROM (
     SELECT * FROM repair_order r
      WHERE ($1::uuid[] IS NULL OR r.center_id = ANY($1)) AND r.state = ANY($2::text[])
        AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
        AND ${BENCH} AND r.customer_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM repair_line l WHERE l.order_id = r.id AND l.withdrawn_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = r.id)
      ORDER BY r.received_at DESC, r.id DESC LIMIT $5
   ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
);

const titles = statement(
  'repair.titles',
  `SELECT o.id, o.number, json_build_object('fa', b.name_fa, 'en', b.name_en) AS brand,
          json_build_object('fa', p.name_fa, 'en', p.name_en) AS product
     FROM repair_order o JOIN device d ON d.id = o.device_id JOIN product p ON p.id = d.product_id
     JOIN brand b ON b.id = d.brand_id
    WHERE o.id = ANY($1::uuid[])`,
);

const countByState = statement(
  'repair.count-by-state',
  `SELECT state, count(*)::int AS orders, count(*) FILTER (WHERE promised_on < $2)::int AS late,
          count(*) FILTER (WHERE technician_id = $3)::int AS mine
     FROM repair_order
    WHERE ($1::uuid[] IS NULL OR center_id = ANY($1)) AND state NOT IN ('closed', 'cancelled', 'disposed', 'delivered')
    GROUP BY state`,
);

const one = statement(
  'repair.one',
  `SELECT ${SUMMARY}, ${CURSOR}, o.outcome, o.delivered_at,
     (SELECT json_build_object('id', r.id, 'number', r.number, 'trackingCode', r.tracking_code)
        FROM reception r WHERE r.id = o.reception_id) AS reception,
     (SELECT coalesce(json_agg(json_build_object(
        'symptom', json_build_object('id', s.id, 'code', s.code, 'name', json_build_object('fa', s.name_fa, 'en', s.name_en)),
        'fault', json_build_object('id', f.id, 'code', f.code, 'name', json_build_object('fa', f.name_fa, 'en', f.name_en)),
        'cause', CASE WHEN k.id IS NULL THEN NULL ELSE
           json_build_object('id', k.id, 'code', k.code, 'name', json_build_object('fa', k.name_fa, 'en', k.name_en)) END,
        'note', x.note) ORDER BY x.position), '[]')
        FROM repair_finding x JOIN service_code s ON s.id = x.symptom_code_id JOIN service_code f ON f.id = x.fault_code_id
        LEFT JOIN service_code k ON k.id = x.cause_code_id WHERE x.order_id = o.id) AS findings,
     (SELECT coalesce(json_agg(json_build_object(
        'id', l.id, 'kind', l.kind, 'class', l.class, 'serviceItemId', l.service_item_id, 'partId', l.part_id,
        'description', json_build_object('fa', l.description_fa, 'en', l.description_en),
        'quantity', l.quantity, 'unitPrice', l.unit_price, 'listAmount', l.quantity * l.unit_price,
        'coveredPercent', l.covered_percent,
        'coveredAmount', (l.quantity * l.unit_price * l.covered_percent * 2 + 100) / 200,
        'chargedAmount', l.quantity * l.unit_price - (l.quantity * l.unit_price * l.covered_percent * 2 + 100) / 200,
        'minutes', l.minutes, 'technicianId', l.technician_id, 'faultCodeId', l.fault_code_id, 'evidence', l.evidence,
        'requested', coalesce(st.requested, 0), 'reserved', coalesce(st.reserved, 0), 'issued', coalesce(st.issued, 0),
        'returned', coalesce(st.returned, 0), 'fitted', l.fitted_quantity) ORDER BY l.position), '[]')
        FROM repair_line l LEFT JOIN LATERAL (
          SELECT sum(requested - cancelled)::int AS requested, sum(reserved)::int AS reserved, sum(issued)::int AS issued,
                 sum(returned)::int AS returned FROM requisition_line rl WHERE rl.order_line_id = l.id) st ON true
       WHERE l.order_id = o.id AND l.withdrawn_at IS NULL) AS lines,
     (SELECT json_build_object('decisionId', cd.id, 'result', cd.result, 'kind', cd.kind, 'reason', cd.reason,
        'decidedBy', cd.decided_by_name, 'decidedAt', cd.decided_at,
        'earlierDecisions', (SELECT count(*) - 1 FROM coverage_decision e WHERE e.subject_id = o.id))
        FROM coverage_decision cd
       WHERE cd.subject_id = o.id AND NOT EXISTS (SELECT 1 FROM coverage_decision n WHERE n.supersedes_id = cd.id)) AS decision,
     (SELECT coalesce(json_agg(json_build_object('number', q.number, 'state', q.state, 'net', q.net, 'tax', q.tax,
        'total', q.total, 'tolerancePercent', q.tolerance_percent, 'validUntil', q.valid_until, 'sentAt', q.sent_at,
        'answeredAt', q.answered_at, 'answeredBy', q.answered_by, 'answerChannel', q.answer_channel, 'lines', q.lines)
        ORDER BY q.number DESC), '[]') FROM repair_quote q WHERE q.order_id = o.id) AS quotes,
     (SELECT coalesce(json_agg(json_build_object('passed', k.passed, 'note', k.note, 'testedBy', a.display_name,
        'testedAt', k.tested_at) ORDER BY k.tested_at DESC), '[]')
        FROM repair_check k JOIN account a ON a.id = k.tested_by WHERE k.order_id = o.id) AS checks,
     (SELECT coalesce(json_agg(json_build_object('vendor', v.vendor, 'rmaNo', v.rma_no, 'sentAt', v.sent_at, 'dueOn', v.due_on,
        'backAt', v.back_at) ORDER BY v.sent_at DESC), '[]') FROM vendor_leg v WHERE v.order_id = o.id) AS vendor_legs,
     (SELECT coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'kind', i.kind, 'state', i.state,
        'total', i.total, 'paid', i.paid) ORDER BY i.number), '[]') FROM invoice i WHERE i.order_id = o.id) AS invoices,
     (SELECT coalesce(json_agg(json_build_object('act', m.act, 'from', m.from_state, 'to', m.to_state, 'reason', m.reason,
        'by', m.actor_name, 'at', m.at) ORDER BY m.id DESC), '[]') FROM repair_transition m WHERE m.order_id = o.id) AS transitions
   FROM repair_order o ${JOINS} WHERE o.id = $1`,
);

type OneRow = SummaryRow &
  Pick<RepairView, 'reception' | 'findings' | 'quotes' | 'checks' | 'invoices' | 'transitions' | 'outcome'> & {
    delivered_at: Date | null;
    vendor_legs: RepairView['vendorLegs'];
    lines: Omit<RepairLineView, 'reasons'>[];
    decision:
      | (Omit<NonNullable<RepairView['coverage']>, 'overall' | 'headline' | 'classes'> & { result: CoverageVerdict })
      | null;
  };

// Up to here one index range per centre and state beats a walk down the newest orders.
const MOST_RANGES = 64;

/** Every read of repair orders. Lists and single orders show the actor's centres; a device's history shows all. */
@Injectable()
export class RepairsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. With `deviceId` the visits in all centres: a device's history belongs to the network. */
  async list(actor: Actor, filter: RepairFilter): Promise<Page<RepairSummary>> {
    const after = decodeCursor(filter.cursor, 2);
    const states = (filter.state ?? REPAIR_STATES).filter((state) => !filter.toInvoice || INVOICEABLE.includes(state));
    const scope = centerScope(actor);
    if (filter.centerId !== undefined && !worksIn(actor, filter.centerId)) throw notFound();
    const centers = filter.centerId === undefined ? scope : [filter.centerId];
    const byCenter = centers !== null && centers.length * states.length <= MOST_RANGES ? listDesk : listNewest;
    const [query, key] = filter.toInvoice
      ? [listToInvoice, centers]
      : filter.deviceId
        ? [listOfDevice, filter.deviceId]
        : filter.customerId
          ? [listOfCustomer, filter.customerId]
          : [byCenter, centers];
    const rows = await this.db.rows<SummaryRow>(query, [
      key,
      states,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.technicianId ?? null,
      filter.unassigned ?? false,
    ]);
    return toPage(rows, filter.limit, (row) => [row.cursor_at, row.id], summaryFor(actor));
  }

  /** For whoever found papers of these orders within the actor's centres. */
  async titlesOf(ids: readonly Id[]): Promise<ReadonlyMap<Id, RepairTitle>> {
    const rows = await this.db.rows<RepairTitle & { id: Id }>(titles, [ids]);
    return new Map(rows.map(({ id, ...title }) => [id, title]));
  }

  /** Open orders by state, with how many are past their promise and how many are the actor's own. */
  async counts(
    actor: Actor,
    today: CivilDate,
    centerId?: Id,
  ): Promise<{ state: RepairState; orders: number; late: number; mine: number }[]> {
    if (centerId !== undefined && !worksIn(actor, centerId)) throw notFound();
    return this.db.rows(countByState, [
      centerId === undefined ? centerScope(actor) : [centerId],
      today,
      actor.accountId,
    ]);
  }

  /** One order with everything its page shows, and what this actor may do with it. */
  async get(actor: Actor, id: Id): Promise<RepairView> {
    const [row, facts] = await Promise.all([
      this.db.row<OneRow>(one, [id]),
      factsFor(this.db, id, this.clock.now()).catch(() => null),
    ]);
    if (!row || !facts || !worksIn(actor, row.center_id)) throw notFound();
    const actions = actionsFor(row.state, facts, actor);
    const verdicts = new Map(row.decision?.result.lines.map((line) => [line.lineId, line.reasons]));
    return {
      ...summaryFor(actor)(row),
      outcome: row.outcome,
      deliveredAt: row.delivered_at,
      reception: row.reception,
      findings: row.findings,
      lines: row.lines.map((line) => ({ ...line, reasons: verdicts.get(line.id) ?? [] })),
      coverage: row.decision && coverageOf(row.decision),
      money: {
        list: sum(row.lines.map((line) => line.listAmount)),
        covered: sum(row.lines.map((line) => line.coveredAmount)),
        charged: facts.charged,
        invoiced: facts.invoiced,
        due: facts.due,
      },
      quotes: row.quotes,
      checks: row.checks,
      vendorLegs: row.vendor_legs,
      invoices: row.invoices,
      transitions: row.transitions,
      openForWork: OPEN_FOR_WORK.includes(row.state),
      allowedActions: actions.filter((action) => action.blockedBy.length === 0).map((action) => action.action),
      blockedActions: actions
        .filter((action) => action.blockedBy.length > 0)
        .map((action) => ({ action: action.action, reasons: action.blockedBy })),
    };
  }
}

function coverageOf({ result, ...decision }: NonNullable<OneRow['decision']>): NonNullable<RepairView['coverage']> {
  return { ...decision, overall: result.overall, headline: result.headline, classes: result.classes };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function summaryFor(actor: Actor): (row: SummaryRow) => RepairSummary {
  const seesPeople = hasPermission(actor, 'customer.read');
  return (row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    type: row.type,
    priority: row.priority,
    receivedAt: row.received_at,
    promisedOn: row.promised_on,
    readyAt: row.ready_at,
    declaredFault: row.declared_fault,
    center: { id: row.center_id, code: row.center_code, name: { fa: row.center_fa, en: row.center_en } },
    device: {
      id: row.device_id,
      serial: row.serial,
      brand: { fa: row.brand_fa, en: row.brand_en },
      product: { fa: row.product_fa, en: row.product_en },
    },
    customer:
      row.customer_id === null || row.customer_name === null || !(seesPeople || worksIn(actor, row.center_id))
        ? null
        : { id: row.customer_id, name: row.customer_name, mobile: seesPeople ? row.customer_mobile : null },
    technician:
      row.technician_id === null || row.technician_name === null
        ? null
        : { id: row.technician_id, name: row.technician_name },
    version: row.version,
  });
}
