import { Injectable } from '@nestjs/common';
import { Clock, civilDateIn, type Id } from '@aftercare/kernel';
import { FittedPartsService } from '@aftercare/devices';
import { type Actor, execute, notFound, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { fitTooMany, notOnePiece } from './repair.errors.js';
import { repairLinesChanged } from './repair.events.js';
import { RepairOrder } from './repair-order.entity.js';
import { lockOrder } from './lock-order.js';

/**
 * Where the piece of a line sits, its serial and that of the piece it replaces. Without a place it is the one the design of the
 * product has for the part, else the part's code.
 */
export interface FittedPiece {
  readonly slot: string | null;
  readonly serialIn: string | null;
  readonly serialOut: string | null;
}

const partLine = statement(
  'repair.part-line',
  `SELECT l.part_id AS "partId", l.fitted_quantity AS fitted, c.time_zone AS zone,
          coalesce((SELECT min(k.slot) FROM product_component k WHERE k.product_id = d.product_id AND k.part_id = l.part_id
                    HAVING count(*) = 1), p.sku) AS "usualSlot",
          (SELECT coalesce(sum(issued - returned), 0)::int FROM requisition_line WHERE order_line_id = l.id) AS held
     FROM repair_line l JOIN part p ON p.id = l.part_id JOIN repair_order o ON o.id = l.order_id
     JOIN service_center c ON c.id = o.center_id JOIN device d ON d.id = o.device_id
    WHERE l.id = $2 AND l.order_id = $1 AND l.withdrawn_at IS NULL`,
);
const setFitted = statement('repair.set-fitted', 'UPDATE repair_line SET fitted_quantity = $2 WHERE id = $1');

/** The pieces that sit in the device. */
@Injectable()
export class FittingsService {
  constructor(
    private readonly parts: FittedPartsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** How many of the issued pieces sit in the device now; the rest must go back to the store. */
  async count(tx: Tx, actor: Actor, orderId: Id, version: number, lineId: Id, quantity: number): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    const line = await getPartLine(tx, orderId, lineId);
    if (quantity > line.held) throw fitTooMany();
    await execute(tx, setFitted, [lineId, quantity]);
    if (quantity !== 1) await this.parts.takeBack(tx, actor, order.deviceId, lineId);
    await this.tell(tx, actor, order, lineId, { quantity });
  }

  /** R15. The one fitted piece of a line in its place, with the serials that went in and came out; again = corrected. */
  async place(tx: Tx, actor: Actor, orderId: Id, version: number, lineId: Id, piece: FittedPiece): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    const { partId, fitted, usualSlot, zone } = await getPartLine(tx, orderId, lineId);
    if (fitted !== 1) throw notOnePiece();
    const slot = piece.slot ?? usualSlot;
    const on = civilDateIn(this.clock.now(), zone);
    await this.parts.replace(tx, actor, order.deviceId, { ...piece, lineId, partId, slot, on });
    await this.tell(tx, actor, order, lineId, { ...piece, slot });
  }

  private async tell(tx: Tx, actor: Actor, order: RepairOrder, lineId: Id, details: object): Promise<void> {
    await saveRoot(tx, RepairOrder, order);
    const fact = { orderId: order.id, number: order.number, lineId, change: 'fitted' } as const;
    await this.outbox.publish(tx, actor, repairLinesChanged(order, fact), details);
  }
}

interface PartLine {
  readonly partId: Id;
  readonly fitted: number;
  readonly held: number;
  readonly usualSlot: string;
  readonly zone: string;
}

async function getPartLine(tx: Tx, orderId: Id, lineId: Id): Promise<PartLine> {
  const [line] = await execute<PartLine>(tx, partLine, [orderId, lineId]);
  if (!line) throw notFound();
  return line;
}
