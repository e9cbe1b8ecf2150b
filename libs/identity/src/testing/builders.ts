import type { ModuleRef } from '@nestjs/core';
import { type Id, newId } from '@aftercare/kernel';
import { type Permission, SYSTEM, type Tx } from '@aftercare/platform';
import { AccountsService, type NewAccount } from '../accounts.service.js';
import { type PasswordHash, Passwords } from '../passwords.js';
import { RolesService } from '../roles.service.js';

export const TEST_PASSWORD = 'a long enough password';
let testHash: Promise<PasswordHash> | undefined;

/** An account with `TEST_PASSWORD` and a role of its own with exactly these permissions; of the network unless it has centres. */
export async function anAccount(
  tx: Tx,
  app: Pick<ModuleRef, 'get'>,
  { permissions = [], ...given }: Partial<NewAccount> & { permissions?: readonly Permission[] } = {},
): Promise<{ id: Id; email: string }> {
  const unique = newId();
  const email = given.email ?? `${unique}@example.com`;
  const strict = { strict: false };
  const role = { code: `test-${unique}`, name: { fa: null, en: 'Test' }, permissions };
  const roleId = await app.get<RolesService>(RolesService, strict).create(tx, SYSTEM, role);
  const hash = await (testHash ??= app.get<Passwords>(Passwords, strict).hash(TEST_PASSWORD));
  const account: NewAccount = {
    displayName: 'Test account',
    mobile: null,
    locale: 'en',
    calendar: 'gregorian',
    scope: given.centerIds ? 'centers' : 'network',
    centerIds: [],
    ...given,
    email,
    roleIds: [roleId, ...(given.roleIds ?? [])],
  };
  const id = await app.get<AccountsService>(AccountsService, strict).create(tx, SYSTEM, account, hash);
  return { id, email };
}
