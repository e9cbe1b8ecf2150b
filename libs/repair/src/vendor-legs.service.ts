import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, Outbox, statement, type Tx } from '@aftercare/platform';
import { factsInside } from './order-facts.js';
import { repairMoved } from './repair.events.js';
import { lockOrder } from './lock-order.js';
import { vendorSerialMissing } from './repair.errors.js';
import { ReplacementsService } from './replacements.service.js';
import { RepairsService } from './repairs.service.js';

const openLeg = statement(
  'repair.open-vendor-leg',
  'INSERT INTO vendor_leg (id, order_id, vendor, rma_no, sent_at, due_on) VALUES ($1, $2, $3, $4, $5, $6)',
);
const closeLeg = statement(
  'repair.close-vendor-leg',
  `UPDATE vendor_leg SET back_at = $2, serial_back = coalesce($3, (
     SELECT d.serial FROM repair_order o JOIN device d ON d.id = o.device_id WHERE o.id = $1))
    WHERE order_id = $1 AND back_at IS NULL RETURNING id`,
);

/** The way of a device to an outside workshop and back. */
@Injectable()
export class VendorLegsService {
  constructor(
    private readonly repairs: RepairsService,
    private readonly replacements: ReplacementsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async send(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
    leg: { vendor: string; rmaNo: string | null; dueOn: CivilDate | null },
  ): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    const facts = await factsInside(tx, orderId, this.clock.now());
    const { fromState, toState, act } = await this.repairs.carryOut(tx, actor, order, facts, 'send-to-vendor', null);
    await execute(tx, openLeg, [newId(), orderId, leg.vendor, leg.rmaNo, this.clock.now(), leg.dueOn]);
    await this.outbox.publish(
      tx,
      actor,
      repairMoved(order, { orderId, number: order.number, act, from: fromState, to: toState }),
      leg,
    );
  }

  /** The same serial must come back; another one is refused unless the vendor replaced the device, which is a swap (R16). */
  async receiveBack(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
    back: {
      act: 'back-from-vendor' | 'repaired-by-vendor' | 'replaced-by-vendor';
      serial: string | null;
      reason: string | null;
    },
  ): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    const before = await factsInside(tx, orderId, this.clock.now());
    await execute(tx, closeLeg, [orderId, this.clock.now(), back.serial]);
    const { vendorSerialMatches } = await factsInside(tx, orderId, this.clock.now());
    const facts = { ...before, vendorSerialMatches };
    const { fromState, toState, act } = await this.repairs.carryOut(tx, actor, order, facts, back.act, back.reason);
    if (back.act === 'replaced-by-vendor') {
      const { serial, reason } = back;
      if (serial === null) throw vendorSerialMissing();
      const unit = { productId: null, serial, imei: null, reason: reason ?? back.act };
      await this.replacements.takeFromVendor(tx, actor, order, unit);
    }
    await this.outbox.publish(
      tx,
      actor,
      repairMoved(order, { orderId, number: order.number, act, from: fromState, to: toState }),
      back,
    );
  }
}
