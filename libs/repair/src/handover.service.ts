import { Injectable } from '@nestjs/common';
import { type CivilDate, civilDateIn, Clock, type Id, inCalendar } from '@aftercare/kernel';
import { InvoicesService } from '@aftercare/billing';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, execute, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { PoliciesService } from '@aftercare/warranty';
import { billableLines } from './billable-lines.js';
import { factsInside, type OrderFacts } from './order-facts.js';
import { alreadyInvoiced, notReadyToInvoice } from './repair.errors.js';
import { repairDelivered, repairInvoiced } from './repair.events.js';
import { RepairOrder } from './repair-order.entity.js';
import { INVOICEABLE } from './repair-status.js';
import { lockOrder } from './lock-order.js';
import { OrderCoverage } from './order-coverage.js';
import { recordPromises } from './repair-promises.js';
import { RepairsService } from './repairs.service.js';

const centerOfOrder = statement('repair.invoice-center', 'SELECT code, time_zone FROM service_center WHERE id = $1');

/** The end of an order: its invoices, and the device back in its owner's hands. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly repairs: RepairsService,
    private readonly invoices: InvoicesService,
    private readonly company: CompanyQueries,
    private readonly policies: PoliciesService,
    private readonly coverage: OrderCoverage,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** H1. Issues the customer's and the guarantors' invoices of a ready order, once. */
  async invoice(tx: Tx, actor: Actor, orderId: Id, version: number): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    if (!INVOICEABLE.includes(order.state)) throw notReadyToInvoice();
    if ((await factsInside(tx, orderId, this.clock.now())).invoiced) throw alreadyInvoiced();
    await this.issue(tx, actor, order);
    await saveRoot(tx, RepairOrder, order);
  }

  /**
   * H2. Gives the device out. Refused until the customer's invoice is settled, unless the actor may give credit. Work that
   * costs the customer nothing is invoiced to its guarantors on the way.
   */
  async deliver(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
  ): Promise<{ order: RepairOrder; facts: OrderFacts }> {
    const order = await lockOrder(tx, actor, orderId, version);
    const facts = await factsInside(tx, orderId, this.clock.now());
    const { fromState: from, toState: to } = await this.repairs.carryOut(tx, actor, order, facts, 'hand-over', null);
    if (!facts.invoiced && facts.billable) await this.issue(tx, actor, order);
    await recordPromises(tx, this.policies, order, (await this.centerOf(tx, order)).today);
    await this.coverage.lengthen(tx, actor, order);
    const { number, receptionId } = order;
    await this.outbox.publish(
      tx,
      actor,
      repairDelivered(order, { orderId, number, act: 'hand-over', from, to, receptionId }),
      facts.settled ? {} : { creditGiven: facts.due || facts.charged },
    );
    return { order, facts };
  }

  /** R26 of warranty, for what was handed over before such days were stored. */
  async lengthen(tx: Tx, actor: Actor, device: { readonly deviceId: Id; readonly centerId: Id }): Promise<void> {
    await this.coverage.lengthen(tx, actor, device);
  }

  private async issue(tx: Tx, actor: Actor, order: RepairOrder): Promise<void> {
    const { calendar, currency } = await this.company.current(tx);
    if (order.customerId === null) throw notReadyToInvoice();
    const { code, today: on } = await this.centerOf(tx, order);
    const { customerInvoiceId, warrantyInvoiceIds } = await this.invoices.issue(tx, actor, {
      orderId: order.id,
      receptionId: order.receptionId,
      centerId: order.centerId,
      centerCode: code,
      customerId: order.customerId,
      on,
      year: inCalendar(on, calendar).year,
      currency,
      lines: await billableLines(tx, order),
    });
    await this.outbox.publish(
      tx,
      actor,
      repairInvoiced(order, {
        orderId: order.id,
        number: order.number,
        invoiceIds: [customerInvoiceId, ...warrantyInvoiceIds],
      }),
    );
  }
  private async centerOf(tx: Tx, order: RepairOrder): Promise<{ code: string; today: CivilDate }> {
    const [center] = await execute<{ code: string; time_zone: string }>(tx, centerOfOrder, [order.centerId]);
    if (!center) throw new Error('the centre of an order vanished');
    return { code: center.code, today: civilDateIn(this.clock.now(), center.time_zone) };
  }
}
