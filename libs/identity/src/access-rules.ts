import type { Id } from '@aftercare/kernel';
import { type Actor, hasPermission, type Permission, worksIn } from '@aftercare/platform';
import type { AccountScope } from './account.entity.js';
import { beyondOwnRights, ownAccess } from './identity.errors.js';

/** What an account may do and where. */
export interface Access {
  readonly scope: AccountScope;
  readonly centerIds: readonly Id[];
  readonly permissions: readonly Permission[];
}

/** I8. One gives, takes and guards only what one holds: also a password reset hands over all rights of the account. */
export function assertHolds(actor: Actor, access: Partial<Access>): void {
  const { scope, centerIds = [], permissions = [] } = access;
  const held =
    permissions.every((permission) => hasPermission(actor, permission)) &&
    centerIds.every((centerId) => worksIn(actor, centerId)) &&
    (scope !== 'network' || actor.centers === 'all');
  if (!held) throw beyondOwnRights();
}

/** I9. Nobody changes their own access. */
export function assertNotOwn(actor: Actor, accountId: Id): void {
  if (actor.accountId === accountId) throw ownAccess();
}

/** I7. An account is seen from a centre it works in; network accounts are seen by network accounts only. */
export function canSee(actor: Actor, access: Access): boolean {
  if (actor.centers === 'all') return true;
  return access.scope === 'centers' && access.centerIds.some((centerId) => worksIn(actor, centerId));
}
