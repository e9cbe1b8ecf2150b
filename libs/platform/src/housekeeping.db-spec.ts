import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { testDatabase } from '@aftercare/testing';
import { Database } from './database.js';
import { Housekeeping } from './housekeeping.js';
import { PlatformModule } from './platform.module.js';

describe('housekeeping', () => {
  const database = testDatabase();
  let app: INestApplicationContext;

  beforeAll(async () => {
    app = await NestFactory.createApplicationContext(
      PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 2, applicationName: 'test' }),
      { logger: false },
    );
  });
  afterEach(() => database.emptyTables());
  afterAll(() => app.close());

  const query = (sql: string): Promise<Record<string, unknown>[]> => app.get(Database).source.query(sql);

  it('takes idempotency keys away after 72 hours, in batches', async () => {
    await query(`INSERT INTO idempotency_key (principal, route, key, body_hash, result, created_at)
      SELECT 'p', 'r', n::text, 'h', 'null'::jsonb, now() - interval '73 hours' FROM generate_series(1, 4500) n
      UNION ALL SELECT 'p', 'r', 'young', 'h', 'null'::jsonb, now() - interval '71 hours'`);
    expect(await app.get(Housekeeping).purgeIdempotencyKeys()).toBe(4500);
    expect(await query('SELECT key FROM idempotency_key')).toEqual([{ key: 'young' }]);
  });

  it('takes facts away 90 days after they were handed over, but not those with a failure to replay', async () => {
    await query(`INSERT INTO outbox_event
        (id, name, version, subject_type, subject_id, payload, actor_name, occurred_at, dispatched_at)
      SELECT gen_random_uuid(), name, 1, 't', gen_random_uuid(), '{}', 'a', now(), handed_over FROM (VALUES
        ('old', now() - interval '91 days'), ('failed', now() - interval '91 days'),
        ('young', now() - interval '89 days'), ('waiting', NULL)) AS fact(name, handed_over)`);
    await query(`INSERT INTO handled_event (event_id, subscriber, error)
      SELECT id, 's', CASE name WHEN 'failed' THEN 'Error' END FROM outbox_event WHERE name IN ('old', 'failed')`);
    expect(await app.get(Housekeeping).purgeSettledFacts()).toBe(1);
    expect(await query('SELECT name FROM outbox_event ORDER BY name')).toEqual([
      { name: 'failed' },
      { name: 'waiting' },
      { name: 'young' },
    ]);
    expect(await query('SELECT error FROM handled_event')).toEqual([{ error: 'Error' }]);
  });

  it('takes expired throttle rows away', async () => {
    await query(`INSERT INTO throttle (key, points, expire) VALUES
      ('over', 1, (extract(epoch FROM now()) - 1) * 1000), ('on', 1, (extract(epoch FROM now()) + 60) * 1000)`);
    expect(await app.get(Housekeeping).purgeThrottles()).toBe(1);
    expect(await query('SELECT key FROM throttle')).toEqual([{ key: 'on' }]);
  });
});
