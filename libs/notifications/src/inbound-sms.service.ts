import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@aftercare/kernel';
import { execute, Outbox, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { smsReceived } from './notifications.events.js';

/** An SMS as a gateway hands it over; `sender` in E.164. */
export interface InboundSms {
  readonly provider: string;
  /** The gateway's own id of it. */
  readonly providerId: string;
  readonly sender: string;
  readonly body: string;
}

const insert = statement(
  'notifications.insert-inbound',
  `INSERT INTO inbound_sms (id, provider, provider_id, sender, body, received_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (provider, provider_id) DO NOTHING RETURNING id`,
);

@Injectable()
export class InboundSmsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** N10. Takes an SMS in, once, however often the gateway hands it over. */
  async receive(tx: Tx, { provider, providerId, sender, body }: InboundSms): Promise<void> {
    const id = newId();
    const made = await execute(tx, insert, [id, provider, providerId, sender, body, this.clock.now()]);
    if (made.length > 0) await this.outbox.publish(tx, SYSTEM, smsReceived({ id, centerId: null }, {}));
  }
}
