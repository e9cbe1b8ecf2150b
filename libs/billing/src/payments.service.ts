import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, assertWorksIn, lockRoot, nextNumber, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { centerDay } from './center-day.js';
import { paymentTaken } from './billing.events.js';
import { Invoice } from './invoice.entity.js';
import { Payment, PaymentAllocation, type PaymentMethod, type SettlementMethod } from './payment.entity.js';

export type NewPayment = Pick<Payment, 'amount' | 'reference'> & {
  readonly invoiceId: Id;
  readonly method: PaymentMethod;
};

type NewSettlement = Omit<NewPayment, 'method'> & { readonly method: SettlementMethod };

@Injectable()
export class PaymentsService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** B7. Takes money for one invoice; several payments may settle it. Refuses with `billing.overpayment`. */
  take(tx: Tx, actor: Actor, input: NewPayment): Promise<Id> {
    return this.record(tx, actor, input);
  }

  /** B13. The same for what came in another way, at most what is due; null where nothing is. */
  async takeUpTo(tx: Tx, actor: Actor, input: NewSettlement): Promise<Id | null> {
    const { due } = await lockRoot(tx, Invoice, input.invoiceId);
    const amount = Math.min(input.amount, due);
    return amount === 0 ? null : this.record(tx, actor, { ...input, amount });
  }

  /** The same for money that is there already as a deposit. */
  async record(tx: Tx, actor: Actor, input: NewSettlement): Promise<Id> {
    const invoice = await lockRoot(tx, Invoice, input.invoiceId);
    assertWorksIn(actor, invoice.centerId);
    invoice.pay(input.amount);

    const id = newId();
    const { centerId, customerId, orderId, currency } = invoice;
    const { invoiceId, method, amount, reference } = input;
    const receivedAt = this.clock.now();
    const number = await this.nextNumber(tx, 'PAY', centerId, receivedAt);
    await tx.insert(Payment, {
      id,
      number,
      centerId,
      customerId,
      method,
      amount,
      currency,
      reference,
      receivedAt,
      receivedBy: actor.accountId,
    });
    await tx.insert(PaymentAllocation, { paymentId: id, invoiceId, amount });
    await saveRoot(tx, Invoice, invoice);
    await this.outbox.publish(
      tx,
      actor,
      paymentTaken({ id, centerId }, { number, invoiceId, orderId, method, amount, due: invoice.due, currency }),
    );
    return id;
  }

  /** Counted per centre and year of the company's calendar, as invoices are. */
  async nextNumber(tx: Tx, series: 'PAY' | 'DEP', centerId: Id, at: Date): Promise<string> {
    const { centerCode, year } = await centerDay(tx, this.company, centerId, at);
    return nextNumber(tx, `${series}-${centerCode}`, year);
  }
}
