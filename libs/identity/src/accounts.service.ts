import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId, parseMobile } from '@aftercare/kernel';
import {
  type Actor,
  execute,
  invalidInput,
  lockRoot,
  notFound,
  Outbox,
  type Permission,
  saveRoot,
  staleVersion,
  statement,
  type Tx,
  worksIn,
} from '@aftercare/platform';
import { type Access, assertHolds, assertNotOwn, canSee } from './access-rules.js';
import { Account, type AccountScope } from './account.entity.js';
import { administratorsBefore } from './administrators.js';
import { invalidMobile } from './identity.errors.js';
import {
  accountCentersChanged,
  accountChanged,
  accountCreated,
  accountDisabled,
  accountEnabled,
  accountRolesChanged,
  passwordChanged,
} from './identity.events.js';
import type { PasswordHash } from './passwords.js';
import { SessionsService } from './sessions.service.js';

/** Where an account works. */
export interface Workplace {
  readonly scope: AccountScope;
  readonly centerIds: readonly Id[];
}

/** `mobile` in any spelling; at least one of e-mail and mobile. */
export type NewAccount = Pick<Account, 'displayName' | 'email' | 'mobile' | 'locale' | 'calendar'> &
  Workplace & { readonly roleIds: readonly Id[] };
export type AccountChanges = Partial<Pick<Account, 'displayName' | 'email' | 'mobile' | 'locale' | 'calendar'>>;
/** What everybody may change about their own account. */
export type OwnChanges = Partial<Pick<Account, 'displayName' | 'locale' | 'calendar'>>;

const accessOf = statement(
  'identity.access-of-account',
  `SELECT a.scope, ARRAY(SELECT c.center_id::text FROM account_center c WHERE c.account_id = a.id) AS "centerIds",
          ARRAY(SELECT DISTINCT p.permission FROM account_role r JOIN role_permission p ON p.role_id = r.role_id
                 WHERE r.account_id = a.id) AS permissions
     FROM account a WHERE a.id = $1`,
);
const permissionsOfRoles = statement(
  'identity.permissions-of-roles',
  `SELECT r.id, ARRAY(SELECT p.permission FROM role_permission p WHERE p.role_id = r.id) AS permissions
     FROM role r WHERE r.id = ANY($1::uuid[]) ORDER BY r.id FOR SHARE OF r`,
);
const existingCenters = statement(
  'identity.existing-centers',
  'SELECT count(*)::int AS n FROM service_center WHERE id = ANY($1::uuid[])',
);
const clearRoles = statement('identity.clear-roles', 'DELETE FROM account_role WHERE account_id = $1');
const giveRoles = statement(
  'identity.give-roles',
  'INSERT INTO account_role (account_id, role_id) SELECT $1, unnest($2::uuid[])',
);
const clearCenters = statement('identity.clear-centers', 'DELETE FROM account_center WHERE account_id = $1');
const giveCenters = statement(
  'identity.give-centers',
  'INSERT INTO account_center (account_id, center_id) SELECT $1, unnest($2::uuid[])',
);

@Injectable()
export class AccountsService {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly sessions: SessionsService,
  ) {}

  async create(tx: Tx, actor: Actor, input: NewAccount, passwordHash: PasswordHash): Promise<Id> {
    const { scope, displayName, email, locale, calendar } = input;
    const centerIds = await this.givableCenters(tx, actor, input);
    const roleIds = await this.givableRoles(tx, actor, input.roleIds);
    const id = newId();
    await tx.insert(Account, {
      id,
      displayName,
      email,
      mobile: e164(input.mobile),
      passwordHash,
      locale,
      calendar,
      scope,
      disabledAt: null,
      sessionVersion: 1,
      version: 1,
    });
    await execute(tx, giveRoles, [id, roleIds]);
    await execute(tx, giveCenters, [id, centerIds]);
    await this.outbox.publish(tx, actor, accountCreated({ id, centerId: null }, { scope, centerIds, roleIds }));
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: AccountChanges): Promise<void> {
    const account = await this.lockGuarded(tx, actor, id, version);
    const { mobile, ...others } = changes;
    Object.assign(account, others, mobile === undefined ? {} : { mobile: e164(mobile) });
    await saveRoot(tx, Account, account);
    await this.tellChanged(tx, actor, id, changes);
  }

  async changeOwn(tx: Tx, actor: Actor, version: number, changes: OwnChanges): Promise<void> {
    const account = await this.lockOwn(tx, actor, version);
    await saveRoot(tx, Account, Object.assign(account, changes));
    await this.tellChanged(tx, actor, account.id, changes);
  }

  /** I8, I9, I10. */
  async assignRoles(tx: Tx, actor: Actor, id: Id, version: number, roleIds: readonly Id[]): Promise<void> {
    assertNotOwn(actor, id);
    const account = await this.lockGuarded(tx, actor, id, version);
    const admins = await administratorsBefore(tx);
    const given = await this.givableRoles(tx, actor, roleIds);
    await execute(tx, clearRoles, [id]);
    await execute(tx, giveRoles, [id, given]);
    await this.saveAndEndSessions(tx, account);
    await admins.assertRemain(tx);
    await this.outbox.publish(tx, actor, accountRolesChanged({ id, centerId: null }, { roleIds: given }));
  }

  /** I8, I9, I10. */
  async assignCenters(tx: Tx, actor: Actor, id: Id, version: number, workplace: Workplace): Promise<void> {
    assertNotOwn(actor, id);
    const account = await this.lockGuarded(tx, actor, id, version);
    const admins = await administratorsBefore(tx);
    const centerIds = await this.givableCenters(tx, actor, workplace);
    await execute(tx, clearCenters, [id]);
    await execute(tx, giveCenters, [id, centerIds]);
    account.scope = workplace.scope;
    await this.saveAndEndSessions(tx, account);
    await admins.assertRemain(tx);
    const { scope } = workplace;
    await this.outbox.publish(tx, actor, accountCentersChanged({ id, centerId: null }, { scope, centerIds }));
  }

  /** I9, I10. Disabling twice changes nothing. The reason stays in the audit. */
  async disable(tx: Tx, actor: Actor, id: Id, version: number, reason: string): Promise<void> {
    assertNotOwn(actor, id);
    const account = await this.lockGuarded(tx, actor, id, version);
    if (account.disabledAt) return;
    const admins = await administratorsBefore(tx);
    account.disabledAt = this.clock.now();
    await this.saveAndEndSessions(tx, account);
    await admins.assertRemain(tx);
    await this.outbox.publish(tx, actor, accountDisabled({ id, centerId: null }, {}), { reason });
  }

  async enable(tx: Tx, actor: Actor, id: Id, version: number): Promise<void> {
    const account = await this.lockGuarded(tx, actor, id, version);
    if (!account.disabledAt) return;
    account.disabledAt = null;
    await saveRoot(tx, Account, account);
    await this.outbox.publish(tx, actor, accountEnabled({ id, centerId: null }, {}));
  }

  /** I8, I9. Gives an account a new password and ends its sessions; one's own changes by `changeOwnPassword`. */
  async resetPassword(tx: Tx, actor: Actor, id: Id, version: number, passwordHash: PasswordHash): Promise<void> {
    assertNotOwn(actor, id);
    const account = await this.lockGuarded(tx, actor, id, version);
    account.passwordHash = passwordHash;
    await this.saveAndEndSessions(tx, account);
    await this.outbox.publish(tx, actor, passwordChanged({ id, centerId: null }, { by: 'reset' }));
  }

  /** Ends every session of the owner too; returns what a new session is opened with. */
  async changeOwnPassword(
    tx: Tx,
    actor: Actor,
    passwordHash: PasswordHash,
  ): Promise<{ readonly id: Id; readonly sessionVersion: number }> {
    const account = await this.lockOwn(tx, actor);
    account.passwordHash = passwordHash;
    await this.saveAndEndSessions(tx, account);
    await this.outbox.publish(tx, actor, passwordChanged({ id: account.id, centerId: null }, { by: 'owner' }));
    return { id: account.id, sessionVersion: account.sessionVersion };
  }

  private async lockOwn(tx: Tx, actor: Actor, version?: number): Promise<Account> {
    if (actor.accountId === null) throw notFound();
    return lockRoot<Account>(tx, Account, actor.accountId, version);
  }

  /** I7, I8. The account, locked, as far as the actor sees it and holds every right it holds. */
  private async lockGuarded(tx: Tx, actor: Actor, id: Id, version: number): Promise<Account> {
    const account = await lockRoot<Account>(tx, Account, id);
    const [access] = await execute<Access>(tx, accessOf, [id]);
    if (!access || !canSee(actor, access)) throw notFound();
    assertHolds(actor, access);
    if (account.version !== version) throw staleVersion();
    return account;
  }

  /** I11. */
  private async saveAndEndSessions(tx: Tx, account: Account): Promise<void> {
    account.sessionVersion += 1;
    await saveRoot(tx, Account, account);
    await this.sessions.endAllOf(tx, account.id);
  }

  private async tellChanged(tx: Tx, actor: Actor, id: Id, changes: AccountChanges): Promise<void> {
    await this.outbox.publish(tx, actor, accountChanged({ id, centerId: null }, { fields: Object.keys(changes) }));
  }

  private async givableRoles(tx: Tx, actor: Actor, roleIds: readonly Id[]): Promise<Id[]> {
    const wanted = [...new Set(roleIds)];
    const roles = await execute<{ id: Id; permissions: Permission[] }>(tx, permissionsOfRoles, [wanted]);
    if (roles.length < wanted.length)
      throw invalidInput({}, [{ pointer: '/roleIds', code: 'exists', detail: 'names a role that does not exist' }]);
    assertHolds(actor, { permissions: roles.flatMap((role) => role.permissions) });
    return wanted;
  }

  private async givableCenters(tx: Tx, actor: Actor, { scope, centerIds }: Workplace): Promise<Id[]> {
    const wanted = [...new Set(centerIds)];
    const [found] = await execute<{ n: number }>(tx, existingCenters, [wanted]);
    // A foreign centre and one that does not exist look the same.
    if (found?.n !== wanted.length || !wanted.every((id) => worksIn(actor, id)))
      throw invalidInput({}, [{ pointer: '/centerIds', code: 'exists', detail: 'names an unknown service centre' }]);
    if (scope === 'centers' && wanted.length === 0)
      throw invalidInput({}, [{ pointer: '/centerIds', code: 'arrayNotEmpty', detail: 'needs a service centre' }]);
    assertHolds(actor, { scope });
    return wanted;
  }
}

function e164(mobile: string | null): string | null {
  if (mobile === null) return null;
  const normal = parseMobile(mobile);
  if (normal === null) throw invalidMobile();
  return normal;
}
