import { Injectable } from '@nestjs/common';
import { Database, statement } from './database.js';

const BATCH = 2_000;

const idempotencyKeys = statement(
  'housekeeping.idempotency-keys',
  `WITH old AS (SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '72 hours' LIMIT ${BATCH}),
        gone AS (DELETE FROM idempotency_key WHERE ctid = ANY(ARRAY(SELECT ctid FROM old)) RETURNING 1)
   SELECT count(*)::int AS n FROM gone`,
);
// A fact with a failed reaction stays until that is replayed. The audit entry of a fact is never purged.
const settledFacts = statement(
  'housekeeping.settled-facts',
  `WITH old AS (
     SELECT e.id FROM outbox_event e
      WHERE e.dispatched_at < now() - interval '90 days'
        AND NOT EXISTS (SELECT FROM handled_event h WHERE h.event_id = e.id AND h.error IS NOT NULL)
      LIMIT ${BATCH}),
        gone AS (DELETE FROM outbox_event WHERE id IN (SELECT id FROM old) RETURNING 1)
   SELECT count(*)::int AS n FROM gone`,
);
const throttles = statement(
  'housekeeping.throttles',
  `WITH old AS (SELECT key FROM throttle WHERE expire < extract(epoch FROM now()) * 1000 LIMIT ${BATCH}),
        gone AS (DELETE FROM throttle WHERE key IN (SELECT key FROM old) RETURNING 1)
   SELECT count(*)::int AS n FROM gone`,
);

/** Takes away what has served its time, in batches that hold no lock for long. Each returns how many rows went. */
@Injectable()
export class Housekeeping {
  constructor(private readonly db: Database) {}

  purgeIdempotencyKeys(): Promise<number> {
    return this.inBatches(idempotencyKeys);
  }

  purgeSettledFacts(): Promise<number> {
    return this.inBatches(settledFacts);
  }

  purgeThrottles(): Promise<number> {
    return this.inBatches(throttles);
  }

  private async inBatches(query: typeof throttles): Promise<number> {
    for (let total = 0; ;) {
      const gone = (await this.db.row<{ n: number }>(query))?.n ?? 0;
      total += gone;
      if (gone < BATCH) return total;
    }
  }
}
