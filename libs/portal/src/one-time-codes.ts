import { type Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, type Outbox, statement, type Tx } from '@aftercare/platform';
import { readTrackingCode } from '@aftercare/reception';
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { codeRequested } from './portal.events.js';

const VALID_MS = 5 * 60_000;
const TRIES = 5;
const FLOW = 'tracking';

/** A code that was just made, for its message; it exists nowhere else. */
export interface IssuedCode {
  readonly code: string;
  /** E.164. */
  readonly mobile: string;
  readonly locale: 'fa' | 'en';
  /** The centre's name in that language. */
  readonly center: string;
  readonly centerId: Id;
  readonly receptionId: Id;
}

const receptionOf = statement(
  'portal.reception-of',
  `SELECT r.id, r.center_id AS "centerId", c.mobile FROM reception r JOIN customer c ON c.id = r.customer_id
    WHERE r.tracking_code = $1`,
);
const insertChallenge = statement(
  'portal.insert-challenge',
  'INSERT INTO otp_challenge (id, reception_id, flow, mobile, created_at) VALUES ($1, $2, $3, $4, $5)',
);
const lockUnissued = statement(
  'portal.lock-unissued',
  `SELECT o.mobile, o.reception_id AS "receptionId", r.center_id AS "centerId", c.locale,
          CASE c.locale WHEN 'fa' THEN coalesce(s.name_fa, s.name_en) ELSE coalesce(s.name_en, s.name_fa) END AS center
     FROM otp_challenge o JOIN reception r ON r.id = o.reception_id JOIN customer c ON c.id = r.customer_id
     JOIN service_center s ON s.id = r.center_id
    WHERE o.id = $1 AND o.code_hmac IS NULL AND o.mobile = c.mobile AND o.created_at > $2 FOR UPDATE OF o`,
);
const keepHmac = statement(
  'portal.keep-hmac',
  'UPDATE otp_challenge SET code_hmac = $2, expires_at = $3 WHERE id = $1',
);
const lockNewest = statement(
  'portal.lock-newest',
  `SELECT o.id, o.mobile, o.code_hmac AS hmac, o.expires_at AS "expiresAt", o.tries, o.consumed_at AS "consumedAt"
     FROM otp_challenge o WHERE o.reception_id = $1 AND o.flow = $2 ORDER BY o.id DESC LIMIT 1 FOR UPDATE`,
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
    await execute(tx, insertChallenge, [id, reception.id, FLOW, reception.mobile, this.clock.now()]);
    await this.outbox.publish(tx, actor, codeRequested(reception, { challengeId: id, receptionId: reception.id }));
  }

  /** P2. Makes the code of a request, once; null when it is too late or the customer has another number by now. */
  async issue(tx: Tx, challengeId: Id): Promise<IssuedCode | null> {
    const now = this.clock.now().getTime();
    const [challenge] = await execute<Omit<IssuedCode, 'code'>>(tx, lockUnissued, [
      challengeId,
      new Date(now - VALID_MS),
    ]);
    if (!challenge) return null;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const hmac = this.hmacOf(challengeId, challenge.mobile, code);
    await execute(tx, keepHmac, [challengeId, hmac, new Date(now + VALID_MS)]);
    return { code, ...challenge };
  }

  /**
   * P2. Exchanges a code for a visit, once; counts the try and audits it either way. The caller commits both, then
   * refuses when this gave null.
   */
  async redeem(tx: Tx, actor: Actor, typed: string, code: string): Promise<Id | null> {
    const reception = await find(tx, typed);
    const [challenge] = await execute<Challenge>(tx, lockNewest, [reception?.id ?? null, FLOW]);
    const right = this.matches(challenge, reception?.mobile ?? '', code);
    const open = challenge !== undefined && challenge.tries < TRIES && challenge.consumedAt === null;
    if (open) await execute(tx, countTry, [challenge.id, right ? this.clock.now() : null]);
    await this.audit(tx, actor, right ? 'portal.session-opened' : 'portal.code-refused', reception);
    return right && challenge ? challenge.id : null;
  }

  /** Takes away the challenges of more than a day ago, which hold numbers and serve nothing. Returns how many. */
  async purge(tx: Tx): Promise<number> {
    const dayAgo = new Date(this.clock.now().getTime() - 86_400_000);
    return (await execute(tx, purge, [dayAgo])).length;
  }

  private matches(challenge: Challenge | undefined, mobile: string, code: string): boolean {
    // The same work whether there is a challenge or not.
    const given = this.hmacOf(challenge?.id ?? '', mobile, code);
    const equal = timingSafeEqual(given, challenge?.hmac ?? Buffer.alloc(given.length));
    if (!challenge?.expiresAt || challenge.consumedAt !== null || challenge.tries >= TRIES) return false;
    return equal && challenge.mobile === mobile && challenge.expiresAt > this.clock.now();
  }

  /** Bound to its request, its use and its number. */
  private hmacOf(challengeId: string, mobile: string, code: string): Buffer {
    return createHmac('sha256', this.secret).update([FLOW, challengeId, mobile, code].join('\n')).digest();
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
