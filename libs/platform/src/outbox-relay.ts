import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { Database, execute, statement } from './database.js';
import { type QueueName, Subscriptions } from './subscriptions.js';

/** One piece of work for a queue: run this subscriber on this event. */
export interface QueuedJob {
  readonly queue: QueueName;
  readonly eventId: Id;
  readonly subscriber: string;
}

const BATCH = 500;

// By status, never by "id greater than the last one": a transaction with an older id may commit later.
const claim = statement(
  'outbox.claim',
  `SELECT id, name FROM outbox_event WHERE dispatched_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
);
// What it was handed to is kept, so that a subscriber added later is not put to work on old facts.
const markDispatched = statement(
  'outbox.dispatched',
  `UPDATE outbox_event e SET dispatched_at = now(), dispatched_to = d.subscribers
     FROM (SELECT id, array_agg(subscriber) FILTER (WHERE subscriber IS NOT NULL) AS subscribers
             FROM unnest($1::uuid[], $2::text[]) AS pair(id, subscriber) GROUP BY id) d
    WHERE e.id = d.id`,
);
const lost = statement(
  'outbox.lost',
  `SELECT e.id AS "eventId", s.subscriber
     FROM outbox_event e CROSS JOIN unnest(e.dispatched_to) AS s(subscriber)
    WHERE e.dispatched_to IS NOT NULL
      AND e.dispatched_at BETWEEN now() - interval '14 days' AND now() - make_interval(secs => $1)
      AND NOT EXISTS (SELECT FROM handled_event h WHERE h.event_id = e.id AND h.subscriber = s.subscriber)
    ORDER BY e.id LIMIT ${BATCH}`,
);

/** Moves facts from the outbox to the queues. The queue is a cache of work: what it loses, the sweep puts back. */
@Injectable()
export class OutboxRelay {
  constructor(
    private readonly db: Database,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Hands over one batch; `enqueue` must accept a job twice without doubling it. Returns how many facts it took. */
  async relay(enqueue: (jobs: readonly QueuedJob[]) => Promise<void>): Promise<number> {
    return this.db.transaction(async (tx) => {
      const facts = await execute<{ id: Id; name: string }>(tx, claim);
      if (facts.length === 0) return 0;
      const jobs = facts.flatMap((fact) => this.jobsOf(fact));
      if (jobs.length > 0) await enqueue(jobs);
      const quiet = facts.filter((fact) => this.subscriptions.of(fact.name).length === 0);
      await execute(tx, markDispatched, [
        [...jobs.map((job) => job.eventId), ...quiet.map((fact) => fact.id)],
        [...jobs.map((job) => job.subscriber), ...quiet.map(() => null)],
      ]);
      return facts.length;
    });
  }

  /**
   * Puts back on the queues what was handed over more than `afterSeconds` ago and has neither been done nor failed for
   * good. Returns how many jobs that were; most of them may still be waiting there, which doubles nothing.
   */
  async sweep(enqueue: (jobs: readonly QueuedJob[]) => Promise<void>, afterSeconds: number): Promise<number> {
    const rows = await this.db.rows<{ eventId: Id; subscriber: string }>(lost, [afterSeconds]);
    const jobs = rows.flatMap(({ eventId, subscriber }) => {
      const subscription = this.subscriptions.get(subscriber);
      return subscription ? [{ queue: subscription.queue, eventId, subscriber }] : [];
    });
    if (jobs.length > 0) await enqueue(jobs);
    return jobs.length;
  }

  private jobsOf(fact: { id: Id; name: string }): QueuedJob[] {
    return this.subscriptions
      .of(fact.name)
      .map((subscription) => ({ queue: subscription.queue, eventId: fact.id, subscriber: subscription.name }));
  }
}
