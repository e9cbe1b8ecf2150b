import { execute, statement, type Tx } from '@aftercare/platform';
import { lastAdmin } from './identity.errors.js';

// Two administrators who take each other's rights at the same moment would each still see the other.
const oneAtATime = statement(
  'identity.lock-administrators',
  `SELECT pg_advisory_xact_lock(hashtextextended('identity.administrators', 0))`,
);
const anyAdministrator = statement(
  'identity.any-administrator',
  `SELECT EXISTS (SELECT 1 FROM account a
                    JOIN account_role r ON r.account_id = a.id
                    JOIN role_permission p ON p.role_id = r.role_id
                   WHERE p.permission = 'account.manage' AND a.scope = 'network' AND a.disabled_at IS NULL) AS found`,
);

/**
 * I10. Call before taking rights away, and `assertRemain` after: it refuses (409) when the change took the last enabled
 * account that manages accounts in the whole network. Until the transaction ends nobody else takes rights away.
 */
export async function administratorsBefore(tx: Tx): Promise<{ assertRemain(tx: Tx): Promise<void> }> {
  await execute(tx, oneAtATime);
  const before = await hasAdministrator(tx);
  return {
    assertRemain: async (tx) => {
      if (before && !(await hasAdministrator(tx))) throw lastAdmin();
    },
  };
}

async function hasAdministrator(tx: Tx): Promise<boolean> {
  const [row] = await execute<{ found: boolean }>(tx, anyAdministrator);
  return row?.found ?? false;
}
