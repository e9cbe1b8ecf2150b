import type { Id } from '@aftercare/kernel';
import { Database, execute, statement, type Tx } from '@aftercare/platform';
import type { RepairFacts } from './repair-status.js';

/**
 * Everything the guards look at, in one statement. `charged` is the customer's share of the present lines, per line
 * half-up as in `RepairLine.chargedAmount`.
 */
const factsOfOrder = statement(
  'repair.facts',
  `WITH line AS (
     SELECT l.*, l.quantity * l.unit_price - covered_amount(l.quantity * l.unit_price, l.covered_percent, l.covered_at_most) AS charged
       FROM repair_line l WHERE l.order_id = $1
   ), store AS (
     SELECT order_line_id, sum(issued - returned)::int AS held
       FROM requisition_line rl JOIN requisition r ON r.id = rl.requisition_id
      WHERE r.order_id = $1 GROUP BY order_line_id
   ), decision AS (
     SELECT d.id, d.verdict, d.result FROM coverage_decision d
      WHERE d.subject_id = $1 AND NOT EXISTS (SELECT 1 FROM coverage_decision n WHERE n.supersedes_id = d.id)
   ), approved AS (
     SELECT net, tolerance_percent FROM repair_quote WHERE order_id = $1 AND state = 'approved' ORDER BY number DESC LIMIT 1
   ), leg AS (
     SELECT * FROM vendor_leg WHERE order_id = $1 ORDER BY sent_at DESC LIMIT 1
   )
   SELECT
     coalesce((SELECT array_agg(DISTINCT who) FROM (
       SELECT o.technician_id AS who UNION ALL SELECT technician_id FROM line WHERE withdrawn_at IS NULL) w
       WHERE who IS NOT NULL), '{}') AS repairers,
     EXISTS (SELECT 1 FROM decision) AND NOT EXISTS (
       SELECT 1 FROM line WHERE withdrawn_at IS NULL AND decision_id IS DISTINCT FROM (SELECT id FROM decision)) AS decided,
     EXISTS (SELECT 1 FROM repair_finding WHERE order_id = $1) AS coded,
     coalesce((SELECT sum(charged) FROM line WHERE withdrawn_at IS NULL), 0)::bigint AS charged,
     (SELECT net * (100 + tolerance_percent) / 100 FROM approved)::bigint AS approved,
     EXISTS (SELECT 1 FROM repair_quote WHERE order_id = $1 AND state = 'sent') AS quote_open,
     coalesce((SELECT sum(greatest(quantity - coalesce(held, 0), 0)) FROM line LEFT JOIN store ON order_line_id = line.id
       WHERE kind = 'part' AND withdrawn_at IS NULL), 0)::int AS parts_short,
     coalesce((SELECT sum(held - coalesce(fitted_quantity, 0)) FROM store JOIN line ON line.id = order_line_id), 0)::int AS parts_loose,
     coalesce((SELECT back_at IS NULL FROM leg), false) AS vendor_leg_open,
     coalesce((SELECT d.serial_norm IS NULL OR normalize_serial(serial_back) = d.serial_norm FROM leg WHERE back_at IS NOT NULL), true)
       AS vendor_serial_matches,
     EXISTS (SELECT 1 FROM invoice WHERE order_id = $1) AS invoiced,
     coalesce((SELECT sum(due) FROM invoice WHERE order_id = $1 AND kind = 'customer'), 0)::bigint AS due,
     EXISTS (SELECT 1 FROM deposit WHERE order_id = $1 AND held > 0) AS deposit_held,
     EXISTS (SELECT 1 FROM line WHERE withdrawn_at IS NULL) AS billable,
     coalesce((SELECT d.result @? '$.remedies[*].kind ? (@ == "exchange" || @ == "replacement")'
                      OR o.state = 'ber' AND d.verdict <> 'chargeable' FROM decision d), false) AS exchange_granted,
     o.ready_at
   FROM repair_order o JOIN device d ON d.id = o.device_id WHERE o.id = $1`,
);

interface FactsRow {
  repairers: Id[];
  decided: boolean;
  coded: boolean;
  charged: number;
  approved: number | null;
  quote_open: boolean;
  parts_short: number;
  parts_loose: number;
  vendor_leg_open: boolean;
  vendor_serial_matches: boolean;
  invoiced: boolean;
  due: number;
  deposit_held: boolean;
  billable: boolean;
  exchange_granted: boolean;
  ready_at: Date | null;
}

/** The facts with the two sums they rest on: the customer's share now, and what is still to pay on invoices. */
export interface OrderFacts extends RepairFacts {
  readonly charged: number;
  readonly due: number;
}

/** The circumstances of a locked order, inside its transaction. */
export async function factsInside(tx: Tx, orderId: Id, now: Date): Promise<OrderFacts> {
  return toFacts((await execute<FactsRow>(tx, factsOfOrder, [orderId]))[0], now);
}

/** The same for a view, outside any transaction. */
export async function factsFor(db: Database, orderId: Id, now: Date): Promise<OrderFacts> {
  return toFacts((await db.rows<FactsRow>(factsOfOrder, [orderId]))[0], now);
}

function toFacts(row: FactsRow | undefined, now: Date): OrderFacts {
  if (!row) throw new Error('the order vanished while it was locked');
  return {
    repairers: row.repairers,
    decided: row.decided,
    coded: row.coded,
    // R6. The customer pays nothing, or said yes to a sum that still holds.
    costApproved: row.charged === 0 || (row.approved !== null && row.charged <= row.approved),
    customerPays: row.charged > 0,
    quoteOpen: row.quote_open,
    partsShort: row.parts_short,
    partsLoose: row.parts_loose,
    vendorLegOpen: row.vendor_leg_open,
    vendorSerialMatches: row.vendor_serial_matches,
    invoiced: row.invoiced,
    // R9. An order that costs the customer nothing needs no invoice before it leaves.
    settled: row.invoiced ? row.due === 0 : row.charged === 0,
    depositHeld: row.deposit_held,
    billable: row.billable,
    exchangeGranted: row.exchange_granted,
    daysReady: row.ready_at === null ? 0 : Math.floor((now.getTime() - row.ready_at.getTime()) / 86_400_000),
    charged: row.charged,
    due: row.due,
  };
}
