import type { CivilDate, Id } from '@aftercare/kernel';
import { type Actor, codedJson, type Name, statement } from '@aftercare/platform';
import type { SwapCause } from '@aftercare/devices';
import {
  type CoverageFacts,
  type CoverageVerdict,
  decideCoverage,
  type Headline,
  type Remedy,
  type ReturnTerms,
} from '@aftercare/warranty';
import type { OrderFacts } from './order-facts.js';
import type { LineKind } from './repair-line.entity.js';
import { OPEN_FOR_WORK, type RepairOutcome } from './repair-order.entity.js';
import type { AnswerChannel, QuotedLine, QuoteState } from './repair-quote.entity.js';
import { actionsFor, type GuardName, INVOICEABLE, type RepairAct, type RepairState } from './repair-status.js';
import { CURSOR, JOINS, type RepairSummary, SUMMARY, summaryFor, type SummaryRow } from './repair-summary.js';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** A line with its price, its cover and where its parts are. Amounts in minor units without tax. */
export interface RepairLineView {
  readonly id: Id;
  readonly kind: LineKind;
  readonly class: string;
  readonly serviceItemId: Id | null;
  readonly partId: Id | null;
  readonly description: Name;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly listAmount: number;
  readonly coveredPercent: number;
  readonly coveredAmount: number;
  readonly chargedAmount: number;
  readonly minutes: number | null;
  readonly technicianId: Id | null;
  /** The fault this line mends, when it differs from the order's. */
  readonly fault: Coded | null;
  /** What is done, of the set of repairs. */
  readonly repair: Coded | null;
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
  /** What the customer told of the fault at the counter; null for an order that came without a receipt. */
  readonly told: {
    readonly symptom: Coded | null;
    readonly occurrence: Coded | null;
    readonly circumstance: Coded | null;
  } | null;
  readonly findings: readonly {
    readonly symptom: Coded;
    readonly section: Coded | null;
    readonly fault: Coded;
    readonly cause: Coded | null;
    readonly exclusion: Coded | null;
    readonly note: string | null;
    /** Whether the catalogue lists these codes together; null where it says nothing of the symptom. */
    readonly listed: boolean | null;
  }[];
  readonly lines: readonly RepairLineView[];
  readonly coverage: {
    readonly decisionId: Id;
    readonly overall: CoverageVerdict['overall'];
    readonly headline: Headline;
    readonly classes: CoverageVerdict['classes'];
    readonly remedies: readonly Remedy[];
    readonly returns?: ReturnTerms;
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
    /** The order's state and lines allow its invoices to be issued now. */
    readonly invoiceable: boolean;
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
  /** Whether confirming a fault on arrival would grant an exchange now, and who confirmed it. */
  readonly doa: {
    readonly possible: boolean;
    readonly confirmed: {
      readonly note: string;
      readonly evidence: readonly string[];
      readonly by: string;
      readonly at: string;
    } | null;
  };
  /** The unit that the customer gets instead. */
  readonly replacement: { readonly id: Id; readonly serial: string | null; readonly cause: SwapCause } | null;
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
  /** Which of both are refused without a reason in words. */
  readonly actionsNeedingReason: readonly RepairAct[];
}

const orNull = (alias: string): string => `CASE WHEN ${alias}.id IS NOT NULL THEN ${codedJson(alias)} END`;

/** One order with everything its page shows, in one statement. */
export const orderById = statement(
  'repair.one',
  `SELECT ${SUMMARY}, ${CURSOR}, o.outcome, o.delivered_at,
     (SELECT json_build_object('id', r.id, 'number', r.number, 'trackingCode', r.tracking_code)
        FROM reception r WHERE r.id = o.reception_id) AS reception,
     (SELECT coalesce(json_agg(json_build_object(
        'symptom', ${codedJson('s')}, 'section', ${orNull('e')}, 'fault', ${codedJson('f')}, 'cause', ${orNull('k')},
        'exclusion', ${orNull('n')}, 'note', x.note,
        'listed', code_combination_listed(product_group_path(p.group_id), x.symptom_code_id, x.fault_code_id, x.cause_code_id, NULL))
        ORDER BY x.position), '[]')
        FROM repair_finding x JOIN service_code s ON s.id = x.symptom_code_id JOIN service_code f ON f.id = x.fault_code_id
        LEFT JOIN service_code e ON e.id = x.section_code_id LEFT JOIN service_code k ON k.id = x.cause_code_id
        LEFT JOIN service_code n ON n.id = x.exclusion_code_id WHERE x.order_id = o.id) AS findings,
     (SELECT json_build_object('symptom', ${orNull('s')}, 'occurrence', ${orNull('w')}, 'circumstance', ${orNull('u')})
        FROM reception_item x LEFT JOIN service_code s ON s.id = x.symptom_code_id
        LEFT JOIN service_code w ON w.id = x.occurrence_code_id LEFT JOIN service_code u ON u.id = x.circumstance_code_id
       WHERE x.order_id = o.id) AS told,
     (SELECT coalesce(json_agg(json_build_object(
        'id', l.id, 'kind', l.kind, 'class', l.class, 'serviceItemId', l.service_item_id, 'partId', l.part_id,
        'description', json_build_object('fa', l.description_fa, 'en', l.description_en),
        'quantity', l.quantity, 'unitPrice', l.unit_price, 'listAmount', l.quantity * l.unit_price,
        'coveredPercent', l.covered_percent,
        'coveredAmount', covered_amount(l.quantity * l.unit_price, l.covered_percent, l.covered_at_most),
        'chargedAmount', l.quantity * l.unit_price - covered_amount(l.quantity * l.unit_price, l.covered_percent, l.covered_at_most),
        'minutes', l.minutes, 'technicianId', l.technician_id, 'evidence', l.evidence,
        'fault', ${orNull('lf')}, 'repair', ${orNull('lr')},
        'requested', coalesce(st.requested, 0), 'reserved', coalesce(st.reserved, 0), 'issued', coalesce(st.issued, 0),
        'returned', coalesce(st.returned, 0), 'fitted', l.fitted_quantity) ORDER BY l.position), '[]')
        FROM repair_line l LEFT JOIN service_code lf ON lf.id = l.fault_code_id
        LEFT JOIN service_code lr ON lr.id = l.repair_code_id LEFT JOIN LATERAL (
          SELECT sum(requested - cancelled)::int AS requested, sum(reserved)::int AS reserved, sum(issued)::int AS issued,
                 sum(returned)::int AS returned FROM requisition_line rl WHERE rl.order_line_id = l.id) st ON true
       WHERE l.order_id = o.id AND l.withdrawn_at IS NULL) AS lines,
     (SELECT json_build_object('decisionId', cd.id, 'result', cd.result, 'kind', cd.kind, 'reason', cd.reason,
        'decidedBy', cd.decided_by_name, 'decidedAt', cd.decided_at,
        'facts', cd.facts, 'earlierDecisions', (SELECT count(*) - 1 FROM coverage_decision e WHERE e.subject_id = o.id))
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
        'by', m.actor_name, 'at', m.at) ORDER BY m.id DESC), '[]') FROM repair_transition m WHERE m.order_id = o.id) AS transitions,
     (SELECT json_build_object('note', x.note, 'evidence', x.evidence, 'by', x.confirmed_by, 'at', x.confirmed_at)
          FROM repair_doa x WHERE x.order_id = o.id) AS doa,
     (SELECT json_build_object('id', u.id, 'serial', u.serial, 'cause', s.cause)
        FROM device_swap s JOIN device u ON u.id = s.new_device_id WHERE s.order_id = o.id) AS replacement
   FROM repair_order o ${JOINS} WHERE o.id = $1`,
);

export type OrderRow = SummaryRow &
  Pick<
    RepairView,
    'reception' | 'told' | 'findings' | 'quotes' | 'checks' | 'invoices' | 'transitions' | 'outcome' | 'replacement'
  > & {
    doa: RepairView['doa']['confirmed'];
    delivered_at: Date | null;
    vendor_legs: RepairView['vendorLegs'];
    lines: Omit<RepairLineView, 'reasons'>[];
    decision:
      | (Omit<NonNullable<RepairView['coverage']>, 'overall' | 'headline' | 'classes' | 'remedies' | 'returns'> & {
          result: CoverageVerdict;
          facts: CoverageFacts;
        })
      | null;
  };

/** The row as this actor sees it, with what they may do by the order's facts. */
export function viewOf(row: OrderRow, facts: OrderFacts, actor: Actor): RepairView {
  const actions = actionsFor(row.state, facts, actor);
  const verdicts = new Map(row.decision?.result.lines.map((line) => [line.lineId, line.reasons]));
  return {
    ...summaryFor(actor)(row),
    outcome: row.outcome,
    deliveredAt: row.delivered_at,
    reception: row.reception,
    told: row.told,
    findings: row.findings,
    lines: row.lines.map((line) => ({ ...line, reasons: verdicts.get(line.id) ?? [] })),
    coverage: row.decision && coverageOf(row.decision),
    money: {
      list: sum(row.lines.map((line) => line.listAmount)),
      covered: sum(row.lines.map((line) => line.coveredAmount)),
      charged: facts.charged,
      invoiced: facts.invoiced,
      invoiceable: INVOICEABLE.includes(row.state) && facts.billable && !facts.invoiced,
      due: facts.due,
    },
    quotes: row.quotes,
    checks: row.checks,
    doa: { possible: OPEN_FOR_WORK.includes(row.state) && grantsExchange(row), confirmed: row.doa },
    replacement: row.replacement,
    vendorLegs: row.vendor_legs,
    invoices: row.invoices,
    transitions: row.transitions,
    openForWork: OPEN_FOR_WORK.includes(row.state),
    allowedActions: actions.filter((action) => action.blockedBy.length === 0).map((action) => action.action),
    blockedActions: actions
      .filter((action) => action.blockedBy.length > 0)
      .map((action) => ({ action: action.action, reasons: action.blockedBy })),
    actionsNeedingReason: actions.filter((action) => action.needsReason).map((action) => action.action),
  };
}

/** R17. What the decision would say if the bench confirmed the fault now; false once it did. */
function grantsExchange({ doa, decision }: OrderRow): boolean {
  if (doa || !decision) return false;
  const { remedies } = decideCoverage({ ...decision.facts, doaConfirmed: true });
  return remedies?.some(({ kind }) => kind === 'exchange') ?? false;
}

function coverageOf({
  result,
  facts: _,
  ...decision
}: NonNullable<OrderRow['decision']>): NonNullable<RepairView['coverage']> {
  const { overall, headline, classes, remedies = [], returns } = result;
  return { ...decision, overall, headline, classes, remedies, ...(returns ? { returns } : {}) };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
