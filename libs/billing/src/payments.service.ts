import { Injectable } from '@nestjs/common';
import { civilDateIn, Clock, type Id, inCalendar, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  nextNumber,
  notFound,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { paymentTaken } from './billing.events.js';
import { Invoice } from './invoice.entity.js';
import { Payment, PaymentAllocation } from './payment.entity.js';

export type NewPayment = Pick<Payment, 'method' | 'amount' | 'reference'> & { readonly invoiceId: Id };

const centerOf = statement(
  'billing.center-of-payment',
  'SELECT code, time_zone AS "timeZone" FROM service_center WHERE id = $1',
);

@Injectable()
export class PaymentsService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** B7. Takes money for one invoice; several payments may settle it. Refuses with `billing.overpayment`. */
  async take(tx: Tx, actor: Actor, input: NewPayment): Promise<Id> {
    const invoice = await lockRoot(tx, Invoice, input.invoiceId);
    assertWorksIn(actor, invoice.centerId);
    invoice.pay(input.amount);

    const id = newId();
    const { centerId, customerId, orderId, currency } = invoice;
    const { invoiceId, method, amount, reference } = input;
    const receivedAt = this.clock.now();
    const number = await this.nextNumber(tx, centerId, receivedAt);
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
  private async nextNumber(tx: Tx, centerId: Id, at: Date): Promise<string> {
    const { calendar } = await this.company.current(tx);
    const [center] = await execute<{ code: string; timeZone: string }>(tx, centerOf, [centerId]);
    if (!center) throw notFound();
    return nextNumber(tx, `PAY-${center.code}`, inCalendar(civilDateIn(at, center.timeZone), calendar).year);
  }
}
