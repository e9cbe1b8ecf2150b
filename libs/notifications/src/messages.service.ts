import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, centerScope, execute, notFound, Outbox, statement, type Tx } from '@aftercare/platform';
import { codeNotResent, messageNotFailed } from './notifications.errors.js';
import { messageQueued } from './notifications.events.js';
import { type Channel, type MessageEvent, render } from './template-text.js';

/** Something to tell one person, on every channel that person has and the event has an active template for. */
export interface Notice {
  /** The fact that causes it: N1 allows one message per fact, channel and recipient. */
  readonly eventId: Id;
  readonly event: MessageEvent;
  readonly locale: 'fa' | 'en';
  /** `mobile` in E.164. */
  readonly to: { readonly mobile: string | null; readonly email: string | null };
  readonly values: Readonly<Record<string, string>>;
  readonly centerId: Id | null;
  readonly orderId?: Id | null;
  readonly receptionId?: Id | null;
}

const activeTemplates = statement(
  'notifications.active-templates',
  'SELECT channel, subject, body FROM message_template WHERE event = $1 AND locale = $2 AND active',
);
const insertMessage = statement(
  'notifications.insert-message',
  `INSERT INTO message (id, event_id, event, channel, recipient, locale, subject, body, center_id, order_id, reception_id,
                        created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   ON CONFLICT (event_id, channel, recipient) DO NOTHING RETURNING id`,
);
const lockMessage = statement(
  'notifications.lock-message',
  `SELECT event, channel, state, center_id AS "centerId" FROM message
    WHERE id = $1 AND ($2::uuid[] IS NULL OR center_id = ANY($2)) FOR UPDATE`,
);
const requeue = statement(
  'notifications.requeue',
  `UPDATE message SET state = 'queued', attempts = 0, resent = false, last_error = NULL WHERE id = $1`,
);

@Injectable()
export class MessagesService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Writes the messages with their final texts; they leave after commit. Returns the ids of the new ones. */
  async queue(tx: Tx, actor: Actor, notice: Notice): Promise<Id[]> {
    const { eventId, event, locale, to, values, centerId, orderId = null, receptionId = null } = notice;
    const addresses: Readonly<Record<Channel, string | null>> = { sms: to.mobile, email: to.email };
    const templates = await execute<{ channel: Channel; subject: string | null; body: string }>(tx, activeTemplates, [
      event,
      locale,
    ]);
    const ids: Id[] = [];
    for (const { channel, subject, body } of templates) {
      const recipient = addresses[channel];
      if (recipient === null) continue;
      const id = newId();
      const texts = [subject === null ? null : render(subject, values), render(body, values)];
      const place = [centerId, orderId, receptionId, this.clock.now()];
      const row = [id, eventId, event, channel, recipient, locale, ...texts, ...place];
      if ((await execute(tx, insertMessage, row)).length === 0) continue; // N1: told before
      await this.outbox.publish(tx, actor, messageQueued({ id, centerId }, { messageId: id, event, channel }));
      ids.push(id);
    }
    return ids;
  }

  /** Sends a failed message again, with all attempts. */
  async retry(tx: Tx, actor: Actor, id: Id): Promise<void> {
    const [message] = await execute<{ event: string; channel: string; state: string; centerId: Id | null }>(
      tx,
      lockMessage,
      [id, centerScope(actor)],
    );
    if (!message) throw notFound();
    const { event, channel, state, centerId } = message;
    if (state !== 'failed') throw messageNotFailed({ state });
    if (event === 'otp') throw codeNotResent(); // N6
    await execute(tx, requeue, [id]);
    await this.outbox.publish(tx, actor, messageQueued({ id, centerId }, { messageId: id, event, channel }));
  }
}
