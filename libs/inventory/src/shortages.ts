import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { shortageFilled, shortageRaised } from './inventory.events.js';
import type { RequisitionLine } from './requisition-line.entity.js';
import { keepLine, linesOf } from './requisition-lines.js';
import { Requisition } from './requisition.entity.js';
import { Stock, type StockPlace } from './stock.js';

const freeElsewhere = statement(
  'inventory.free-elsewhere',
  `SELECT b.part_id AS "partId", l.center_id AS "centerId", l.id AS "locationId", b.on_hand - b.reserved AS free
     FROM stock_balance b JOIN stock_location l ON l.id = b.location_id
    WHERE l.kind = 'branch' AND l.center_id <> $1 AND b.part_id = ANY($2::uuid[]) AND b.on_hand > b.reserved
    ORDER BY free DESC, l.id`,
);
// Every line that gets at least one piece when what is free is handed out in order of the requests.
const servedShortages = statement(
  'inventory.served-shortages',
  `SELECT id, requisition_id FROM (
     SELECT l.id, l.requisition_id, b.on_hand - b.reserved AS free,
            sum(l.short) OVER (PARTITION BY l.location_id, l.part_id ORDER BY l.requisition_id, l.id) - l.short AS ahead
       FROM requisition_line l JOIN stock_balance b USING (location_id, part_id)
      WHERE l.short > 0 AND (location_id, part_id) IN
            (SELECT place.location_id, place.part_id FROM unnest($1::uuid[], $2::uuid[]) AS place (location_id, part_id))
   ) AS waiting
   WHERE ahead < free ORDER BY requisition_id, id`,
);

/** What orders wait for, from the moment it is short until pieces are reserved for it. */
@Injectable()
export class Shortages {
  constructor(
    private readonly stock: Stock,
    private readonly outbox: Outbox,
  ) {}

  /** Tells that an order waits, part by part, and which other centres have the part free. */
  async raise(tx: Tx, actor: Actor, requisition: Requisition, lines: readonly RequisitionLine[]): Promise<void> {
    const short = new Map<Id, number>();
    for (const line of lines) if (line.short > 0) short.set(line.partId, (short.get(line.partId) ?? 0) + line.short);
    if (short.size === 0) return;
    const elsewhere = await execute<{ partId: Id; centerId: Id; locationId: Id; free: number }>(tx, freeElsewhere, [
      requisition.centerId,
      [...short.keys()],
    ]);
    for (const [partId, quantity] of short) {
      const fact = shortageRaised(requisition, {
        orderId: requisition.orderId,
        requisitionId: requisition.id,
        partId,
        quantity,
        freeElsewhere: elsewhere
          .filter((place) => place.partId === partId)
          .map(({ centerId, locationId, free }) => ({ centerId, locationId, free })),
      });
      await this.outbox.publish(tx, actor, fact);
    }
  }

  /**
   * I4. Gives what is free at these places to the lines that wait for it, oldest request first. The caller holds the
   * locks of the balances; called after everything that brings or frees pieces.
   */
  async fill(tx: Tx, actor: Actor, places: readonly StockPlace[]): Promise<void> {
    const served = await execute<{ id: Id; requisition_id: Id }>(tx, servedShortages, [
      places.map((place) => place.locationId),
      places.map((place) => place.partId),
    ]);
    for (const requisitionId of new Set(served.map((line) => line.requisition_id))) {
      const requisition = await lockRoot(tx, Requisition, requisitionId);
      const ids = new Set(served.map((line) => line.id));
      const filled = [];
      for (const line of await linesOf(tx, requisitionId)) {
        if (!ids.has(line.id)) continue;
        const quantity = await this.stock.reserve(tx, line, line.short);
        line.reserved += quantity;
        await keepLine(tx, line);
        filled.push({ lineId: line.id, orderLineId: line.orderLineId, partId: line.partId, quantity });
      }
      await saveRoot(tx, Requisition, requisition);
      const payload = { orderId: requisition.orderId, requisitionId, lines: filled };
      await this.outbox.publish(tx, actor, shortageFilled(requisition, payload));
    }
  }
}
