import { Injectable } from '@nestjs/common';
import { InvoicesService } from '@aftercare/billing';
import { type ContractKind, instalmentDue } from '@aftercare/contracts';
import { persianDigits } from '@aftercare/kernel';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';

type InstalmentDue = ReturnType<typeof instalmentDue>['payload'];

const NAMES: Readonly<Record<ContractKind, { readonly fa: string; readonly en: string }>> = {
  contract: { fa: 'قرارداد خدمات', en: 'Service contract' },
  subscription: { fa: 'اشتراک', en: 'Subscription' },
  'service-card': { fa: 'کارت سرویس دوره‌ای', en: 'Periodic-service card' },
  'service-plan': { fa: 'طرح خدمات', en: 'Service plan' },
};

/** C14 of contracts, B16 of billing. The contract's customer owes the instalment from the day it is told of. */
@Injectable()
@SubscribesTo({ name: 'invoice-instalment', queue: 'events', to: [instalmentDue] })
export class InvoiceInstalment {
  constructor(private readonly invoices: InvoicesService) {}

  async handle(tx: Tx, { subject, payload }: RecordedEvent<InstalmentDue>): Promise<void> {
    const { instalmentId, customerId, centerId, amount } = payload;
    await this.invoices.issueForContract(tx, SYSTEM, {
      contractId: subject.id,
      instalmentId,
      customerId,
      centerId,
      amount,
      description: descriptionOf(payload),
    });
  }
}

function descriptionOf({ kind, number, instalment }: InstalmentDue): { fa: string; en: string } {
  return {
    fa: `${NAMES[kind].fa} ${number}، قسط ${persianDigits(String(instalment))}`,
    en: `${NAMES[kind].en} ${number}, instalment ${instalment}`,
  };
}
