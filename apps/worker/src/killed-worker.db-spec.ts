import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId } from '@aftercare/kernel';
import { MessagesService, NotificationsModule } from '@aftercare/notifications';
import { Database, PlatformModule, SYSTEM } from '@aftercare/platform';
import { type KavenegarPeer, startKavenegar, testDatabase } from '@aftercare/testing';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BuiltWorker, buildWorker } from '../test/built-worker.js';
import { hasRedis, type RedisServer, startRedis } from '../test/redis.js';

const BEFORE = 100;
const BETWEEN = 20;

let built: BuiltWorker;
beforeAll(async () => void (built = await buildWorker()), 30_000);
afterAll(() => built.remove());

describe.each(hasRedis ? ['postgres', 'redis'] : ['postgres'])('a worker killed while it sends, on %s', (kind) => {
  const database = testDatabase();
  let app: INestApplicationContext;
  let gateway: KavenegarPeer;
  let redis: RedisServer | undefined;
  let worker: ChildProcess | undefined;

  beforeAll(async () => {
    gateway = await startKavenegar();
    redis = kind === 'redis' ? await startRedis() : undefined;
    app = await NestFactory.createApplicationContext(
      {
        module: NotificationsModule,
        imports: [PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 5, applicationName: 'test' })],
      },
      { logger: false },
    );
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await app.close();
    await gateway.stop();
    await redis?.stop();
  });

  const start = async (): Promise<void> => {
    worker = await built.start({
      DATABASE_URL: database.url,
      SMS_DRIVER: 'kavenegar',
      KAVENEGAR_URL: gateway.url,
      KAVENEGAR_API_KEY: gateway.apiKey,
      ...(redis ? { REDIS_URL: redis.url } : {}),
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ended = once(worker!, 'exit');
    worker!.kill(signal);
    const [code] = (await ended) as [number | null];
    worker = undefined;
    return code;
  };
  const commit = async (from: number, count: number): Promise<void> => {
    for (let n = from; n < from + count; n++)
      await app.get(Database).transaction((tx) =>
        app.get(MessagesService).queue(tx, SYSTEM, {
          eventId: newId(),
          event: 'delivered',
          locale: 'fa',
          to: { mobile: `+98912${String(n).padStart(7, '0')}`, email: null },
          values: { customer: 'مریم', device: 'یخچال', number: `R-${n}`, link: '', center: 'تهران' },
          centerId: null,
        }),
      );
  };
  const count = async (condition: string): Promise<number> => {
    const [row] = (await app
      .get(Database)
      .source.query(`SELECT count(*)::int AS n FROM message WHERE ${condition}`)) as [{ n: number }];
    return row.n;
  };

  it('leaves nothing unsent and nothing sent twice when another takes over', async () => {
    gateway.delayMs = 50;
    await commit(0, BEFORE);
    await start();
    while (gateway.taken.length < BEFORE / 4) await sleep(5);
    await end('SIGKILL');
    const cut = await count(`state = 'sending'`);
    expect(cut).toBeGreaterThan(0); // it died in the middle of some
    expect(await count(`state <> 'sent'`)).toBeGreaterThan(BEFORE / 2);
    await commit(BEFORE, BETWEEN); // while nobody relays

    await start();
    while ((await count(`state <> 'sent'`)) > 0) await sleep(50);
    expect(await end('SIGTERM')).toBe(0);

    const timesTaken = new Map<string, number>();
    for (const { localid } of gateway.taken) timesTaken.set(localid, (timesTaken.get(localid) ?? 0) + 1);
    expect(timesTaken.size).toBe(BEFORE + BETWEEN);
    expect([...timesTaken.values()].filter((times) => times !== 1)).toEqual([]);
    expect(await count('attempts > 1')).toBe(cut);
  }, 60_000);
});
