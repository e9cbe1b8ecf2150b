import { Clock, newId } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, execute, type FieldFault, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';

export const FEED_KINDS = ['units', 'sales-deliveries', 'sales-returns', 'device-blocks'] as const;
/** What outside systems tell of. */
export type FeedKind = (typeof FEED_KINDS)[number];

/** One unit or document as it was told; `problem` where it was not taken. */
export interface ToldRow {
  readonly key: string;
  readonly told: object;
  readonly problem: { readonly code: string; readonly title: string; readonly errors: readonly FieldFault[] } | null;
}

/** What is older is forgotten: the source has long told it again, and it names buyers. */
const KEPT_DAYS = 90;

const insertDelivery = statement(
  'warranty.insert-feed-delivery',
  `INSERT INTO feed_delivery (id, source, kind, accepted, refused, actor_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const keepRefusals = statement(
  'warranty.keep-feed-refusals',
  `INSERT INTO feed_refusal (id, source, kind, key, told, code, title, errors, actor_name, refused_at)
   SELECT r.id, $1, $2, r.key, r.told, r.code, r.title, r.errors, $4, $5
     FROM jsonb_to_recordset($3) AS r(id uuid, key text, told jsonb, code text, title text, errors jsonb)
    ORDER BY r.key
   ON CONFLICT (source, kind, key) DO UPDATE
     SET told = excluded.told, code = excluded.code, title = excluded.title, errors = excluded.errors,
         tries = feed_refusal.tries + 1, actor_name = excluded.actor_name, refused_at = excluded.refused_at`,
);
const forgetTaken = statement(
  'warranty.forget-taken-refusals',
  'DELETE FROM feed_refusal WHERE source = $1 AND kind = $2 AND key = ANY($3)',
);
const purge = statement(
  'warranty.purge-feed-log',
  `WITH requests AS (DELETE FROM feed_delivery WHERE at < $1 RETURNING 1),
        refusals AS (DELETE FROM feed_refusal WHERE refused_at < $1 RETURNING 1)
   SELECT ((SELECT count(*) FROM requests) + (SELECT count(*) FROM refusals))::int AS n`,
);

/** S6. Keeps what outside systems sent: how much of it was taken, and what was not. */
@Injectable()
export class FeedLog {
  constructor(private readonly clock: Clock) {}

  /** One request with all its rows. What is taken now is no refusal any more. */
  async record(
    tx: Tx,
    actor: Actor,
    { source, kind }: { readonly source: string; readonly kind: FeedKind },
    rows: readonly ToldRow[],
  ): Promise<void> {
    assertNetworkWide(actor);
    const now = this.clock.now();
    // Where a request tells of a key twice, the last word counts.
    const last = [...new Map(rows.map((row) => [row.key, row])).values()];
    const refused = last.flatMap(({ key, told, problem }) =>
      problem ? [{ id: newId(), key, told, code: problem.code, title: problem.title, errors: problem.errors }] : [],
    );
    const taken = last.filter(({ problem }) => !problem).map(({ key }) => key);
    const refusals = rows.filter(({ problem }) => problem).length;
    await execute(tx, insertDelivery, [newId(), source, kind, rows.length - refusals, refusals, actor.name, now]);
    if (refused.length > 0) await execute(tx, keepRefusals, [source, kind, JSON.stringify(refused), actor.name, now]);
    if (taken.length > 0) await execute(tx, forgetTaken, [source, kind, taken]);
  }

  /** Forgets what is older than 90 days; a daily job. Returns how many rows went. */
  async purge(tx: Tx): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000);
    return (await execute<{ n: number }>(tx, purge, [before]))[0]?.n ?? 0;
  }
}
