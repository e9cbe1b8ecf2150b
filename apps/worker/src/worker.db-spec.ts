import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Id, newId } from '@aftercare/kernel';
import {
  Database,
  event,
  FailedJobs,
  JobRunner,
  loadConfig,
  Outbox,
  OutboxRelay,
  PermanentError,
  QUEUES,
  type RecordedEvent,
  SubscribesTo,
  SYSTEM,
  type Tx,
} from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import pg from 'pg';
import { hasRedis, type RedisServer, startRedis } from '../test/redis.js';
import { type WorkerConfig, workerSchema } from './config.js';
import { type RunningWorker, startWorker } from './start-worker.js';
import { openQueueBackend } from './queue-backend.js';
import { SCHEDULE } from './schedule.js';
import { WorkerModule } from './worker.module.js';

interface Ping {
  readonly mood: 'fine' | 'flaky' | 'broken' | 'hopeless' | 'slow';
}
const pinged = event<Ping>('test.pinged', 1, 'ping');

const tries = new Map<Id, number[]>(); // when each fact was tried, in ms
let repaired = false;

/** Writes a row per fact, in the transaction that marks the fact as handled. */
@Injectable()
@SubscribesTo({ name: 'record-ping', queue: 'events', to: [pinged] })
class RecordPing {
  async handle(tx: Tx, fact: RecordedEvent<Ping>): Promise<void> {
    const times = [...(tries.get(fact.id) ?? []), Date.now()];
    tries.set(fact.id, times);
    await tx.query('INSERT INTO ping_seen (event_id) VALUES ($1)', [fact.id]);
    if (fact.payload.mood === 'slow') await new Promise((resolve) => setTimeout(resolve, 500));
    if (fact.payload.mood === 'flaky' && times.length < 3) throw new Error('try again');
    if (fact.payload.mood === 'hopeless') throw new Error('and again');
    if (fact.payload.mood === 'broken' && !repaired) throw new PermanentError('never again');
  }
}

const performed: Id[] = [];

@Injectable()
@SubscribesTo({ name: 'announce-ping', queue: 'delivery', to: [pinged] })
class AnnouncePing {
  async perform(fact: RecordedEvent<Ping>): Promise<void> {
    performed.push(fact.id);
  }
}

@Module({ providers: [RecordPing, AnnouncePing] })
class PingModule {}

const backends = hasRedis ? (['postgres', 'redis'] as const) : (['postgres'] as const);
if (!hasRedis) process.stderr.write('redis-server is not on the PATH: the queue suite runs on PostgreSQL only\n');

describe.each(backends)('the worker on %s', (kind) => {
  const database = testDatabase();
  let redis: RedisServer | undefined;
  let config: WorkerConfig;
  let app: INestApplicationContext; // publishes as the API does; takes no job
  let worker: RunningWorker | undefined;
  let client: pg.Client;

  beforeAll(async () => {
    redis = kind === 'redis' ? await startRedis() : undefined;
    config = loadConfig(workerSchema, { DATABASE_URL: database.url, REDIS_URL: redis?.url, LOG_LEVEL: 'silent' });
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('CREATE TABLE ping_seen (event_id uuid NOT NULL)');
    app = await NestFactory.createApplicationContext(
      { module: PingModule, imports: [WorkerModule.forRoot(config)] },
      { logger: false },
    );
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    repaired = false;
    await client.query('DELETE FROM ping_seen; DELETE FROM handled_event; DELETE FROM outbox_event');
  });
  afterAll(async () => {
    await app.close();
    await client.end();
    await redis?.stop();
  });

  const start = async (): Promise<void> => void (worker = await startWorker(config, [PingModule]));

  const ping = (mood: Ping['mood'], then?: () => never): Promise<Id> =>
    app.get(Database).transaction(async (tx) => {
      const id = newId();
      await app.get(Outbox).publish(tx, SYSTEM, pinged({ id, centerId: null }, { mood }));
      then?.();
      const [row] = (await tx.query('SELECT id FROM outbox_event WHERE subject_id = $1', [id])) as { id: Id }[];
      return row!.id;
    });

  const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await client.query(sql, values)).rows as Record<string, unknown>[];
  const seen = (id: Id) => rows('SELECT event_id FROM ping_seen WHERE event_id = $1', [id]);
  const state = (id: Id) =>
    rows('SELECT subscriber, error FROM handled_event WHERE event_id = $1 ORDER BY subscriber', [id]);

  async function until(done: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!(await done())) {
      if (Date.now() > deadline) throw new Error('it did not happen in time');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const settled = (id: Id) => until(async () => (await state(id)).length === 2);
  const DONE = [
    { subscriber: 'announce-ping', error: null },
    { subscriber: 'record-ping', error: null },
  ];

  it('hands each committed fact to each of its subscribers, and none that was rolled back', async () => {
    await start();
    const lost = newId();
    await expect(
      ping('fine', () => {
        throw new Error(lost);
      }),
    ).rejects.toThrow(lost);
    const ids = await Promise.all(Array.from({ length: 20 }, () => ping('fine')));
    for (const id of ids) await settled(id);
    expect(await rows('SELECT event_id FROM ping_seen')).toHaveLength(20);
    expect(performed.filter((id) => ids.includes(id))).toHaveLength(20);
    expect(await rows('SELECT 1 FROM outbox_event WHERE dispatched_at IS NULL')).toEqual([]);
  });

  it('delivers what was committed while no worker ran', async () => {
    const id = await ping('fine');
    await start();
    await settled(id);
    expect(await state(id)).toEqual(DONE);
  });

  it('tries a failing reaction again, each time later, and keeps nothing of the failed tries', async () => {
    await start();
    const id = await ping('flaky');
    await settled(id);
    const times = tries.get(id) ?? [];
    expect(times).toHaveLength(3);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(150); // 200 ms less the jitter
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(300);
    expect(await seen(id)).toHaveLength(1);
    expect(await state(id)).toEqual(DONE);
  });

  it('gives up after the last try', async () => {
    await start();
    const id = await ping('hopeless');
    await settled(id);
    expect(tries.get(id)).toHaveLength(QUEUES.events.attempts);
    expect(await state(id)).toEqual([DONE[0], { subscriber: 'record-ping', error: 'Error: and again' }]);
    expect(await seen(id)).toEqual([]);
  });

  it('gives a permanent failure up at once, shows it, and carries it out when replayed', async () => {
    await start();
    const id = await ping('broken');
    await settled(id);
    expect(tries.get(id)).toHaveLength(1);
    expect(await seen(id)).toEqual([]);
    const failed = await app.get(FailedJobs).list(SYSTEM, { limit: 10 });
    expect(failed.data).toMatchObject([
      {
        eventId: id,
        eventName: 'test.pinged',
        subscriber: 'record-ping',
        error: expect.stringContaining('never again'),
      },
    ]);

    repaired = true;
    await app.get(Database).transaction((tx) => app.get(FailedJobs).replay(tx, SYSTEM, id, 'record-ping'));
    await settled(id);
    expect(await state(id)).toEqual(DONE);
    expect(await seen(id)).toHaveLength(1);
    expect(performed.filter((done) => done === id)).toHaveLength(1);
    await expect(
      app.get(Database).transaction((tx) => app.get(FailedJobs).replay(tx, SYSTEM, id, 'record-ping')),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has its effect once when a job runs twice at the same time', async () => {
    const id = await ping('slow');
    const runner = app.get(JobRunner);
    await Promise.all([runner.run(id, 'record-ping'), runner.run(id, 'record-ping')]);
    await runner.run(id, 'record-ping');
    expect(await seen(id)).toHaveLength(1);
  });

  it('offers again what an emptied queue has lost', async () => {
    const id = await ping('fine');
    const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = config;
    const backend = await openQueueBackend({ databaseUrl, redisUrl, workers: 1, production: true });
    const queues = { events: backend.queue('events', {}), delivery: backend.queue('delivery', {}) };
    await app.get(OutboxRelay).relay(async (jobs) => {
      for (const { queue, eventId, subscriber } of jobs)
        await queues[queue as keyof typeof queues].add(subscriber, { eventId, subscriber }, { jobId: `${eventId}_x` });
    });
    expect(await queues.events.count()).toBe(1);
    for (const queue of Object.values(queues)) {
      await queue.obliterate({ force: true });
      await queue.close();
    }
    await backend.close();
    await client.query(`UPDATE outbox_event SET dispatched_at = now() - interval '61 seconds' WHERE id = $1`, [id]);

    await start();
    await settled(id);
    expect(await state(id)).toEqual(DONE);
  });

  it('goes on after PostgreSQL cut its connections', async () => {
    await start();
    await settled(await ping('fine'));
    const cut = await rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name <> ''`, // the tests' own connections have no name
    );
    expect(cut.length).toBeGreaterThan(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await settled(await ping('fine'));
  }, 20_000);

  it('lets a running job end before it closes', async () => {
    await start();
    const id = await ping('slow');
    await until(async () => tries.has(id));
    await worker?.close();
    worker = undefined;
    expect(await seen(id)).toHaveLength(1);
  });

  it('has a schedule whose tasks run', async () => {
    for (const { run } of SCHEDULE) expect(await run(app)).toBe(0);
  });

  it('sweeps away what has served its time, and nothing else', async () => {
    const tables = ['idempotency_key', 'outbox_event', 'throttle', 'session', 'spent_refresh_token'];
    const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table})`).join(', ');
    const left = async () => (await client.query<{ n: number[] }>(`SELECT ARRAY[${counts}] AS n`)).rows[0]?.n;
    await client.query(`
      CREATE TEMP VIEW ages AS SELECT gen_random_uuid() AS id, now() - age AS at FROM (VALUES
        (interval '100 days'), (interval '0')) AS v(age);
      INSERT INTO idempotency_key (principal, route, key, body_hash, result, created_at)
        SELECT 'p', 'r', id::text, 'h', 'null', at FROM ages;
      INSERT INTO outbox_event
          (id, name, version, subject_type, subject_id, payload, actor_name, occurred_at, dispatched_at)
        SELECT id, 'x', 1, 't', id, '{}', 'a', at, at FROM ages;
      INSERT INTO throttle (key, points, expire) SELECT id::text, 1, extract(epoch FROM at) * 1000 + 60000 FROM ages;
      INSERT INTO account (id, email, display_name, password_hash, locale, calendar, scope)
        VALUES (gen_random_uuid(), 'a@example.com', 'A', 'h', 'fa', 'jalali', 'network');
      INSERT INTO session (id, account_id, token_hash, created_at, used_at, expires_at)
        SELECT ages.id, a.id, sha256(ages.id::text::bytea), at, at, at + interval '1 hour' FROM ages, account a;
      INSERT INTO spent_refresh_token (hash, session_id, salt, spent_at) SELECT token_hash, id, '', used_at FROM session`);
    expect(await left()).toEqual(tables.map(() => 2));
    const touched: Record<string, number> = {};
    for (const { name, run } of SCHEDULE) touched[name] = await run(app);
    expect(await left()).toEqual(tables.map(() => 1));
    expect(touched).toMatchObject({
      'purge-idempotency-keys': 1,
      'purge-settled-facts': 1,
      'purge-throttles': 1,
      'forget-sessions': 1,
    });
    await client.query('DELETE FROM account; DELETE FROM idempotency_key; DELETE FROM throttle; DROP VIEW ages');
  });

  it('declares each scheduled task once, however many workers start', async () => {
    await start();
    const second = await startWorker(config);
    await second.close();
    const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = config;
    const backend = await openQueueBackend({ databaseUrl, redisUrl, workers: 1, production: true });
    const queue = backend.queue('schedule', {});
    const names = (await queue.getJobSchedulers()).map(({ key }) => key);
    const waiting = await queue.getDelayedCount();
    await queue.close();
    await backend.close();
    expect(names.sort()).toEqual(SCHEDULE.map(({ name }) => name).sort());
    expect(waiting).toBe(SCHEDULE.length);
  });
});
