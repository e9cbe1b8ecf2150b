import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { MessagesService } from '@aftercare/notifications';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { cardCodeRequested, codeRequested, OneTimeCodes } from '@aftercare/portal';

/** Makes the code and its message in one transaction: it is never in the outbox, and in the message until that is sent. */
@Injectable()
@SubscribesTo({ name: 'send-one-time-code', queue: 'events', to: [cardCodeRequested, codeRequested] })
export class SendOneTimeCode {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly messages: MessagesService,
  ) {}

  async handle(tx: Tx, fact: RecordedEvent<{ challengeId: Id }>): Promise<void> {
    const issued = await this.codes.issue(tx, fact.payload.challengeId);
    if (!issued) return;
    const { code, mobile, locale, center, centerId, receptionId } = issued;
    await this.messages.queue(tx, SYSTEM, {
      eventId: fact.id,
      event: 'otp',
      locale,
      to: { mobile, email: null },
      values: { code, center },
      centerId,
      receptionId,
    });
  }
}
