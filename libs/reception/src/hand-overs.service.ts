import { Injectable } from '@nestjs/common';
import { Clock, type Id } from '@aftercare/kernel';
import { type Actor, execute, Outbox, statement, type Tx } from '@aftercare/platform';
import { HandoverService } from '@aftercare/repair';
import { accessoriesMissing, notReceivedHere } from './reception.errors.js';
import { handedOver } from './reception.events.js';

export interface HandOver {
  readonly collectedBy: string;
  /** How many of each accessory go back; what is left out of the list stays behind. */
  readonly accessories: readonly { readonly accessoryId: Id; readonly quantity: number }[];
  /** What the customer was told about accessories that are missing; without it nothing may be missing. */
  readonly missingNote: string | null;
}

const tickOut = statement(
  'reception.tick-out',
  `UPDATE reception_accessory a SET handed_out = out.quantity
     FROM jsonb_to_recordset($2) AS out("accessoryId" uuid, quantity smallint), reception_item i
    WHERE a.id = out."accessoryId" AND i.id = a.item_id AND i.order_id = $1`,
);
const stillHere = statement(
  'reception.still-here',
  `SELECT coalesce(sum(a.quantity - a.handed_out), 0)::int AS missing
     FROM reception_item i LEFT JOIN reception_accessory a ON a.item_id = i.id WHERE i.order_id = $1`,
);
const record = statement(
  'reception.record-hand-over',
  `INSERT INTO hand_over (order_id, collected_by, missing_note, handed_over_at, handed_over_by) VALUES ($1, $2, $3, $4, $5)`,
);

/** Gives a device back at the counter. */
@Injectable()
export class HandOversService {
  constructor(
    private readonly handover: HandoverService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** RC4. Every accessory is ticked out, or what is missing is written down; then the order's own rules decide. */
  async handOver(tx: Tx, actor: Actor, orderId: Id, version: number, input: HandOver): Promise<void> {
    const { order } = await this.handover.deliver(tx, actor, orderId, version);
    if (order.receptionId === null) throw notReceivedHere();
    await execute(tx, tickOut, [orderId, JSON.stringify(input.accessories)]);
    const [left] = await execute<{ missing: number }>(tx, stillHere, [orderId]);
    const missing = left?.missing ?? 0;
    if (missing > 0 && input.missingNote === null) throw accessoriesMissing({ missing });
    await execute(tx, record, [orderId, input.collectedBy, input.missingNote, this.clock.now(), actor.accountId]);
    await this.outbox.publish(
      tx,
      actor,
      handedOver(order, { orderId, receptionId: order.receptionId, accessoriesMissing: missing }),
      { collectedBy: input.collectedBy, missingNote: input.missingNote },
    );
  }
}
