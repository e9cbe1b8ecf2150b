import pg from 'pg';
import { testDatabase } from './database.js';

describe('the test database', () => {
  const db = testDatabase();
  let client: pg.Client;
  const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await client.query(sql)).rows;
  const counts = () =>
    rows(`SELECT (SELECT count(*)::int FROM outbox_event) AS events, (SELECT count(*)::int FROM handled_event) AS handled,
                 (SELECT count(*)::int FROM audit_entry) AS audited, (SELECT count(*)::int FROM schema_migration) AS migrations`);

  beforeAll(async () => {
    client = new pg.Client({ connectionString: db.url });
    await client.connect();
  });
  afterAll(() => client.end());

  it('holds the migrated schema and nothing else', async () => {
    const [found] = await counts();
    expect(found).toMatchObject({ events: 0, handled: 0, audited: 0 });
    expect(found?.['migrations']).toBeGreaterThan(0);
  });

  it('is emptied across foreign keys and append-only tables, numbers begin anew, migrations stay', async () => {
    const [before] = await counts();
    await client.query(`
      INSERT INTO outbox_event (id, name, version, subject_type, subject_id, payload, actor_name, occurred_at)
        SELECT gen_random_uuid(), 'test.happened', 1, 'test', gen_random_uuid(), '{}', 'test', now();
      INSERT INTO handled_event (event_id, subscriber) SELECT id, 'tester' FROM outbox_event;
      INSERT INTO audit_entry (id, action, subject_type, subject_id, details, actor_kind, actor_name, occurred_at)
        SELECT gen_random_uuid(), 'test', 'test', gen_random_uuid(), '{}', 'system', 'test', now()`);
    expect(await rows(`SELECT next_number('RC', 1405) AS n UNION ALL SELECT next_number('RC', 1405)`)).toHaveLength(2);
    await db.emptyTables();
    expect(await counts()).toEqual([before]);
    expect(await rows(`SELECT next_number('RC', 1405)::int AS n`)).toEqual([{ n: 1 }]);
  });

  it('gets back a row of the migrations that a test changed, removed or added to', async () => {
    const [before] = await rows(`SELECT json_agg(m ORDER BY id) AS all FROM schema_migration m`);
    await client.query(`UPDATE schema_migration SET name = 'changed'`);
    await db.emptyTables();
    expect(await rows(`SELECT json_agg(m ORDER BY id) AS all FROM schema_migration m`)).toEqual([before]);
    await client.query(`DELETE FROM schema_migration`);
    await db.emptyTables();
    expect(await rows(`SELECT json_agg(m ORDER BY id) AS all FROM schema_migration m`)).toEqual([before]);
    await client.query(`INSERT INTO schema_migration (timestamp, name) VALUES (1, 'added')`);
    await db.emptyTables();
    expect(await rows(`SELECT json_agg(m ORDER BY id) AS all FROM schema_migration m`)).toEqual([before]);
  });

  it('keeps its checks while it is being emptied', async () => {
    await db.emptyTables();
    await expect(
      client.query(`INSERT INTO handled_event (event_id, subscriber) VALUES (gen_random_uuid(), 'tester')`),
    ).rejects.toThrow('handled_event_event_fk');
  });
});
