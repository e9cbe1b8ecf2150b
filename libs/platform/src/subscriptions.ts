import { Injectable, SetMetadata, type CustomDecorator } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Id } from '@aftercare/kernel';
import { Database, execute, statement, type Tx } from './database.js';
import { allEvents, type EventDefinition, type RecordedEvent } from './events.js';

/**
 * The queues of the product with every option spelled out. A subscriber names one; `concurrency` is per worker
 * process, `attempts` counts the first try, `backoffMs` doubles with each further one. `lockMs` is how long a job of a
 * killed process rests before another one takes it up; a running job renews its lock, however long it takes.
 */
export const QUEUES = {
  /** Reactions inside our own database: quick, many. */
  events: { concurrency: 4, attempts: 5, backoffMs: 200, lockMs: 10_000 },
  /** SMS and e-mail: slow, outside, retried for about an hour (30 s, doubled seven times). */
  delivery: { concurrency: 4, attempts: 8, backoffMs: 30_000, lockMs: 10_000 },
  /** Bulk imports: one at a time, minutes long; a killed one resumes from where it stood. */
  imports: { concurrency: 1, attempts: 3, backoffMs: 2_000, lockMs: 30_000 },
} as const satisfies Record<string, QueueOptions>;

export interface QueueOptions {
  readonly concurrency: number;
  readonly attempts: number;
  readonly backoffMs: number;
  readonly lockMs: number;
}

export type QueueName = keyof typeof QUEUES;

/** Thrown by a subscriber when trying again cannot help: the job goes to the failed list at once. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}

/** A reaction within our database: runs in one transaction with the mark that it ran, so its effect happens once. */
export interface TransactionalSubscriber<P extends object = object> {
  handle(tx: Tx, fact: RecordedEvent<P>): Promise<void>;
}

/**
 * A reaction that reaches outside (sends, imports). It runs at least once and must itself make a repeat harmless;
 * the mark that it ran is written after it returns.
 */
export interface ExternalSubscriber<P extends object = object> {
  perform(fact: RecordedEvent<P>): Promise<void>;
}

interface SubscriptionOptions {
  /** The reaction by its effect, unique in the product: `notify-customer`. Part of job ids: `[a-z-]` only. */
  readonly name: string;
  readonly queue: QueueName;
  readonly to: readonly Pick<EventDefinition, 'eventName'>[];
}

const SUBSCRIPTION = 'aftercare:subscription';

/** Makes a provider the subscriber of the given facts. */
export function SubscribesTo(options: SubscriptionOptions): CustomDecorator {
  return SetMetadata(SUBSCRIPTION, options);
}

export interface Subscription {
  readonly name: string;
  readonly queue: QueueName;
  readonly eventNames: ReadonlySet<string>;
  readonly subscriber: Partial<TransactionalSubscriber & ExternalSubscriber>;
}

/** All subscriptions of the running process, found at boot. Boot fails on a double name or an undeclared fact. */
@Injectable()
export class Subscriptions {
  private readonly byName = new Map<string, Subscription>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const declared = new Set(allEvents().map((definition) => definition.eventName));
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (!metatype || !instance) continue;
      const options = Reflect.getMetadata(SUBSCRIPTION, metatype) as SubscriptionOptions | undefined;
      if (!options) continue;
      const subscriber = instance as Subscription['subscriber'];
      if (this.byName.has(options.name)) throw new Error(`two subscribers are called ${options.name}`);
      if (!/^[a-z-]+$/.test(options.name)) throw new Error(`subscriber name ${options.name} may hold a-z and - only`);
      if ((subscriber.handle === undefined) === (subscriber.perform === undefined))
        throw new Error(`subscriber ${options.name} needs either handle() or perform()`);
      const eventNames = new Set(options.to.map((definition) => definition.eventName));
      for (const name of eventNames) if (!declared.has(name)) throw new Error(`${options.name}: no event ${name}`);
      this.byName.set(options.name, { name: options.name, queue: options.queue, eventNames, subscriber });
    }
  }

  get(name: string): Subscription | undefined {
    return this.byName.get(name);
  }

  of(eventName: string): Subscription[] {
    return [...this.byName.values()].filter((subscription) => subscription.eventNames.has(eventName));
  }

  all(): Subscription[] {
    return [...this.byName.values()];
  }
}

const eventById = statement(
  'outbox.by-id',
  `SELECT id, name, version, subject_type, subject_id, center_id, payload, actor_account_id, actor_name, request_id,
          occurred_at FROM outbox_event WHERE id = $1`,
);
// A row, failed or not, ends the work on this fact; a replay takes the failed row away first.
const markHandled = statement(
  'outbox.mark-handled',
  `INSERT INTO handled_event (event_id, subscriber) VALUES ($1, $2)
   ON CONFLICT (event_id, subscriber) DO NOTHING RETURNING event_id`,
);
const isHandled = statement(
  'outbox.is-handled',
  'SELECT 1 AS done FROM handled_event WHERE event_id = $1 AND subscriber = $2',
);
const markFailed = statement(
  'outbox.mark-failed',
  `INSERT INTO handled_event (event_id, subscriber, error) SELECT id, $2, $3 FROM outbox_event WHERE id = $1
   ON CONFLICT (event_id, subscriber) DO NOTHING`,
);

/** Runs one subscriber on one recorded fact. The queue only carries (event id, subscriber name). */
@Injectable()
export class JobRunner {
  constructor(
    private readonly db: Database,
    private readonly subscriptions: Subscriptions,
  ) {}

  async run(eventId: Id, subscriberName: string): Promise<void> {
    const subscription = this.subscriptions.get(subscriberName);
    if (!subscription) throw new PermanentError(`no subscriber is called ${subscriberName}`);
    const fact = await this.load(eventId);
    const { handle, perform } = subscription.subscriber;
    if (handle) {
      await this.db.transaction(async (tx) => {
        // The conflict of this insert means another run got here first: its effect stands, this one does nothing.
        const [mine] = await execute(tx, markHandled, [eventId, subscriberName]);
        if (mine) await handle.call(subscription.subscriber, tx, fact);
      });
    } else if (perform && !(await this.db.row(isHandled, [eventId, subscriberName]))) {
      await perform.call(subscription.subscriber, fact);
      await this.db.rows(markHandled, [eventId, subscriberName]);
    }
  }

  /** The last try failed: kept in PostgreSQL, shown in the SPA and replayed from there. */
  async giveUp(eventId: Id, subscriberName: string, error: Error): Promise<void> {
    await this.db.rows(markFailed, [eventId, subscriberName, `${error.name}: ${error.message}`.slice(0, 2000)]);
  }

  private async load(eventId: Id): Promise<RecordedEvent> {
    const row = await this.db.row<{
      id: Id;
      name: string;
      version: number;
      subject_type: string;
      subject_id: Id;
      center_id: Id | null;
      payload: object;
      actor_account_id: Id | null;
      actor_name: string;
      request_id: string | null;
      occurred_at: Date;
    }>(eventById, [eventId]);
    if (!row) throw new PermanentError(`no event ${eventId}`);
    return {
      id: row.id,
      name: row.name,
      version: row.version,
      subject: { type: row.subject_type, id: row.subject_id },
      centerId: row.center_id,
      payload: row.payload,
      actorAccountId: row.actor_account_id,
      actorName: row.actor_name,
      requestId: row.request_id,
      occurredAt: row.occurred_at,
    };
  }
}
