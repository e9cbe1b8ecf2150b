import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { RequisitionsService } from '@aftercare/inventory';
import { type Actor, execute, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { LinesService } from './lines.service.js';
import { factsInside } from './order-facts.js';
import { repairMoved, repairReady } from './repair.events.js';
import { RepairOrder } from './repair-order.entity.js';
import { lockOrder } from './lock-order.js';
import { RepairsService } from './repairs.service.js';

const partsWanted = statement(
  'repair.parts-wanted',
  `SELECT l.id AS "orderLineId", l.part_id AS "partId",
          (l.quantity - coalesce(sum(rl.requested - rl.cancelled - rl.returned), 0))::int AS quantity
     FROM repair_line l LEFT JOIN requisition_line rl ON rl.order_line_id = l.id
    WHERE l.order_id = $1 AND l.kind = 'part' AND l.withdrawn_at IS NULL
    GROUP BY l.id HAVING l.quantity > coalesce(sum(rl.requested - rl.cancelled - rl.returned), 0)
    ORDER BY l.position`,
);
const insertCheck = statement(
  'repair.insert-check',
  'INSERT INTO repair_check (id, order_id, passed, note, tested_by, tested_at) VALUES ($1, $2, $3, $4, $5, $6)',
);

/** What joins the bench to the store and to the quality check. */
@Injectable()
export class WorkshopService {
  constructor(
    private readonly repairs: RepairsService,
    private readonly lines: LinesService,
    private readonly requisitions: RequisitionsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** W1. Asks the store for every part of the order that was not asked for yet. Returns null when nothing is wanted. */
  async requestParts(tx: Tx, actor: Actor, orderId: Id, version: number): Promise<Id | null> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    const lines = await execute<{ orderLineId: Id; partId: Id; quantity: number }>(tx, partsWanted, [orderId]);
    if (lines.length === 0) return null;
    const { requisitionId } = await this.requisitions.submit(tx, actor, { orderId, centerId: order.centerId, lines });
    await saveRoot(tx, RepairOrder, order);
    return requisitionId;
  }

  /** W2. The quality check: passed makes the device ready, failed sends it back to the bench with what was found. */
  async check(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
    result: { passed: boolean; note: string | null },
  ): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    const now = this.clock.now();
    const facts = await factsInside(tx, orderId, now);
    const act = result.passed ? 'pass-check' : 'fail-check';
    const { fromState: from, toState: to } = await this.repairs.carryOut(tx, actor, order, facts, act, result.note);
    await execute(tx, insertCheck, [newId(), orderId, result.passed, result.note, actor.accountId, now]);
    const { number, receptionId } = order;
    const moved = { orderId, number, act, from, to } as const;
    await this.outbox.publish(
      tx,
      actor,
      result.passed ? repairReady(order, { ...moved, receptionId, repaired: true }) : repairMoved(order, moved),
      { note: result.note },
    );
  }

  /** W3. Ends the order without a repair (no fault found, not worth it): the device is ready as it came. */
  async closeUnrepaired(tx: Tx, actor: Actor, orderId: Id, version: number, reason: string): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    const facts = await factsInside(tx, orderId, this.clock.now());
    const { fromState: from, toState: to } = await this.repairs.carryOut(
      tx,
      actor,
      order,
      facts,
      'close-without-repair',
      reason,
    );
    await this.requisitions.releaseOrder(tx, actor, orderId);
    await this.lines.withdrawUndone(tx, orderId, ['part']);
    const { number, receptionId } = order;
    await this.outbox.publish(
      tx,
      actor,
      repairReady(order, { orderId, number, act: 'close-without-repair', from, to, receptionId, repaired: false }),
      { reason },
    );
  }
}
