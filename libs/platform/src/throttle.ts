import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from './database.js';
import { tooManyRequests } from './platform.errors.js';

/** How often something may happen per key. Counted in PostgreSQL, so for all processes together. */
export class Throttle {
  private readonly limiter: RateLimiterPostgres;

  /** `name` is unique in the product; `points` are allowed within `seconds`. */
  constructor(db: Database, name: string, limit: { readonly points: number; readonly seconds: number }) {
    this.limiter = new RateLimiterPostgres({
      storeClient: db.source,
      storeType: 'typeorm',
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix: name,
      points: limit.points,
      duration: limit.seconds,
    });
  }

  /** Counts one; outside of transactions, so that a refusal counts too. Throws `too-many-requests` beyond the limit. */
  async take(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw tooManyRequests({ retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
    }
  }

  /** Forgets what was counted for a key. */
  async forget(key: string): Promise<void> {
    await this.limiter.delete(key);
  }
}
