import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { execute, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { ClaimsService } from './claims.service.js';
import { judgeInside, type JudgedLine, type JudgedOrder, judgeUnit, type SwappedUnit } from './order-supplier-cover.js';

const keepLine = statement(
  'claims.keep-line',
  `INSERT INTO supplier_claim_line (id, kind, center_id, order_id, order_line_id, device_id, supplier_id, agreement_id, amount,
                                    done_on, claim_by, core_by, facts, verdict, recorded_at)
   VALUES ($1, 'line', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
   ON CONFLICT (order_line_id) DO UPDATE
     SET supplier_id = excluded.supplier_id, agreement_id = excluded.agreement_id, amount = excluded.amount,
         done_on = excluded.done_on, claim_by = excluded.claim_by, core_by = excluded.core_by, facts = excluded.facts,
         verdict = excluded.verdict, recorded_at = excluded.recorded_at
     WHERE supplier_claim_line.claim_id IS NULL
   RETURNING id`,
);
const keepUnit = statement(
  'claims.keep-unit',
  `INSERT INTO supplier_claim_line (id, kind, center_id, order_id, device_id, supplier_id, agreement_id, amount, done_on,
                                    claim_by, facts, verdict, recorded_at)
   VALUES ($1, 'unit', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   ON CONFLICT (device_id) WHERE kind = 'unit' DO NOTHING
   RETURNING id`,
);
const keepCore = statement(
  'claims.keep-core',
  `INSERT INTO claim_core (id, line_id, center_id, part_id, quantity, state, due_on, keeper_id)
   VALUES ($1, $2, $3, $4, $5, 'due', $6, $7)
   ON CONFLICT (line_id) DO UPDATE SET quantity = excluded.quantity, due_on = excluded.due_on
     WHERE claim_core.state = 'due'`,
);
// $1 the order, $2 its lines that a supplier answers for. What the store has in hand already is not forgotten.
const forgetCores = statement(
  'claims.forget-cores',
  `DELETE FROM claim_core c USING supplier_claim_line l
    WHERE l.id = c.line_id AND l.order_id = $1 AND l.claim_id IS NULL AND c.state = 'due'
      AND (l.core_by IS NULL OR NOT l.order_line_id = ANY($2::uuid[]))`,
);
const forgetLines = statement(
  'claims.forget-lines',
  `DELETE FROM supplier_claim_line l
    WHERE l.order_id = $1 AND l.kind = 'line' AND l.claim_id IS NULL AND NOT l.order_line_id = ANY($2::uuid[])
      AND NOT EXISTS (SELECT FROM claim_core WHERE line_id = l.id)`,
);

/** Keeps which supplier answers for which line of an order that is done. */
@Injectable()
export class SupplierCoverService {
  constructor(
    private readonly claims: ClaimsService,
    private readonly clock: Clock,
  ) {}

  /**
   * S6. Works the supplier's leg of an order's lines out anew and keeps what may be claimed, with the old parts that are
   * wanted back. What is in a claim already stays as it was claimed.
   */
  async record(tx: Tx, orderId: Id): Promise<void> {
    const now = this.clock.now();
    const order = await judgeInside(tx, orderId, now);
    if (!order) return;
    const owed = order.lines.filter(({ verdict }) => verdict.bears !== null && verdict.bears.amount > 0);
    for (const line of owed) await keep(tx, orderId, order, line, now);
    const lineIds = owed.map(({ lineId }) => lineId);
    await execute(tx, forgetCores, [orderId, lineIds]);
    await execute(tx, forgetLines, [orderId, lineIds]);
  }

  /** S15. Opens a claim for a unit that was swapped, where a supplier bears whole units; once for each unit. */
  async claimUnit(tx: Tx, unit: SwappedUnit): Promise<void> {
    const judged = await judgeUnit(tx, unit);
    const bears = judged?.verdict.bears;
    if (!judged || !bears || bears.amount === 0) return;
    const { centerId, facts, verdict } = judged;
    const { supplierId, agreementId, amount, claimBy } = bears;
    const owed = [supplierId, agreementId, amount, unit.on, claimBy, JSON.stringify(facts), JSON.stringify(verdict)];
    const row = [newId(), centerId, unit.orderId, unit.deviceId, ...owed, this.clock.now()];
    const [line] = await execute<{ id: Id }>(tx, keepUnit, row);
    if (line) await this.claims.make(tx, SYSTEM, { supplierId, centerId, lineIds: [line.id] });
  }
}

async function keep(tx: Tx, orderId: Id, order: JudgedOrder, line: JudgedLine, now: Date): Promise<void> {
  const { bears } = line.verdict;
  if (!bears) return;
  const [kept] = await execute<{ id: Id }>(tx, keepLine, [
    newId(),
    order.centerId,
    orderId,
    line.lineId,
    order.deviceId,
    bears.supplierId,
    bears.agreementId,
    bears.amount,
    order.doneOn,
    bears.claimBy,
    bears.coreBy,
    JSON.stringify(line.facts),
    JSON.stringify(line.verdict),
    now,
  ]);
  if (!kept || bears.coreBy === null || line.partId === null) return;
  await execute(tx, keepCore, [
    newId(),
    kept.id,
    order.centerId,
    line.partId,
    line.quantity,
    bears.coreBy,
    order.technicianId,
  ]);
}
