import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FixedClock } from '@aftercare/kernel';
import { testDatabase } from '@aftercare/testing';
import { Database } from './database.js';
import { PlatformModule } from './platform.module.js';
import { ProblemError } from './problem.js';
import { GrowingDelay, Throttle } from './throttle.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('throttles', () => {
  const database = testDatabase();
  const clock = new FixedClock(new Date('2026-11-22T08:00:00Z'));
  let processes: INestApplicationContext[];
  let one: Database;
  let other: Database;

  beforeAll(async () => {
    const start = () =>
      NestFactory.createApplicationContext(
        PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 8, applicationName: 'test' }),
        { logger: false },
      );
    processes = [await start(), await start()];
    [one, other] = processes.map((app) => app.get(Database)) as [Database, Database];
  });
  afterEach(() => database.emptyTables());
  afterAll(() => Promise.all(processes.map((app) => app.close())));

  /** Null when it is granted, else the seconds to wait. */
  const wait = async (asked: Promise<void>): Promise<unknown> => {
    try {
      await asked;
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'too-many-requests') throw error;
      return error.params['retryAfterSeconds'];
    }
  };
  const grantedOf = async (asked: readonly Promise<void>[]): Promise<number> =>
    (await Promise.all(asked.map(wait))).filter((seconds) => seconds === null).length;

  describe('a window', () => {
    const limit = { points: 3, seconds: 60 };
    const throttle = (db = one) => new Throttle(db, clock, 'test', limit);

    it('grants its points per key, then says how long it is still closed', async () => {
      for (let i = 0; i < 3; i++) expect(await wait(throttle().take('a'))).toBeNull();
      clock.advance(20 * SECOND + 1);
      expect(await wait(throttle().take('a'))).toBe(40);
      expect(await wait(throttle().take('b'))).toBeNull();
      clock.advance(40 * SECOND - 2);
      expect(await wait(throttle().take('a'))).toBe(1);
      clock.advance(1);
      for (let i = 0; i < 3; i++) expect(await wait(throttle().take('a'))).toBeNull();
      expect(await wait(throttle().take('a'))).toBe(60);
    });

    it('counts for all processes together, also at the same moment', async () => {
      const asked = Array.from({ length: 20 }, (_, i) => throttle(i % 2 ? one : other).take('a'));
      expect(await grantedOf(asked)).toBe(3);
    });
  });

  describe('a growing delay', () => {
    const delay = (db = one) => new GrowingDelay(db, clock, 'test');

    it('lets five tries pass, then makes each wait twice as long, to fifteen minutes at most', async () => {
      for (let i = 0; i < 5; i++) expect(await wait(delay().attempt('a'))).toBeNull();
      const waits: unknown[] = [];
      for (let i = 0; i < 12; i++) {
        const seconds = await wait(delay().attempt('a'));
        waits.push(seconds);
        clock.advance(Number(seconds) * SECOND - 1);
        expect(await wait(delay().attempt('a'))).toBe(1); // refused, and the delay grows by it no more
        clock.advance(1);
        expect(await wait(delay().attempt('a'))).toBeNull();
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    });

    it('stands at its height for who tries as soon as it may, however long, and forgets after fifteen quiet minutes', async () => {
      for (let i = 0; i < 40; i++) {
        const seconds = await wait(delay().attempt('a'));
        if (seconds === null) continue;
        clock.advance(Number(seconds) * SECOND);
        await delay().attempt('a');
      }
      expect(await wait(delay().attempt('a'))).toBe(900);
      clock.advance(30 * MINUTE - 1);
      expect(await wait(delay().attempt('a'))).toBeNull();
      expect(await wait(delay().attempt('a'))).toBe(900);
      clock.advance(30 * MINUTE);
      for (let i = 0; i < 5; i++) expect(await wait(delay().attempt('a'))).toBeNull();
      expect(await wait(delay().attempt('a'))).toBe(1);
    });

    it('counts for all processes together, also at the same moment', async () => {
      const asked = Array.from({ length: 20 }, (_, i) => delay(i % 2 ? one : other).attempt('a'));
      expect(await grantedOf(asked)).toBe(5);
    });

    it('holds for its key alone, until it is forgotten', async () => {
      for (let i = 0; i < 5; i++) await delay().attempt('a');
      expect(await wait(delay(other).attempt('a'))).toBe(1);
      expect(await wait(delay().attempt('b'))).toBeNull();
      await delay().forget('a');
      for (let i = 0; i < 5; i++) expect(await wait(delay().attempt('a'))).toBeNull();
    });
  });
});
