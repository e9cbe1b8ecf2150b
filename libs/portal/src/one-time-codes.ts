import { type Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, type Outbox, statement, type Tx } from '@aftercare/platform';
import { readTrackingCode } from '@aftercare/reception';
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { cardCodeRequested, codeRequested } from './portal.events.js';

const VALID_MS = 5 * 60_000;
const TRIES = 5;

/** What a code proves: the number on file of a reception, or a number that somebody names to activate a card. */
type Flow = 'tracking' | 'card';

/** A code that was just made, for its message; it exists nowhere else. */
export interface IssuedCode {
  readonly code: string;
  /** E.164. */
  readonly mobile: string;
  readonly locale: 'fa' | 'en';
  /** Who sends it, in that language: the centre of the reception, else the company. */
  readonly center: string;
  readonly centerId: Id | null;
  readonly receptionId: Id | null;
}

const receptionOf = statement(
  'portal.reception-of',
  `SELECT r.id, r.center_id AS "centerId", c.mobile FROM reception r JOIN customer c ON c.id = r.customer_id
    WHERE r.tracking_code = $1`,
);
const insertChallenge = statement(
  'portal.insert-challenge',
  'INSERT INTO otp_challenge (id, reception_id, flow, mobile, locale, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
);
const lockUnissued = statement(
  'portal.lock-unissued',
  `SELECT o.flow, o.mobile, o.reception_id AS "receptionId", r.center_id AS "centerId", l.locale,
          CASE l.locale WHEN 'fa' THEN coalesce(s.name_fa, s.name_en, f.name_fa, f.name_en)
                        ELSE coalesce(s.name_en, s.name_fa, f.name_en, f.name_fa) END AS center
     FROM otp_challenge o CROSS JOIN company f
     LEFT JOIN reception r ON r.id = o.reception_id LEFT JOIN customer c ON c.id = r.customer_id
     LEFT JOIN service_center s ON s.id = r.center_id
     CROSS JOIN LATERAL (SELECT coalesce(c.locale, o.locale) AS locale) l
    WHERE o.id = $1 AND o.code_hmac IS NULL AND o.mobile = coalesce(c.mobile, o.mobile) AND o.created_at > $2
      FOR UPDATE OF o`,
);
const keepHmac = statement(
  'portal.keep-hmac',
  'UPDATE otp_challenge SET code_hmac = $2, expires_at = $3 WHERE id = $1',
);
const lockNewest = statement(
  'portal.lock-newest',
  `SELECT o.id, o.mobile, o.code_hmac AS hmac, o.expires_at AS "expiresAt", o.tries, o.consumed_at AS "consumedAt"
     FROM otp_challenge o
    WHERE o.flow = $1 AND (o.reception_id = $2 OR o.reception_id IS NULL AND o.mobile = $3)
    ORDER BY o.id DESC LIMIT 1 FOR UPDATE`,
);
const countTry = statement(
  'portal.count-try',
  'UPDATE otp_challenge SET tries = tries + 1, consumed_at = $2 WHERE id = $1',
);
const purge = statement('portal.purge-challenges', 'DELETE FROM otp_challenge WHERE created_at < $1 RETURNING id');

interface Reception {
  readonly id: Id;
  readonly centerId: Id;
  readonly mobile: string;
}
interface Challenge {
  readonly id: Id;
  readonly mobile: string;
  readonly hmac: Buffer | null;
  readonly expiresAt: Date | null;
  readonly tries: number;
  readonly consumedAt: Date | null;
}

/**
 * The second factor of the portal. A code is made by the worker in the moment it is put into its message, so neither
 * the request nor the outbox ever holds it; the table keeps only its HMAC.
 */
export class OneTimeCodes {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    /** Keys the HMAC; the same in API and worker. */
    private readonly secret: string,
  ) {}

  /** P3. Asks for a code to the number on file. What becomes of it nobody learns: an unknown code is only audited. */
  async request(tx: Tx, actor: Actor, typed: string): Promise<void> {
    const reception = await find(tx, typed);
    if (!reception) return this.audit(tx, actor, 'portal.unknown-code', null);
    const id = newId();
    await execute(tx, insertChallenge, [id, reception.id, 'tracking', reception.mobile, null, this.clock.now()]);
    await this.outbox.publish(tx, actor, codeRequested(reception, { challengeId: id, receptionId: reception.id }));
  }

  /** P9. Asks for a code to a number, E.164, by which its holder proves that it is theirs. */
  async requestForCard(tx: Tx, actor: Actor, mobile: string, locale: 'fa' | 'en'): Promise<void> {
    const id = newId();
    await execute(tx, insertChallenge, [id, null, 'card', mobile, locale, this.clock.now()]);
    await this.outbox.publish(tx, actor, cardCodeRequested({ id, centerId: null }, { challengeId: id }));
  }

  /** P2. Makes the code of a request, once; null when it is too late or the customer has another number by now. */
  async issue(tx: Tx, challengeId: Id): Promise<IssuedCode | null> {
    const now = this.clock.now().getTime();
    const [challenge] = await execute<Omit<IssuedCode, 'code'> & { flow: Flow }>(tx, lockUnissued, [
      challengeId,
      new Date(now - VALID_MS),
    ]);
    if (!challenge) return null;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const { flow, ...message } = challenge;
    const hmac = this.hmacOf(flow, challengeId, message.mobile, code);
    await execute(tx, keepHmac, [challengeId, hmac, new Date(now + VALID_MS)]);
    return { code, ...message };
  }

  /**
   * P2. Exchanges a code for a visit, once; counts the try and audits it either way. The caller commits both, then
   * refuses when this gave null.
   */
  async redeem(tx: Tx, actor: Actor, typed: string, code: string): Promise<Id | null> {
    const reception = await find(tx, typed);
    const [challenge] = await execute<Challenge>(tx, lockNewest, ['tracking', reception?.id ?? null, null]);
    return this.exchange(tx, actor, 'tracking', challenge, reception?.mobile ?? '', code, reception);
  }

  /** P9. The same for a number that somebody named. */
  async redeemForCard(tx: Tx, actor: Actor, mobile: string, code: string): Promise<Id | null> {
    const [challenge] = await execute<Challenge>(tx, lockNewest, ['card', null, mobile]);
    return this.exchange(tx, actor, 'card', challenge, mobile, code, null);
  }

  /** Takes away the challenges of more than a day ago, which hold numbers and serve nothing. Returns how many. */
  async purge(tx: Tx): Promise<number> {
    const dayAgo = new Date(this.clock.now().getTime() - 86_400_000);
    return (await execute(tx, purge, [dayAgo])).length;
  }

  private async exchange(
    tx: Tx,
    actor: Actor,
    flow: Flow,
    challenge: Challenge | undefined,
    mobile: string,
    code: string,
    reception: Reception | null,
  ): Promise<Id | null> {
    const right = this.matches(flow, challenge, mobile, code);
    const open = challenge !== undefined && challenge.tries < TRIES && challenge.consumedAt === null;
    if (open) await execute(tx, countTry, [challenge.id, right ? this.clock.now() : null]);
    await this.audit(tx, actor, right ? 'portal.session-opened' : 'portal.code-refused', reception);
    return right && challenge ? challenge.id : null;
  }

  private matches(flow: Flow, challenge: Challenge | undefined, mobile: string, code: string): boolean {
    // The same work whether there is a challenge or not.
    const given = this.hmacOf(flow, challenge?.id ?? '', mobile, code);
    const equal = timingSafeEqual(given, challenge?.hmac ?? Buffer.alloc(given.length));
    if (!challenge?.expiresAt || challenge.consumedAt !== null || challenge.tries >= TRIES) return false;
    return equal && challenge.mobile === mobile && challenge.expiresAt > this.clock.now();
  }

  /** Bound to its request, its use and its number. */
  private hmacOf(flow: Flow, challengeId: string, mobile: string, code: string): Buffer {
    return createHmac('sha256', this.secret).update([flow, challengeId, mobile, code].join('\n')).digest();
  }

  private audit(tx: Tx, actor: Actor, name: string, reception: Reception | null): Promise<void> {
    const subject = reception ? { type: 'reception', id: reception.id } : { type: 'visitor', id: newId() };
    return this.outbox.audit(tx, actor, { name, subject, centerId: reception?.centerId ?? null });
  }
}

async function find(tx: Tx, typed: string): Promise<Reception | null> {
  // What cannot be a code is looked for like any other.
  const [reception] = await execute<Reception>(tx, receptionOf, [readTrackingCode(typed) ?? typed]);
  return reception ?? null;
}
