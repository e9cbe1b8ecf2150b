import { Injectable } from '@nestjs/common';
import { contractExpiring } from '@aftercare/contracts';
import { CustomerNotices, type MessageEvent } from '@aftercare/notifications';
import { type RecordedEvent, SubscribesTo, type Tx } from '@aftercare/platform';
import { received } from '@aftercare/reception';
import { repairDelivered, repairQuoteSent, repairReady } from '@aftercare/repair';
import { warrantyExpiring } from '@aftercare/warranty';

const TOLD: Readonly<Record<string, MessageEvent>> = {
  [received.eventName]: 'received',
  [repairQuoteSent.eventName]: 'quote-ready',
  [repairReady.eventName]: 'ready-for-pickup',
  [repairDelivered.eventName]: 'delivered',
  [warrantyExpiring.eventName]: 'guarantee-ending',
  [contractExpiring.eventName]: 'contract-ending',
};

@Injectable()
@SubscribesTo({
  name: 'notify-customer',
  queue: 'events',
  to: [received, repairQuoteSent, repairReady, repairDelivered, warrantyExpiring, contractExpiring],
})
export class NotifyCustomer {
  constructor(private readonly notices: CustomerNotices) {}

  async handle(tx: Tx, fact: RecordedEvent): Promise<void> {
    const event = TOLD[fact.name];
    if (event) await this.notices.tell(tx, fact, event);
  }
}
