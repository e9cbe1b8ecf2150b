import type { Clock } from '@aftercare/kernel';
import { type Database, statement } from './database.js';
import { tooManyRequests } from './platform.errors.js';

/*
 * Counts live in PostgreSQL, so they hold for all processes together, and outside of transactions, so that what is
 * refused or rolled back counts too. A row is its key, what was counted, and the millisecond (epoch) it is forgotten.
 * $1 key, $2 now. Who is refused writes nothing: a flood costs reads.
 */

interface Count {
  readonly granted: boolean;
  /** Epoch milliseconds. */
  readonly free_at: number;
}

// $3 how many, $4 the window in milliseconds.
const take = statement(
  'throttle.take',
  `WITH used_up AS (SELECT expire FROM throttle WHERE key = $1 AND expire > $2 AND points >= $3),
        counted AS (
     INSERT INTO throttle AS t (key, points, expire) SELECT $1, 1, $2::bigint + $4 WHERE NOT EXISTS (SELECT FROM used_up)
     ON CONFLICT (key) DO UPDATE SET points = CASE WHEN t.expire > $2 THEN t.points + 1 ELSE 1 END,
                                     expire = CASE WHEN t.expire > $2 THEN t.expire ELSE excluded.expire END
     RETURNING points, expire)
   SELECT points <= $3 AS granted, expire AS free_at FROM counted UNION ALL SELECT false, expire FROM used_up`,
);

/** So many times per window and key. */
export class Throttle {
  /** `name` is unique in the product; `points` are allowed within `seconds` from the first. */
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly name: string,
    private readonly limit: { readonly points: number; readonly seconds: number },
  ) {}

  /** Counts one. Throws `too-many-requests` beyond the limit. */
  async take(key: string): Promise<void> {
    const now = this.clock.now().getTime();
    const { points, seconds } = this.limit;
    const count = await this.db.row<Count>(take, [`${this.name}:${key}`, now, points, seconds * 1000]);
    if (!count?.granted) throw refusal(count, now);
  }
}

const FREE_TRIES = 5;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;
const MEMORY_MS = 15 * 60_000;

/*
 * A row expires MEMORY_MS after its delay is over, so the end of the delay is `expire - MEMORY_MS`. Of two tries at once
 * the second waits for the first's row; when that began a delay, it is neither counted nor found: it looks again.
 */
const delayed = (row: string): string => `${row}.points >= ${FREE_TRIES} AND ${row}.expire - ${MEMORY_MS} > $2`;
const attempt = statement(
  'throttle.attempt',
  `WITH delayed AS (SELECT expire FROM throttle t WHERE key = $1 AND ${delayed('t')}),
        counted AS (
     INSERT INTO throttle AS t (key, points, expire) SELECT $1, 1, $2::bigint + ${MEMORY_MS}
      WHERE NOT EXISTS (SELECT FROM delayed)
     ON CONFLICT (key) DO UPDATE SET
       points = CASE WHEN t.expire > $2 THEN t.points + 1 ELSE 1 END,
       expire = excluded.expire + CASE WHEN t.expire > $2 AND t.points + 1 >= ${FREE_TRIES}
         THEN least(${FIRST_DELAY_MS} * 2 ^ least(t.points + 1 - ${FREE_TRIES}, 20), ${LONGEST_DELAY_MS})::bigint ELSE 0 END
      WHERE NOT (${delayed('t')})
     RETURNING expire)
   SELECT true AS granted, expire - ${MEMORY_MS} AS free_at FROM counted
   UNION ALL SELECT false, expire - ${MEMORY_MS} FROM delayed`,
);
const forget = statement('throttle.forget', 'DELETE FROM throttle WHERE key = $1');

/**
 * Slows guessing down without locking the owner out for long: five tries are free, then each costs a delay that doubles
 * from one second to fifteen minutes. It forgets fifteen minutes after the last delay.
 */
export class GrowingDelay {
  /** `name` is unique in the product. */
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly name: string,
  ) {}

  /** Counts a try, before it is known how it ends. Throws `too-many-requests`, uncounted, while a delay runs. */
  async attempt(key: string): Promise<void> {
    const now = this.clock.now().getTime();
    const values = [`${this.name}:${key}`, now];
    const count = (await this.db.row<Count>(attempt, values)) ?? (await this.db.row<Count>(attempt, values));
    if (!count?.granted) throw refusal(count, now);
  }

  /** A success: forgets what was counted for a key. */
  async forget(key: string): Promise<void> {
    await this.db.rows(forget, [`${this.name}:${key}`]);
  }
}

function refusal(count: Count | null, now: number): Error {
  return tooManyRequests({ retryAfterSeconds: Math.max(1, Math.ceil(((count?.free_at ?? 0) - now) / 1000)) });
}
