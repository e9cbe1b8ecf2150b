import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, notFound, Outbox, statement, type Tx } from '@aftercare/platform';
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** How long a session lives: `idleMinutes` without a refresh, `maxHours` in all. */
export interface SessionLimits {
  readonly idleMinutes: number;
  readonly maxHours: number;
}

/** Where a sign-in came from; shown to the owner in the list of sessions. */
export interface SessionClient {
  readonly userAgent: string | null;
  readonly ip: string;
}

/** What a browser gets: the refresh token is in no table and in no log. */
export interface SessionGrant {
  readonly sessionId: Id;
  readonly accountId: Id;
  readonly sessionVersion: number;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

export type EndReason = 'signed-out' | 'ended-by-owner' | 'access-changed' | 'expired' | 'token-reused';

/** I5. How long a spent token still gives its successor, for the two tabs that refresh at once. */
const GRACE_MS = 10_000;

const lockOpenAccount = statement(
  'identity.lock-open-account',
  'SELECT 1 AS found FROM account WHERE id = $1 AND session_version = $2 AND disabled_at IS NULL FOR SHARE',
);
const insertSession = statement(
  'identity.open-session',
  `INSERT INTO session (id, account_id, token_hash, user_agent, ip, created_at, used_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
);
const SESSION = `s.id, s.account_id AS "accountId", s.token_hash AS "tokenHash", s.used_at AS "usedAt",
  s.expires_at AS "expiresAt", s.ended_at AS "endedAt", a.session_version AS "sessionVersion"`;
const lockByToken = statement(
  'identity.lock-session-by-token',
  `SELECT ${SESSION} FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1 FOR UPDATE OF s`,
);
const lockBySpentToken = statement(
  'identity.lock-session-by-spent-token',
  `SELECT ${SESSION}, t.salt, t.spent_at AS "spentAt"
     FROM spent_refresh_token t JOIN session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id
    WHERE t.hash = $1 FOR UPDATE OF s`,
);
const spend = statement(
  'identity.spend-token',
  'INSERT INTO spent_refresh_token (hash, session_id, salt, spent_at) VALUES ($1, $2, $3, $4)',
);
const rotate = statement('identity.rotate-token', 'UPDATE session SET token_hash = $2, used_at = $3 WHERE id = $1');
const end = statement(
  'identity.end-session',
  'UPDATE session SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL RETURNING account_id AS "accountId"',
);
const endOwn = statement(
  'identity.end-own-session',
  `UPDATE session SET ended_at = $3, end_reason = 'ended-by-owner'
    WHERE id = $1 AND account_id = $2 AND ended_at IS NULL AND expires_at > $3 RETURNING id`,
);
const endAll = statement(
  'identity.end-sessions',
  `UPDATE session SET ended_at = $2, end_reason = 'access-changed' WHERE account_id = $1 AND ended_at IS NULL`,
);
const forgetOver = statement('identity.forget-sessions', 'DELETE FROM session WHERE expires_at < $1 RETURNING id');

interface LockedSession {
  readonly id: Id;
  readonly accountId: Id;
  readonly tokenHash: Buffer;
  readonly usedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly sessionVersion: number;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Opens a session; null when the account was disabled or its access changed since the password was checked. */
  async open(
    tx: Tx,
    actor: Actor,
    account: { readonly id: Id; readonly sessionVersion: number },
    client: SessionClient,
    limits: SessionLimits,
  ): Promise<SessionGrant | null> {
    if ((await execute(tx, lockOpenAccount, [account.id, account.sessionVersion])).length === 0) return null;
    const now = this.clock.now();
    const sessionId = newId();
    const token = randomBytes(32);
    const expiresAt = new Date(now.getTime() + limits.maxHours * 3_600_000);
    const userAgent = client.userAgent?.slice(0, 300) ?? null;
    await execute(tx, insertSession, [sessionId, account.id, sha256(token), userAgent, client.ip, now, expiresAt]);
    await this.audit(tx, actor, 'identity.session-opened', account.id, { sessionId });
    return grant({ id: sessionId, accountId: account.id, sessionVersion: account.sessionVersion, expiresAt }, token);
  }

  /**
   * I5. Exchanges a refresh token for its successor; null when it is worth nothing. The caller must commit in either
   * case: a token that was spent before ends its whole session, for one of its two holders stole it.
   */
  async refresh(tx: Tx, actor: Actor, refreshToken: string, limits: SessionLimits): Promise<SessionGrant | null> {
    const token = Buffer.from(refreshToken, 'base64url');
    const now = this.clock.now();
    const [current] = await execute<LockedSession>(tx, lockByToken, [sha256(token)]);
    if (current) {
      if (!(await this.isAlive(tx, current, limits))) return null;
      const salt = randomBytes(32);
      const successor = successorOf(token, salt);
      await execute(tx, spend, [sha256(token), current.id, salt, now]);
      await execute(tx, rotate, [current.id, sha256(successor), now]);
      return grant(current, successor);
    }
    const [spent] = await execute<LockedSession & { salt: Buffer; spentAt: Date }>(tx, lockBySpentToken, [
      sha256(token),
    ]);
    if (!spent || spent.endedAt) return null;
    const successor = successorOf(token, spent.salt);
    const inGrace = now.getTime() - spent.spentAt.getTime() <= GRACE_MS;
    if (inGrace && spent.tokenHash.equals(sha256(successor)))
      return (await this.isAlive(tx, spent, limits)) ? grant(spent, successor) : null;
    await this.end(tx, actor, spent.id, 'token-reused');
    return null;
  }

  /** Signs out: ends the session that this refresh token belongs or belonged to. A foreign token is no fault. */
  async signOut(tx: Tx, actor: Actor, refreshToken: string): Promise<void> {
    const hash = sha256(Buffer.from(refreshToken, 'base64url'));
    const [current] = await execute<LockedSession>(tx, lockByToken, [hash]);
    const [session] = current ? [current] : await execute<LockedSession>(tx, lockBySpentToken, [hash]);
    if (session) await this.end(tx, actor, session.id, 'signed-out');
  }

  /** Ends one of the actor's own sessions; 404 when it is not theirs or over. */
  async endOwn(tx: Tx, actor: Actor, sessionId: Id): Promise<void> {
    const ended = await execute(tx, endOwn, [sessionId, actor.accountId, this.clock.now()]);
    if (ended.length === 0 || actor.accountId === null) throw notFound();
    await this.audit(tx, actor, 'identity.session-ended', actor.accountId, { sessionId, reason: 'ended-by-owner' });
  }

  /** Ends every session of an account whose access or password changes in this transaction. */
  async endAllOf(tx: Tx, accountId: Id): Promise<void> {
    await execute(tx, endAll, [accountId, this.clock.now()]);
  }

  /** Deletes the sessions that are over for a day, with their spent tokens. Returns how many. */
  async forgetOver(tx: Tx): Promise<number> {
    const dayAgo = new Date(this.clock.now().getTime() - 86_400_000);
    return (await execute(tx, forgetOver, [dayAgo])).length;
  }

  private async isAlive(tx: Tx, session: LockedSession, limits: SessionLimits): Promise<boolean> {
    if (session.endedAt) return false;
    const now = this.clock.now().getTime();
    const idleEnd = session.usedAt.getTime() + limits.idleMinutes * 60_000;
    if (now < idleEnd && now < session.expiresAt.getTime()) return true;
    await execute(tx, end, [session.id, new Date(now), 'expired']);
    return false;
  }

  private async end(tx: Tx, actor: Actor, sessionId: Id, reason: EndReason): Promise<void> {
    const [ended] = await execute<{ accountId: Id }>(tx, end, [sessionId, this.clock.now(), reason]);
    if (ended) await this.audit(tx, actor, 'identity.session-ended', ended.accountId, { sessionId, reason });
  }

  private audit(tx: Tx, actor: Actor, name: string, accountId: Id, details: object): Promise<void> {
    return this.outbox.audit(tx, actor, {
      name,
      subject: { type: 'account', id: accountId },
      centerId: null,
      details,
    });
  }
}

function grant(
  session: Pick<LockedSession, 'id' | 'accountId' | 'sessionVersion' | 'expiresAt'>,
  token: Buffer,
): SessionGrant {
  const { id, accountId, sessionVersion, expiresAt } = session;
  return { sessionId: id, accountId, sessionVersion, expiresAt, refreshToken: token.toString('base64url') };
}

function sha256(token: Buffer): Buffer {
  return createHash('sha256').update(token).digest();
}

// Within the grace the same successor must be given again though only its hash is kept: it follows from the spent
// token and a random salt, so that neither a stolen table nor an old token alone is worth anything.
function successorOf(token: Buffer, salt: Buffer): Buffer {
  return createHmac('sha256', salt).update(token).digest();
}
