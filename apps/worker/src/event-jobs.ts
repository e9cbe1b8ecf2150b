import { type JobRunner, PermanentError, type QueuedJob, type QueueName, QUEUES } from '@aftercare/platform';
import { type Job, type Queue, UnrecoverableError, type Worker } from 'bullmq';
import type { Logger } from 'pino';
import type { QueueBackend } from './queue-backend.js';

interface EventJob {
  readonly eventId: string;
  readonly subscriber: string;
}

const STALLED_CHECK_MS = 5_000;
const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** How many workers `EventJobs` runs, one for each queue. */
export const EVENT_WORKERS = QUEUE_NAMES.length;

/** The queues of reactions to facts: takes jobs from the relay and runs each through the `JobRunner`. */
export class EventJobs {
  private readonly queues: ReadonlyMap<QueueName, Queue<EventJob>>;
  private readonly workers: readonly Worker<EventJob, void>[];
  private readonly givingUp = new Set<Promise<void>>();

  constructor(
    backend: QueueBackend,
    private readonly runner: JobRunner,
    private readonly logger: Logger,
  ) {
    this.queues = new Map(QUEUE_NAMES.map((name) => [name, this.queue(backend, name)]));
    this.workers = QUEUE_NAMES.map((name) => this.worker(backend, name));
  }

  /** Adds jobs; one that is there already, waiting or just done, is not added again. */
  readonly enqueue = async (jobs: readonly QueuedJob[]): Promise<void> => {
    for (const [name, queue] of this.queues) {
      const mine = jobs.filter((job) => job.queue === name);
      if (mine.length === 0) continue;
      await queue.addBulk(
        mine.map(({ eventId, subscriber }) => ({
          name: subscriber,
          data: { eventId, subscriber },
          opts: { jobId: `${eventId}_${subscriber}` },
        })),
      );
    }
  };

  /** Lets the running jobs end, for `deadlineMs` at most: what is cut off then, another worker takes up. */
  async close(deadlineMs: number): Promise<void> {
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), deadlineMs).unref());
    const ended = Promise.all(this.workers.map((worker) => worker.close()));
    if ((await Promise.race([ended, late])) === 'late')
      await Promise.all(this.workers.map((worker) => worker.close(true)));
    await Promise.all(this.givingUp);
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queue(backend: QueueBackend, name: QueueName): Queue<EventJob> {
    const { attempts, backoffMs } = QUEUES[name];
    const queue = backend.queue<EventJob>(name, {
      defaultJobOptions: {
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter: 0.2 },
        // A done job's id stays taken while the relay may still repeat it; a failed one lives on in PostgreSQL.
        removeOnComplete: { age: 900, count: 10_000 },
        removeOnFail: true,
      },
    });
    queue.on('error', (error) => this.logger.warn({ queue: name, err: error }, 'queue'));
    return queue;
  }

  private worker(backend: QueueBackend, name: QueueName): Worker<EventJob, void> {
    const { concurrency, lockMs } = QUEUES[name];
    const worker = backend.worker<EventJob>(name, (job) => this.run(job), {
      concurrency,
      lockDuration: lockMs,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: 3, // a job that took its process down three times is given up
    });
    worker.on('error', (error) => this.logger.warn({ queue: name, err: error }, 'queue worker'));
    worker.on('failed', (job, error) => {
      if (!job) return;
      const final = job.finishedOn !== undefined;
      const facts = { queue: name, ...job.data, attempt: job.attemptsMade, err: error };
      if (!final) return this.logger.warn(facts, 'job failed, will be tried again');
      this.logger.error(facts, 'job failed for good');
      const task = this.giveUp(job.data, error).finally(() => this.givingUp.delete(task));
      this.givingUp.add(task);
    });
    return worker;
  }

  private async run(job: Job<EventJob>): Promise<void> {
    try {
      await this.runner.run(job.data.eventId, job.data.subscriber);
    } catch (error) {
      throw error instanceof PermanentError ? new UnrecoverableError(error.message) : error;
    }
  }

  private async giveUp({ eventId, subscriber }: EventJob, error: Error): Promise<void> {
    try {
      await this.runner.giveUp(eventId, subscriber, error);
    } catch (cause) {
      // The sweep finds the fact unhandled and starts over.
      this.logger.error({ eventId, subscriber, err: cause }, 'failure not recorded');
    }
  }
}
