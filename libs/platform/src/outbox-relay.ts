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
const markDispatched = statement(
  'outbox.dispatched',
  'UPDATE outbox_event SET dispatched_at = now() WHERE id = ANY($1::uuid[])',
);
const unhandled = statement(
  'outbox.unhandled',
  `SELECT e.id, e.name FROM outbox_event e
    WHERE e.dispatched_at < now() - make_interval(secs => $1) AND e.dispatched_at > now() - interval '14 days'
      AND e.name = ANY($2::text[])
      AND (SELECT count(*) FROM handled_event h WHERE h.event_id = e.id) <
          (SELECT s.n FROM unnest($2::text[], $3::int[]) AS s(name, n) WHERE s.name = e.name)
    ORDER BY e.id LIMIT ${BATCH}`,
);
const handledBy = statement(
  'outbox.handled-by',
  'SELECT event_id, subscriber FROM handled_event WHERE event_id = ANY($1::uuid[])',
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
      await execute(tx, markDispatched, [facts.map((fact) => fact.id)]);
      return facts.length;
    });
  }

  /** Puts back on the queues what was handed over more than `afterSeconds` ago and has not been handled since. */
  async sweep(enqueue: (jobs: readonly QueuedJob[]) => Promise<void>, afterSeconds: number): Promise<number> {
    const counts = new Map<string, number>();
    for (const { eventNames } of this.subscriptions.all())
      for (const name of eventNames) counts.set(name, (counts.get(name) ?? 0) + 1);
    const facts = await this.db.rows<{ id: Id; name: string }>(unhandled, [
      afterSeconds,
      [...counts.keys()],
      [...counts.values()],
    ]);
    if (facts.length === 0) return 0;
    const done = await this.db.rows<{ event_id: Id; subscriber: string }>(handledBy, [facts.map((fact) => fact.id)]);
    const settled = new Set(done.map((row) => `${row.event_id} ${row.subscriber}`));
    const jobs = facts
      .flatMap((fact) => this.jobsOf(fact))
      .filter((job) => !settled.has(`${job.eventId} ${job.subscriber}`));
    if (jobs.length > 0) await enqueue(jobs);
    return jobs.length;
  }

  private jobsOf(fact: { id: Id; name: string }): QueuedJob[] {
    return this.subscriptions
      .of(fact.name)
      .map((subscription) => ({ queue: subscription.queue, eventId: fact.id, subscriber: subscription.name }));
  }
}
