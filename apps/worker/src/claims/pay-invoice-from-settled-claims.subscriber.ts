import { Injectable } from '@nestjs/common';
import { invoiceIssued } from '@aftercare/billing';
import { ClaimPaymentsService } from '@aftercare/claims';
import { type RecordedEvent, SubscribesTo, type Tx } from '@aftercare/platform';

/** S16 of claims. What is ready may be claimed and settled before the device leaves and its invoices are issued. */
@Injectable()
@SubscribesTo({ name: 'pay-invoice-from-settled-claims', queue: 'events', to: [invoiceIssued] })
export class PayInvoiceFromSettledClaims {
  constructor(private readonly payments: ClaimPaymentsService) {}

  async handle(tx: Tx, { payload }: RecordedEvent<ReturnType<typeof invoiceIssued>['payload']>): Promise<void> {
    const { kind, orderId } = payload;
    if (kind === 'warranty' && orderId !== null) await this.payments.payInvoicesOf(tx, orderId);
  }
}
