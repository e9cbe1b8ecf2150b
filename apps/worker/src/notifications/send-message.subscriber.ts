import { Injectable } from '@nestjs/common';
import { MessageDelivery, messageQueued } from '@aftercare/notifications';
import { type RecordedEvent, SubscribesTo } from '@aftercare/platform';

@Injectable()
@SubscribesTo({ name: 'send-message', queue: 'delivery', to: [messageQueued] })
export class SendMessage {
  constructor(private readonly delivery: MessageDelivery) {}

  perform(fact: RecordedEvent<{ messageId: string }>): Promise<void> {
    return this.delivery.deliver(fact.payload.messageId);
  }
}
