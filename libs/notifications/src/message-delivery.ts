import { type Clock, type Id, SystemClock } from '@aftercare/kernel';
import { type Database, PermanentError, QUEUES, statement } from '@aftercare/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEV_OUTBOX } from './drivers/dev-outbox.driver.js';
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
const REPORTS = 500;
const REPORTED_WITHIN_MS = 24 * 3_600_000;

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
// N6: a one-time code that left is in no table any more; only the dev outbox keeps it, to be read there.
const markSent = statement(
  'notifications.sent',
  `UPDATE message SET state = 'sent', lease_until = NULL, uncertain = false, last_error = NULL, provider = $3,
          provider_id = $4, sent_at = $5, body = CASE WHEN event = 'otp' AND $3 <> '${DEV_OUTBOX}' THEN '' ELSE body END
    WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);
const markUnsent = statement(
  'notifications.unsent',
  `UPDATE message SET state = $3, lease_until = NULL, last_error = $4, provider = $5, uncertain = uncertain OR $6
    WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);

// Ids ascend in time, so their index serves the last day.
const awaitingReport = statement(
  'notifications.awaiting-report',
  `SELECT id, provider_id AS "providerId" FROM message
    WHERE id > $1 AND state = 'sent' AND provider = $2 AND provider_id IS NOT NULL ORDER BY id LIMIT ${REPORTS}`,
);
const markReported = statement(
  'notifications.reported',
  `UPDATE message m SET state = CASE WHEN r.delivered THEN 'delivered' ELSE 'failed' END,
          sent_at = CASE WHEN r.delivered THEN m.sent_at END, last_error = r.reason
     FROM unnest($1::text[], $2::boolean[], $3::text[]) AS r(provider_id, delivered, reason)
    WHERE m.provider = $4 AND m.provider_id = r.provider_id AND m.state = 'sent' AND m.id = ANY($5::uuid[])
    RETURNING m.id`,
);

/** Brings queued messages to their provider. */
export class MessageDelivery {
  constructor(
    private readonly db: Database,
    private readonly drivers: Readonly<Record<Channel, MessageDriver>>,
    private readonly clock: Clock = new SystemClock(),
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
      await this.db.rows(markSent, [id, message.attempts, driver.name, providerId, this.clock.now()]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const final = error instanceof PermanentError || message.attempts >= QUEUES.delivery.attempts;
      const uncertain = error instanceof AmbiguousError;
      const state = final ? 'failed' : 'queued';
      await this.db.rows(markUnsent, [id, message.attempts, state, reason, driver.name, uncertain]);
      throw final ? new PermanentError(reason) : error;
    }
  }

  /** Asks the providers what became of the last day's messages. Returns how many were settled. */
  async collectReports(): Promise<number> {
    let settled = 0;
    for (const driver of Object.values(this.drivers)) {
      if (!driver.reports) continue;
      for (let after = firstIdOf(Date.now() - REPORTED_WITHIN_MS); ;) {
        const waiting = await this.db.rows<{ id: Id; providerId: string }>(awaitingReport, [after, driver.name]);
        const last = waiting.at(-1);
        if (!last) break;
        after = last.id;
        const reports = await driver.reports(waiting.map(({ providerId }) => providerId));
        const marked = await this.db.rows(markReported, [
          reports.map(({ providerId }) => providerId),
          reports.map(({ delivered }) => delivered),
          reports.map(({ reason }) => reason),
          driver.name,
          waiting.map(({ id }) => id),
        ]);
        settled += marked.length;
      }
    }
    return settled;
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

/** The least UUIDv7 of an instant. */
function firstIdOf(millis: number): Id {
  const time = millis.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
