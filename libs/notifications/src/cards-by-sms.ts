import { Injectable } from '@nestjs/common';
import { addDays, Clock, dayText, type Id } from '@aftercare/kernel';
import { type Actor, Database, execute, refusalOf, statement, SYSTEM, Throttle, type Tx } from '@aftercare/platform';
import { CardsService } from '@aftercare/warranty';
import { readCardSms } from './card-sms.js';
import { MessagesService } from './messages.service.js';
import type { MessageEvent } from './template-text.js';

interface Waiting {
  readonly id: Id;
  readonly sender: string;
  readonly body: string;
  readonly locale: 'fa' | 'en';
  readonly center: string;
}

// In the language of the customer with this number, else of the company, which speaks.
const waiting = statement(
  'notifications.waiting-sms',
  `SELECT s.id, s.sender, s.body, l.locale,
          CASE l.locale WHEN 'fa' THEN coalesce(f.name_fa, f.name_en) ELSE coalesce(f.name_en, f.name_fa) END AS center
     FROM inbound_sms s CROSS JOIN company f
     CROSS JOIN LATERAL (SELECT coalesce(
       (SELECT c.locale FROM customer c WHERE c.mobile = s.sender ORDER BY c.id DESC LIMIT 1), f.locale) AS locale) l
    WHERE s.id = $1 AND s.outcome IS NULL`,
);
const settle = statement(
  'notifications.settle-sms',
  `UPDATE inbound_sms SET outcome = $2, reason = $3, settled_at = $4, body = ''
    WHERE id = $1 AND outcome IS NULL RETURNING id`,
);

const HOUR = 3_600;

/** N11. Activates cards by the SMS their holders send, and answers each once. */
@Injectable()
export class CardsBySms {
  private readonly ofSender: Throttle;
  private readonly ofCard: Throttle;

  constructor(
    private readonly db: Database,
    private readonly cards: CardsService,
    private readonly messages: MessagesService,
    private readonly clock: Clock,
  ) {
    this.ofSender = new Throttle(db, clock, 'card-sms.sender', { points: 10, seconds: HOUR });
    this.ofCard = new Throttle(db, clock, 'card-sms.card', { points: 10, seconds: HOUR });
  }

  /** `eventId` is the fact that it came in: the answer is one to it. */
  async handle(id: Id, eventId: Id): Promise<void> {
    const sms = await this.db.row<Waiting>(waiting, [id]);
    if (!sms) return; // settled before
    const read = readCardSms(sms.body);
    try {
      await this.ofSender.take(sms.sender);
      if (!read) return await this.close(sms, eventId, 'unreadable', null, {});
      await this.ofCard.take(read.cardNo);
      const by = { channel: 'sms', scratchCode: read.scratchCode, mobile: sms.sender } as const;
      await this.db.transaction(async (tx) => {
        const { cardNo, endsOn } = await this.cards.activate(tx, actorOf(sms), { ...read, by });
        const until = endsOn === null ? '—' : dayText(addDays(endsOn, -1), sms.locale);
        await this.settle(tx, sms, eventId, 'activated', null, { number: cardNo, until });
      });
    } catch (error) {
      const reason = refusalOf(error)?.code;
      if (reason === undefined) throw error;
      await this.close(sms, eventId, 'refused', reason, { number: read?.cardNo ?? '' });
    }
  }

  private close(...outcome: [Waiting, Id, keyof typeof ANSWERS, string | null, Record<string, string>]): Promise<void> {
    return this.db.transaction((tx) => this.settle(tx, ...outcome));
  }

  private async settle(
    tx: Tx,
    { id, sender, locale, center }: Waiting,
    eventId: Id,
    outcome: keyof typeof ANSWERS,
    reason: string | null,
    values: Record<string, string>,
  ): Promise<void> {
    const mine = await execute(tx, settle, [id, outcome, reason, this.clock.now()]);
    if (mine.length === 0 || reason === TOO_MANY) return; // somebody was quicker; a flood gets no answers
    await this.messages.queue(tx, SYSTEM, {
      eventId,
      event: ANSWERS[outcome],
      locale,
      to: { mobile: sender, email: null },
      values: { ...values, center },
      centerId: null,
    });
  }
}

const TOO_MANY = 'too-many-requests';
const ANSWERS = {
  activated: 'card-activated',
  refused: 'card-refused',
  unreadable: 'card-unreadable',
} as const satisfies Record<string, MessageEvent>;

function actorOf({ sender }: Waiting): Actor {
  return { ...SYSTEM, kind: 'customer', name: `${sender.slice(0, -7)}•••${sender.slice(-4)}` };
}
