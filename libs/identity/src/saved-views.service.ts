import { Injectable } from '@nestjs/common';
import { Clock, type Id } from '@aftercare/kernel';
import { Database, execute, notFound, statement, type Tx } from '@aftercare/platform';
import { savedViewsFull } from './identity.errors.js';

/** So many views an account keeps of one list. */
export const MAX_SAVED_VIEWS = 20;

/** How somebody wants to see a list again: `list` names it, `search` is what its address says. */
export interface SavedView {
  readonly list: string;
  readonly name: string;
  /** Filters, order and hidden columns, by their names in the address. */
  readonly search: Readonly<Record<string, string>>;
}

const ofAccount = statement(
  'identity.saved-views',
  'SELECT list, name, search FROM saved_view WHERE account_id = $1 AND list = $2 ORDER BY fold_text(name), name',
);
const lockAccount = statement('identity.lock-views', 'SELECT 1 AS found FROM account WHERE id = $1 FOR UPDATE');
const upsert = statement(
  'identity.save-view',
  `INSERT INTO saved_view (account_id, list, name, search, saved_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (account_id, list, fold_text(name)) DO UPDATE
     SET name = excluded.name, search = excluded.search, saved_at = excluded.saved_at`,
);
const count = statement(
  'identity.count-views',
  `SELECT count(*)::int AS others FROM saved_view WHERE account_id = $1 AND list = $2 AND fold_text(name) <> fold_text($3)`,
);
const remove = statement(
  'identity.forget-view',
  `DELETE FROM saved_view WHERE account_id = $1 AND list = $2 AND fold_text(name) = fold_text($3) RETURNING name`,
);

/** I14. Views of lists that an account keeps for itself; no fact and no audit: they say nothing of the business. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** By name. */
  list(accountId: Id, list: string): Promise<SavedView[]> {
    return this.db.rows<SavedView>(ofAccount, [accountId, list]);
  }

  /** Keeps a view, in place of the one of the same name. 409 `identity.saved-views-full` past the twentieth. */
  async save(tx: Tx, accountId: Id, { list, name, search }: SavedView): Promise<void> {
    await execute(tx, lockAccount, [accountId]); // two at once count each other
    const [known] = await execute<{ others: number }>(tx, count, [accountId, list, name]);
    if ((known?.others ?? 0) >= MAX_SAVED_VIEWS) throw savedViewsFull({ most: MAX_SAVED_VIEWS });
    await execute(tx, upsert, [accountId, list, name, JSON.stringify(search), this.clock.now()]);
  }

  /** 404 where there is none of this name. */
  async forget(tx: Tx, accountId: Id, list: string, name: string): Promise<void> {
    if ((await execute(tx, remove, [accountId, list, name])).length === 0) throw notFound();
  }
}
