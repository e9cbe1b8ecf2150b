import { Injectable } from '@nestjs/common';
import { CardsBySms, smsReceived } from '@aftercare/notifications';
import { type RecordedEvent, SubscribesTo } from '@aftercare/platform';

/** In transactions of its own: a refusal undoes what the card began, and is still answered. */
@Injectable()
@SubscribesTo({ name: 'activate-card-by-sms', queue: 'events', to: [smsReceived] })
export class ActivateCardBySms {
  constructor(private readonly cards: CardsBySms) {}

  perform(fact: RecordedEvent): Promise<void> {
    return this.cards.handle(fact.subject.id, fact.id);
  }
}
