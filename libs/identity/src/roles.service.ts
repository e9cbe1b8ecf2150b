import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import {
  type Actor,
  execute,
  lockRoot,
  Outbox,
  type Permission,
  saveRoot,
  staleVersion,
  statement,
  type Tx,
} from '@aftercare/platform';
import { assertHolds } from './access-rules.js';
import { administratorsBefore } from './administrators.js';
import { ownAccess } from './identity.errors.js';
import { roleCreated, roleDeleted, rolePermissionsChanged, roleRenamed } from './identity.events.js';
import { Role } from './role.entity.js';

export type NewRole = Pick<Role, 'code' | 'name'> & { readonly permissions: readonly Permission[] };

const permissionsOf = statement(
  'identity.permissions-of-role',
  `SELECT ARRAY(SELECT permission FROM role_permission WHERE role_id = $1) AS permissions,
          EXISTS (SELECT 1 FROM account_role WHERE role_id = $1 AND account_id = $2) AS own`,
);
const clear = statement('identity.clear-permissions', 'DELETE FROM role_permission WHERE role_id = $1');
const give = statement(
  'identity.give-permissions',
  'INSERT INTO role_permission (role_id, permission) SELECT $1, unnest($2::text[])',
);

/** Roles belong to the whole network, so only accounts of the network change them (I8). */
@Injectable()
export class RolesService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, { code, name, permissions }: NewRole): Promise<Id> {
    assertHolds(actor, { scope: 'network', permissions });
    const id = newId();
    await tx.insert(Role, { id, code, name, version: 1 });
    await execute(tx, give, [id, unique(permissions)]);
    await this.outbox.publish(tx, actor, roleCreated({ id, centerId: null }, { code, permissions }));
    return id;
  }

  async rename(tx: Tx, actor: Actor, id: Id, version: number, name: Role['name']): Promise<void> {
    const role = await this.lockGuarded(tx, actor, id, version);
    await saveRoot(tx, Role, Object.assign(role, { name }));
    await this.outbox.publish(tx, actor, roleRenamed({ id, centerId: null }, { code: role.code }), { name });
  }

  /** I6, I8, I9, I10. In effect for all who have the role within three seconds; their sessions go on. */
  async setPermissions(
    tx: Tx,
    actor: Actor,
    id: Id,
    version: number,
    permissions: readonly Permission[],
  ): Promise<void> {
    const role = await this.lockGuarded(tx, actor, id, version);
    assertHolds(actor, { permissions });
    const admins = await administratorsBefore(tx);
    await execute(tx, clear, [id]);
    await execute(tx, give, [id, unique(permissions)]);
    await saveRoot(tx, Role, role);
    await admins.assertRemain(tx);
    const { code } = role;
    await this.outbox.publish(tx, actor, rolePermissionsChanged({ id, centerId: null }, { code, permissions }));
  }

  /** I12. Throws `identity.role-in-use` (by its foreign key) while an account has it. */
  async delete(tx: Tx, actor: Actor, id: Id, version: number): Promise<void> {
    const role = await this.lockGuarded(tx, actor, id, version);
    await tx.delete(Role, { id });
    await this.outbox.publish(tx, actor, roleDeleted({ id, centerId: null }, { code: role.code }));
  }

  /** I8, I9. */
  private async lockGuarded(tx: Tx, actor: Actor, id: Id, version: number): Promise<Role> {
    const role = await lockRoot<Role>(tx, Role, id);
    const [held] = await execute<{ permissions: Permission[]; own: boolean }>(tx, permissionsOf, [id, actor.accountId]);
    assertHolds(actor, { scope: 'network', permissions: held?.permissions ?? [] });
    if (held?.own) throw ownAccess();
    if (role.version !== version) throw staleVersion();
    return role;
  }
}

function unique(permissions: readonly Permission[]): Permission[] {
  return [...new Set(permissions)];
}
