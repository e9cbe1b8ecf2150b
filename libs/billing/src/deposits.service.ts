import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  notFound,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { depositAfterInvoice } from './billing.errors.js';
import { depositRefunded, depositTaken } from './billing.events.js';
import { Deposit } from './deposit.entity.js';
import { PaymentsService } from './payments.service.js';

export type NewDeposit = Pick<Deposit, 'orderId' | 'method' | 'amount' | 'reference'>;

/** `amount` in minor units; the money goes back the way it came. */
export interface NewRefund {
  readonly amount: number;
  readonly reference: string | null;
  readonly reason: string;
}

// FOR SHARE: the invoice of the order, which takes its deposits, is not issued meanwhile.
const orderOf = statement(
  'billing.order-of-deposit',
  `SELECT o.center_id AS "centerId", o.customer_id AS "customerId",
          EXISTS (SELECT FROM invoice WHERE order_id = o.id) AS invoiced
     FROM repair_order o WHERE o.id = $1 FOR SHARE OF o`,
);
const heldFor = statement(
  'billing.deposits-held-for',
  'SELECT id FROM deposit WHERE order_id = $1 AND held > 0 ORDER BY id',
);
const insertRefund = statement(
  'billing.insert-refund',
  `INSERT INTO deposit_refund (id, deposit_id, method, amount, reference, reason, refunded_at, refunded_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** B12. Money left ahead for an order. */
@Injectable()
export class DepositsService {
  constructor(
    private readonly payments: PaymentsService,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Takes money for an order that is not invoiced yet: 409 `billing.deposit-after-invoice`; 404 without a customer. */
  async take(tx: Tx, actor: Actor, input: NewDeposit): Promise<Id> {
    type Order = { centerId: Id; customerId: Id | null; invoiced: boolean };
    const [order] = await execute<Order>(tx, orderOf, [input.orderId]);
    if (!order || order.customerId === null) throw notFound();
    const { centerId, customerId } = order;
    assertWorksIn(actor, centerId);
    if (order.invoiced) throw depositAfterInvoice();
    const { currency } = await this.company.current(tx);
    const id = newId();
    const takenAt = this.clock.now();
    const number = await this.payments.nextNumber(tx, 'DEP', centerId, takenAt);
    const { orderId, method, amount } = input;
    await tx.insert(Deposit, {
      ...input,
      id,
      number,
      centerId,
      customerId,
      held: amount,
      currency,
      takenAt,
      takenBy: actor.accountId,
      version: 1,
    });
    await this.outbox.publish(tx, actor, depositTaken({ id, centerId }, { number, orderId, method, amount, currency }));
    return id;
  }

  /** Gives back what no invoice took, the way it came. Refuses with `billing.deposit-spent`. */
  async refund(tx: Tx, actor: Actor, id: Id, version: number, { amount, reference, reason }: NewRefund): Promise<void> {
    const deposit = await lockRoot(tx, Deposit, id, version);
    const { centerId, method, number, orderId, currency } = deposit;
    assertWorksIn(actor, centerId);
    deposit.spend(amount);
    const values = [newId(), id, method, amount, reference, reason, this.clock.now(), actor.accountId];
    await execute(tx, insertRefund, values);
    await saveRoot(tx, Deposit, deposit);
    const fact = { number, orderId, method, amount, held: deposit.held, currency };
    await this.outbox.publish(tx, actor, depositRefunded({ id, centerId }, fact), { reason });
  }

  /** What an order's deposits hold pays its invoice, the oldest first; what is left stays the customer's. */
  async apply(
    tx: Tx,
    actor: Actor,
    invoiceId: Id,
    { orderId, total }: { readonly orderId: Id; readonly total: number },
  ): Promise<void> {
    let due = total;
    for (const { id } of await execute<{ id: Id }>(tx, heldFor, [orderId])) {
      const deposit = await lockRoot(tx, Deposit, id);
      const amount = Math.min(due, deposit.held);
      if (amount === 0) return;
      deposit.spend(amount);
      await saveRoot(tx, Deposit, deposit);
      await this.payments.record(tx, actor, { invoiceId, method: 'deposit', amount, reference: deposit.number });
      due -= amount;
    }
  }
}
