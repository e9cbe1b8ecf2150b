import { type CivilDate, civilDateIn, type Id } from '@aftercare/kernel';
import { type Actor, execute, statement, type Tx } from '@aftercare/platform';
import type { CoverageOutcome, CoverageService, LineFacts, Redecision } from '@aftercare/warranty';
import type { RepairOrder } from './repair-order.entity.js';

const linesToJudge = statement(
  'repair.lines-to-judge',
  `SELECT l.id AS "lineId", l.class, coalesce(f.code, main.code) AS "faultCode", cardinality(l.evidence) AS "evidenceCount"
     FROM repair_line l
     LEFT JOIN service_code f ON f.id = l.fault_code_id
     LEFT JOIN LATERAL (
       SELECT c.code FROM repair_finding d JOIN service_code c ON c.id = d.fault_code_id
        WHERE d.order_id = l.order_id ORDER BY d.position LIMIT 1
     ) main ON true
    WHERE l.order_id = $1 AND l.withdrawn_at IS NULL ORDER BY l.position`,
);
const applyVerdict = statement(
  'repair.apply-verdict',
  `UPDATE repair_line l SET covered_percent = v.percent, decision_id = $2
     FROM unnest($3::uuid[], $4::int[]) AS v(line_id, percent)
    WHERE l.id = v.line_id AND l.order_id = $1`,
);
const zoneOfCenter = statement('repair.zone-of-center', 'SELECT time_zone FROM service_center WHERE id = $1');

/**
 * R7. Decides the cover of an order's present lines and writes each line's share with the decision it rests on. The day
 * that counts is the civil day of reception in the centre. Same facts, same decision: nothing new is stored.
 */
export async function decideOrder(
  tx: Tx,
  actor: Actor,
  coverage: CoverageService,
  order: Pick<RepairOrder, 'id' | 'centerId' | 'deviceId'> & { readonly receivedOn: CivilDate },
  again?: Redecision,
): Promise<CoverageOutcome> {
  const lines = await execute<LineFacts & { lineId: Id }>(tx, linesToJudge, [order.id]);
  const outcome = await coverage.decide(
    tx,
    actor,
    {
      subjectId: order.id,
      centerId: order.centerId,
      deviceId: order.deviceId,
      on: order.receivedOn,
      lines,
    },
    again,
  );
  await writeVerdict(tx, order.id, outcome);
  return outcome;
}

/** The same for an order that is read back: the civil day of reception is worked out in its centre's zone. */
export async function decideAgain(
  tx: Tx,
  actor: Actor,
  coverage: CoverageService,
  order: RepairOrder,
  reason: string,
): Promise<CoverageOutcome> {
  const [center] = await execute<{ time_zone: string }>(tx, zoneOfCenter, [order.centerId]);
  const receivedOn = civilDateIn(order.receivedAt, center?.time_zone ?? 'UTC');
  const { id, centerId, deviceId } = order;
  return decideOrder(tx, actor, coverage, { id, centerId, deviceId, receivedOn }, { reason });
}

export async function writeVerdict(tx: Tx, orderId: Id, { decisionId, verdict }: CoverageOutcome): Promise<void> {
  if (verdict.lines.length === 0) return;
  const ids = verdict.lines.map((line) => line.lineId);
  await execute(tx, applyVerdict, [orderId, decisionId, ids, verdict.lines.map((line) => line.coveredPercent)]);
}
