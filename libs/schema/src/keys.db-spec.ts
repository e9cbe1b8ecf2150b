import { testDatabase } from '@aftercare/testing';
import pg from 'pg';

describe('references between tables', () => {
  const database = testDatabase();
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(() => client.end());

  const names = async (sql: string): Promise<string[]> =>
    (await client.query<{ name: string }>(`${sql} ORDER BY 1`)).rows.map(({ name }) => name);

  const TABLE_COLUMNS = `pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`;
  const CENTER_OWNED = `SELECT a.attrelid FROM ${TABLE_COLUMNS} AND a.attname = 'center_id'`;

  it('every id of another row has its foreign key, save what outlives that row or names one of many tables', async () => {
    const bare = await names(
      `SELECT c.relname || '.' || a.attname AS name FROM ${TABLE_COLUMNS} AND a.atttypid = 'uuid'::regtype
          AND a.attname <> 'id' AND NOT EXISTS (SELECT FROM pg_constraint k
                WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))`,
    );
    expect(bare).toEqual([
      // History: who did it stands beside it by name, and it is written whatever becomes of the account.
      'audit_entry.actor_account_id',
      'audit_entry.center_id',
      'audit_entry.subject_id',
      'coverage_decision.decided_by',
      'device_event.actor_account_id',
      'device_reading.actor_account_id',
      'message.event_id', // facts are purged, messages stay
      'outbox_event.actor_account_id',
      'outbox_event.center_id',
      'outbox_event.subject_id',
      'repair_transition.actor_account_id',
      'stock_ledger.actor_account_id',
      'stock_ledger.document_id',
    ]);
  });

  it('a row of a centre points to no row of another, save a device’s earlier orders wherever they were', async () => {
    const across = await names(
      `SELECT k.conname AS name FROM pg_constraint k
        WHERE k.contype = 'f' AND k.conrelid IN (${CENTER_OWNED}) AND k.confrelid IN (${CENTER_OWNED})
          AND NOT EXISTS (SELECT FROM pg_attribute a
                WHERE a.attrelid = k.conrelid AND a.attname = 'center_id' AND a.attnum = ANY (k.conkey))`,
    );
    expect(across).toEqual([
      'coverage_decision_supersedes_fk', // of the same order by its second column
      'repair_order_beside_fk',
      'repair_order_origin_fk',
    ]);
  });

  it('what goes with its parent is found by an index', async () => {
    const slow = await names(
      `SELECT k.conname AS name FROM pg_constraint k WHERE k.contype = 'f' AND k.confdeltype = 'c'
          AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = ANY (k.conkey))`,
    );
    expect(slow).toEqual([]);
  });

  it('every constraint was checked against the old rows, and every index is whole', async () => {
    expect(await names('SELECT conname AS name FROM pg_constraint WHERE NOT convalidated')).toEqual([]);
    expect(await names('SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid')).toEqual([]);
  });
});
