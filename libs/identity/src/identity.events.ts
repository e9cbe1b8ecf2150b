import { event, type Permission } from '@aftercare/platform';
import type { Id } from '@aftercare/kernel';
import type { AccountScope } from './account.entity.js';

export const accountCreated = event<{ scope: AccountScope; centerIds: readonly Id[]; roleIds: readonly Id[] }>(
  'identity.account-created',
  1,
  'account',
);
export const accountChanged = event<{ fields: readonly string[] }>('identity.account-changed', 1, 'account');
export const accountRolesChanged = event<{ roleIds: readonly Id[] }>('identity.account-roles-changed', 1, 'account');
export const accountCentersChanged = event<{ scope: AccountScope; centerIds: readonly Id[] }>(
  'identity.account-centers-changed',
  1,
  'account',
);
export const accountDisabled = event<object>('identity.account-disabled', 1, 'account');
export const accountEnabled = event<object>('identity.account-enabled', 1, 'account');
/** By the owner, or `reset` by an administrator. */
export const passwordChanged = event<{ by: 'owner' | 'reset' }>('identity.password-changed', 1, 'account');
export const roleCreated = event<{ code: string; permissions: readonly Permission[] }>(
  'identity.role-created',
  1,
  'role',
);
export const roleRenamed = event<{ code: string }>('identity.role-renamed', 1, 'role');
export const rolePermissionsChanged = event<{ code: string; permissions: readonly Permission[] }>(
  'identity.role-permissions-changed',
  1,
  'role',
);
export const roleDeleted = event<{ code: string }>('identity.role-deleted', 1, 'role');
