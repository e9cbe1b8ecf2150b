import { Injectable } from '@nestjs/common';
import { type Calendar, Clock, type Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  codedJson,
  containsPattern,
  Database,
  decodeCursor,
  type Name,
  nameJson,
  type Page,
  type Permission,
  statement,
  toPage,
} from '@aftercare/platform';
import type { AccountScope, Locale } from './account.entity.js';

/** A role or a centre as it is shown beside something else. */
export interface NamedRef {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** The signed-in account, as the staff SPA needs it to draw itself. */
export interface OwnAccountView {
  readonly id: Id;
  readonly displayName: string;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly locale: Locale | null;
  readonly calendar: Calendar | null;
  readonly scope: AccountScope;
  readonly permissions: readonly Permission[];
  /** The centres it is assigned to; for a network account without any, the first 200 open ones. */
  readonly centers: readonly NamedRef[];
  readonly version: number;
}

export interface AccountView {
  readonly id: Id;
  readonly displayName: string;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly locale: Locale | null;
  readonly calendar: Calendar | null;
  readonly scope: AccountScope;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly roles: readonly NamedRef[];
  readonly centers: readonly NamedRef[];
  readonly version: number;
}

export interface RoleView {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly permissions: readonly Permission[];
  /** How many accounts have it. */
  readonly accounts: number;
  readonly version: number;
}

/** A sign-in of one's own; `current` is the one that asks. */
export interface SessionView {
  readonly id: Id;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly expiresAt: Date;
  readonly current: boolean;
}

export interface AccountFilter {
  readonly q?: string;
  readonly centerId?: Id;
  readonly roleId?: Id;
  /** True: only disabled accounts; false: only enabled ones; absent: both. */
  readonly disabled?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

const OWN_CENTERS = `coalesce((SELECT json_agg(${codedJson('c')} ORDER BY c.sort_text, c.id)
   FROM account_center ac JOIN service_center c ON c.id = ac.center_id WHERE ac.account_id = a.id), '[]')`;
const BASICS = `a.id, a.display_name AS "displayName", a.email, a.mobile, a.locale, a.calendar, a.scope, a.version`;
const ACCOUNT = `${BASICS}, a.disabled_at AS "disabledAt", a.created_at AS "createdAt", ${OWN_CENTERS} AS centers,
  coalesce((SELECT json_agg(${codedJson('r')} ORDER BY r.code)
     FROM account_role ar JOIN role r ON r.id = ar.role_id WHERE ar.account_id = a.id), '[]') AS roles`;
// I7. $1 the actor's centres, null for the network.
const SEEN = `($1::uuid[] IS NULL OR (a.scope = 'centers' AND EXISTS
  (SELECT 1 FROM account_center s WHERE s.account_id = a.id AND s.center_id = ANY($1))))`;
const ROLE = `r.id, r.code, ${nameJson('r')} AS name, r.version,
  ARRAY(SELECT p.permission FROM role_permission p WHERE p.role_id = r.id ORDER BY p.permission) AS permissions,
  (SELECT count(*)::int FROM account_role ar WHERE ar.role_id = r.id) AS accounts`;

const sql = {
  own: statement(
    'identity.own-account',
    `SELECT ${BASICS},
            ARRAY(SELECT DISTINCT p.permission FROM account_role r JOIN role_permission p ON p.role_id = r.role_id
                   WHERE r.account_id = a.id ORDER BY p.permission) AS permissions,
            CASE WHEN a.scope = 'network' AND NOT EXISTS (SELECT 1 FROM account_center ac WHERE ac.account_id = a.id)
                 THEN coalesce((SELECT json_agg(${codedJson('c')} ORDER BY c.sort_text, c.id) FROM
                   (SELECT * FROM service_center WHERE closed_on IS NULL ORDER BY sort_text, id LIMIT 200) c), '[]')
                 ELSE ${OWN_CENTERS} END AS centers
       FROM account a WHERE a.id = $1`,
  ),
  accounts: statement(
    'identity.accounts',
    `SELECT ${ACCOUNT}, a.sort_text FROM account a
      WHERE ${SEEN} AND ($2::text IS NULL OR a.search_text LIKE $2)
        AND ($3::text IS NULL OR (a.sort_text, a.id) > ($3, $4::uuid))
        AND ($6::uuid IS NULL OR EXISTS
              (SELECT 1 FROM account_center f WHERE f.account_id = a.id AND f.center_id = $6))
        AND ($7::uuid IS NULL OR EXISTS (SELECT 1 FROM account_role f WHERE f.account_id = a.id AND f.role_id = $7))
        AND ($8::boolean IS NULL OR (a.disabled_at IS NOT NULL) = $8)
      ORDER BY a.sort_text, a.id LIMIT $5`,
  ),
  account: statement('identity.account', `SELECT ${ACCOUNT} FROM account a WHERE ${SEEN} AND a.id = $2`),
  roles: statement('identity.roles', `SELECT ${ROLE} FROM role r ORDER BY r.code`),
  role: statement('identity.role', `SELECT ${ROLE} FROM role r WHERE r.id = $1`),
  sessions: statement(
    'identity.own-sessions',
    `SELECT id, user_agent AS "userAgent", host(ip) AS ip, created_at AS "createdAt", used_at AS "usedAt",
            expires_at AS "expiresAt", id = $2 AS current
       FROM session WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $3 ORDER BY used_at DESC, id LIMIT 200`,
  ),
} as const;

@Injectable()
export class IdentityQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async ownAccount(accountId: Id): Promise<OwnAccountView> {
    return this.db.one<OwnAccountView>(sql.own, [accountId]);
  }

  /** Sorted by name. */
  async listAccounts(actor: Actor, filter: AccountFilter): Promise<Page<AccountView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<AccountView & { sort_text: string }>(sql.accounts, [
      centerScope(actor),
      containsPattern(filter.q),
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.centerId ?? null,
      filter.roleId ?? null,
      filter.disabled ?? null,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.sort_text, row.id],
      ({ sort_text: _, ...view }) => view,
    );
  }

  async getAccount(actor: Actor, id: Id): Promise<AccountView> {
    return this.db.one<AccountView>(sql.account, [centerScope(actor), id]);
  }

  /** All of them: an installation has a dozen, not thousands. */
  listRoles(): Promise<RoleView[]> {
    return this.db.rows<RoleView>(sql.roles);
  }

  async getRole(id: Id): Promise<RoleView> {
    return this.db.one<RoleView>(sql.role, [id]);
  }

  /** The open sessions of an account, the most recently used first. */
  listSessions(accountId: Id, currentSessionId: Id): Promise<SessionView[]> {
    return this.db.rows<SessionView>(sql.sessions, [accountId, currentSessionId, this.clock.now()]);
  }
}
