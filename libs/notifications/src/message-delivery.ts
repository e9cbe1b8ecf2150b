import type { Id } from '@aftercare/kernel';
import { type Database, PermanentError, QUEUES, statement } from '@aftercare/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AmbiguousError,
  type MessageDriver,
  type OutgoingMessage,
  type Receipt,
  SEND_TIMEOUT_MS,
} from './drivers/message-driver.js';
import type { Channel } from './template-text.js';

const LEASE_SECONDS = SEND_TIMEOUT_MS / 1000 + 2;
const LOOK_AGAIN_MS = 500;

interface Leased extends OutgoingMessage {
  readonly channel: Channel;
  /** Counts up with each lease, so that a holder who lost it writes nothing. */
  readonly attempts: number;
  readonly uncertain: boolean;
  readonly resent: boolean;
}

// A message whose sender died in the middle may have left: its next lease starts uncertain.
const take = statement(
  'notifications.take',
  `WITH prior AS (
     SELECT id, state FROM message
      WHERE id = $1 AND (state = 'queued' OR (state = 'sending' AND lease_until < now())) FOR UPDATE)
   UPDATE message m SET state = 'sending', lease_until = now() + make_interval(secs => $2), attempts = m.attempts + 1,
          uncertain = m.uncertain OR prior.state = 'sending'
     FROM prior WHERE m.id = prior.id
   RETURNING m.id, m.channel, m.recipient, m.locale, m.subject, m.body, m.attempts, m.uncertain, m.resent`,
);
const leaseLeft = statement(
  'notifications.lease-left',
  `SELECT greatest(extract(epoch FROM lease_until - now()) * 1000, 0)::int AS ms FROM message
    WHERE id = $1 AND state = 'sending'`,
);
const renew = statement(
  'notifications.renew',
  `UPDATE message SET lease_until = now() + make_interval(secs => $3), uncertain = $4, resent = resent OR $4
    WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);
const markSent = statement(
  'notifications.sent',
  `UPDATE message SET state = 'sent', lease_until = NULL, uncertain = false, last_error = NULL, provider = $3,
          provider_id = $4, sent_at = now()
    WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);
const markUnsent = statement(
  'notifications.unsent',
  `UPDATE message SET state = $3, lease_until = NULL, last_error = $4, provider = $5, uncertain = uncertain OR $6
    WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);

/** Brings queued messages to their provider. */
export class MessageDelivery {
  constructor(
    private readonly db: Database,
    private readonly drivers: Readonly<Record<Channel, MessageDriver>>,
  ) {}

  /**
   * Sends one message, unless it went out before. Throws PermanentError when it never will, and any other error when it
   * is to be called again later.
   */
  async deliver(id: Id): Promise<void> {
    const message = await this.lease(id);
    if (!message) return;
    const driver = this.drivers[message.channel];
    try {
      const { providerId } = await this.send(driver, message);
      await this.db.rows(markSent, [id, message.attempts, driver.name, providerId]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const final = error instanceof PermanentError || message.attempts >= QUEUES.delivery.attempts;
      const uncertain = error instanceof AmbiguousError;
      const state = final ? 'failed' : 'queued';
      await this.db.rows(markUnsent, [id, message.attempts, state, reason, driver.name, uncertain]);
      throw final ? new PermanentError(reason) : error;
    }
  }

  /** Null when there is nothing to do: sent, failed or gone. Waits while another worker has it. */
  private async lease(id: Id): Promise<Leased | null> {
    for (;;) {
      const message = await this.db.row<Leased>(take, [id, LEASE_SECONDS]);
      if (message) return message;
      const left = await this.db.row<{ ms: number }>(leaseLeft, [id]);
      if (!left) return null;
      await sleep(Math.min(left.ms, LOOK_AGAIN_MS) + 10);
    }
  }

  /** N2: where an earlier try may have come through, the provider is asked; where it cannot tell, once more at most. */
  private async send(driver: MessageDriver, message: Leased): Promise<Receipt> {
    if (message.uncertain) {
      if (driver.find) {
        const earlier = await driver.find(message);
        if (earlier) return earlier;
      } else if (message.resent) {
        throw new PermanentError('it may have been sent twice already');
      }
      await this.db.rows(renew, [message.id, message.attempts, LEASE_SECONDS, !driver.find]);
    }
    return driver.send(message);
  }
}
