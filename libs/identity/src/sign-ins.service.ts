import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import {
  type Actor,
  Database,
  GrowingDelay,
  networkOf,
  Outbox,
  statement,
  SYSTEM,
  Throttle,
  type Tx,
} from '@aftercare/platform';
import { createHash } from 'node:crypto';
import { wrongPassword } from './identity.errors.js';
import { normalizeLogin } from './login.js';
import { Passwords } from './passwords.js';
import { type SessionClient, type SessionGrant, type SessionLimits, SessionsService } from './sessions.service.js';

/** The outcome of checking a password; `complete` turns it into a session or into an audit entry. */
export type SignInAttempt =
  | { readonly passed: true; readonly accountId: Id; readonly name: string; readonly sessionVersion: number }
  | { readonly passed: false; readonly accountId: Id | null; readonly network: string };

const credentials = statement(
  'identity.credentials',
  `SELECT id, display_name AS name, password_hash AS "passwordHash", session_version AS "sessionVersion",
          disabled_at IS NOT NULL AS disabled
     FROM account WHERE lower(email) = $1 OR mobile = $1`,
);
const ownCredentials = statement(
  'identity.own-credentials',
  'SELECT password_hash AS "passwordHash" FROM account WHERE id = $1',
);

interface Credentials {
  readonly id: Id;
  readonly name: string;
  readonly passwordHash: string;
  readonly sessionVersion: number;
  readonly disabled: boolean;
}

@Injectable()
export class SignInsService {
  private readonly ofAccount: GrowingDelay;
  private readonly ofNetwork: Throttle;
  private readonly overall: Throttle;

  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly outbox: Outbox,
    clock: Clock,
  ) {
    this.ofAccount = new GrowingDelay(db, clock, 'sign-in.account');
    this.ofNetwork = new Throttle(db, clock, 'sign-in.network', { points: 20, seconds: 60 });
    this.overall = new Throttle(db, clock, 'sign-in.overall', { points: 50, seconds: 1 });
  }

  /**
   * I3, I4. Checks a sign-in name and a password; outside any transaction, for it costs a hash whatever the outcome.
   * Throws `too-many-requests` and, when too many wait for a hash, `unavailable`.
   */
  async check(loginText: string, password: string, ip: string): Promise<SignInAttempt> {
    const network = networkOf(ip);
    await this.ofNetwork.take(network); // first: what one network has too many does not count for all
    await this.overall.take('');
    const login = normalizeLogin(loginText);
    const account = login === null ? null : await this.db.row<Credentials>(credentials, [login]);
    const throttled =
      account?.id ??
      createHash('sha256')
        .update(login ?? loginText)
        .digest('base64url');
    await this.ofAccount.attempt(throttled);
    const matches = await this.passwords.verify(account?.passwordHash ?? null, password);
    if (!account || !matches || account.disabled) return { passed: false, accountId: account?.id ?? null, network };
    await this.ofAccount.forget(throttled);
    return { passed: true, accountId: account.id, name: account.name, sessionVersion: account.sessionVersion };
  }

  /** Opens the session of a passed attempt and audits either outcome; null means refused. The caller commits both. */
  async complete(
    tx: Tx,
    attempt: SignInAttempt,
    requestId: string,
    client: SessionClient,
    limits: SessionLimits,
  ): Promise<SessionGrant | null> {
    if (attempt.passed) {
      const actor: Actor = { ...SYSTEM, kind: 'staff', accountId: attempt.accountId, name: attempt.name, requestId };
      const account = { id: attempt.accountId, sessionVersion: attempt.sessionVersion };
      return this.sessions.open(tx, actor, account, client, limits);
    }
    await this.outbox.audit(
      tx,
      { ...SYSTEM, name: 'visitor', requestId },
      {
        name: 'identity.sign-in-refused',
        // What was typed may be a password in the wrong field: it is not kept.
        subject: attempt.accountId ? { type: 'account', id: attempt.accountId } : { type: 'visitor', id: newId() },
        centerId: null,
        details: { network: attempt.network },
      },
    );
    return null;
  }

  /** I4. Asks the owner for the current password; throttled like a sign-in. Throws `identity.wrong-password`. */
  async assertOwnPassword(accountId: Id, password: string): Promise<void> {
    await this.ofAccount.attempt(accountId);
    const own = await this.db.row<{ passwordHash: string }>(ownCredentials, [accountId]);
    if (!(await this.passwords.verify(own?.passwordHash ?? null, password))) throw wrongPassword();
    await this.ofAccount.forget(accountId);
  }
}
