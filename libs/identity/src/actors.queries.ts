import { Injectable } from '@nestjs/common';
import { Clock, type Id } from '@aftercare/kernel';
import { type Actor, Database, type Permission, PERMISSIONS, statement } from '@aftercare/platform';

/** A signed-in member of the staff, with the session that says so. */
export interface StaffActor extends Actor {
  readonly kind: 'staff';
  readonly accountId: Id;
  readonly sessionId: Id;
  readonly sessionVersion: number;
}

/** I6. Changes of roles, centres and accounts are in effect after at most this long. */
const FRESH_MS = 3_000;
const MAX_CACHED = 10_000;

const bySession = statement(
  'identity.actor-by-session',
  `SELECT a.id, a.display_name AS name, a.scope, a.session_version AS "sessionVersion",
          ARRAY(SELECT DISTINCT p.permission FROM account_role r JOIN role_permission p ON p.role_id = r.role_id
                 WHERE r.account_id = a.id) AS permissions,
          ARRAY(SELECT c.center_id::text FROM account_center c WHERE c.account_id = a.id) AS "centerIds"
     FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL`,
);

/** Who is behind a session, read at most once in three seconds per process. */
@Injectable()
export class ActorsQueries {
  private readonly cache = new Map<Id, { readonly until: number; readonly known: Promise<StaffActor | null> }>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Null when the session ended, the account is disabled or its access changed since the token was signed. */
  async find(sessionId: Id, sessionVersion: number, requestId: string): Promise<StaffActor | null> {
    const known = await this.known(sessionId);
    return known?.sessionVersion === sessionVersion ? { ...known, requestId } : null;
  }

  /** Whether the session that this actor was read from still stands, with the same centres and rights. */
  async stands(actor: StaffActor): Promise<boolean> {
    const known = await this.known(actor.sessionId);
    return known?.sessionVersion === actor.sessionVersion;
  }

  private known(sessionId: Id): Promise<StaffActor | null> {
    const now = this.clock.now().getTime();
    const cached = this.cache.get(sessionId);
    if (cached && now < cached.until) return cached.known;
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    const known = this.load(sessionId);
    this.cache.set(sessionId, { until: now + FRESH_MS, known });
    known.catch(() => this.cache.delete(sessionId));
    return known;
  }

  private async load(sessionId: Id): Promise<StaffActor | null> {
    const row = await this.db.row<{
      id: Id;
      name: string;
      scope: 'centers' | 'network';
      sessionVersion: number;
      permissions: string[];
      centerIds: Id[];
    }>(bySession, [sessionId, this.clock.now()]);
    if (!row) return null;
    return {
      kind: 'staff',
      accountId: row.id,
      sessionId,
      sessionVersion: row.sessionVersion,
      name: row.name,
      permissions: new Set(row.permissions.filter(isPermission)),
      centers: row.scope === 'network' ? 'all' : row.centerIds,
      requestId: null,
    };
  }
}

// A permission that an older or newer release knew is no permission of this one.
function isPermission(text: string): text is Permission {
  return (PERMISSIONS as readonly string[]).includes(text);
}
