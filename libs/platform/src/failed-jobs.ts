import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, centerScope } from './actor.js';
import { Database, execute, statement, type Tx } from './database.js';
import { Outbox } from './outbox.js';
import { decodeCursor, type Page, toPage } from './paging.js';
import { notFound } from './platform.errors.js';

/** A reaction that was given up: it waits here until somebody replays it. */
export interface FailedJobView {
  readonly eventId: Id;
  readonly eventName: string;
  readonly subscriber: string;
  readonly subject: { readonly type: string; readonly id: Id };
  readonly centerId: Id | null;
  readonly error: string;
  readonly failedAt: Date;
}

// Facts without a centre belong to the whole network, and so do their failures.
const failed = statement(
  'failed-jobs.list',
  `SELECT h.event_id AS "eventId", e.name AS "eventName", h.subscriber,
          json_build_object('type', e.subject_type, 'id', e.subject_id) AS subject, e.center_id AS "centerId",
          h.error, h.handled_at AS "failedAt", h.handled_at::text AS sort_text
     FROM handled_event h JOIN outbox_event e ON e.id = h.event_id
    WHERE h.error IS NOT NULL AND ($1::uuid[] IS NULL OR e.center_id = ANY($1))
      AND ($2::timestamptz IS NULL OR (h.handled_at, h.event_id, h.subscriber) < ($2, $3::uuid, $4::text))
    ORDER BY h.handled_at DESC, h.event_id DESC, h.subscriber DESC LIMIT $5`,
);
// The relay's loop listens to the outbox; this word asks it to sweep now.
const takeFailure = statement(
  'failed-jobs.take',
  `DELETE FROM handled_event h USING outbox_event e
    WHERE e.id = h.event_id AND h.event_id = $1 AND h.subscriber = $2 AND h.error IS NOT NULL
      AND ($3::uuid[] IS NULL OR e.center_id = ANY($3))
    RETURNING h.error, e.subject_type, e.subject_id, e.center_id, pg_notify('outbox', 'sweep')`,
);

/** What the workers gave up on, and the way back onto the queue. */
@Injectable()
export class FailedJobs {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Latest failure first. */
  async list(actor: Actor, filter: { limit: number; cursor?: string }): Promise<Page<FailedJobView>> {
    const after = decodeCursor(filter.cursor, 3);
    const rows = await this.db.rows<FailedJobView & { sort_text: string }>(failed, [
      centerScope(actor),
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.sort_text, row.eventId, row.subscriber],
      ({ sort_text: _, ...view }) => view,
    );
  }

  /** Hands the fact to its subscriber again, with all attempts. 404 when this reaction has not failed. */
  async replay(tx: Tx, actor: Actor, eventId: Id, subscriber: string): Promise<void> {
    const [taken] = await execute<{ error: string; subject_type: string; subject_id: Id; center_id: Id | null }>(
      tx,
      takeFailure,
      [eventId, subscriber, centerScope(actor)],
    );
    if (!taken) throw notFound();
    await this.outbox.audit(tx, actor, {
      name: 'operations.job-replayed',
      subject: { type: taken.subject_type, id: taken.subject_id },
      centerId: taken.center_id,
      details: { eventId, subscriber, error: taken.error },
    });
  }
}
