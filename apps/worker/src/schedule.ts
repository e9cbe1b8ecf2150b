import type { INestApplicationContext } from '@nestjs/common';
import { ClaimDeadlinesService } from '@aftercare/claims';
import { ContractCalendarService } from '@aftercare/contracts';
import { BlocksService } from '@aftercare/devices';
import { SessionsService } from '@aftercare/identity';
import { ImportFiles } from '@aftercare/imports';
import { MessageDelivery } from '@aftercare/notifications';
import { Database, Housekeeping } from '@aftercare/platform';
import { OneTimeCodes } from '@aftercare/portal';
import { ExpiryNoticesService, FeedLog } from '@aftercare/warranty';
import type { Queue, Worker } from 'bullmq';
import type { Logger } from 'pino';
import type { QueueBackend } from './queue-backend.js';

interface ScheduledTask {
  readonly name: string;
  /** Cron pattern, UTC. */
  readonly pattern: string;
  /** Returns how many rows it touched, for the log. */
  readonly run: (app: INestApplicationContext) => Promise<number>;
}

/** Everything that happens by the clock, each with its reason. */
export const SCHEDULE: readonly ScheduledTask[] = [
  {
    // A repeated request is recognised for 72 hours; older keys only fill the table.
    name: 'purge-idempotency-keys',
    pattern: '7 * * * *',
    run: (app) => app.get(Housekeeping).purgeIdempotencyKeys(),
  },
  {
    // Facts serve the queues, not history: that is the audit's. 90 days leave time to look into a failure.
    name: 'purge-settled-facts',
    pattern: '17 2 * * *',
    run: (app) => app.get(Housekeeping).purgeSettledFacts(),
  },
  {
    // The throttle's store leaves a row behind for each address and account that ever signed in.
    name: 'purge-throttles',
    pattern: '37 * * * *',
    run: (app) => app.get(Housekeeping).purgeThrottles(),
  },
  {
    // They are good for minutes and hold mobile numbers; a day is what the limits of messages look back.
    name: 'purge-one-time-codes',
    pattern: '47 * * * *',
    run: (app) => app.get(Database).transaction((tx) => app.get(OneTimeCodes, { strict: false }).purge(tx)),
  },
  {
    // Nothing asks for a session that is over, and each leaves dozens of spent tokens behind.
    name: 'forget-sessions',
    pattern: '57 * * * *',
    run: (app) => app.get(Database).transaction((tx) => app.get(SessionsService, { strict: false }).forgetOver(tx)),
  },
  {
    // Uploads of a week ago: a dry run is carried out by then, or forgotten. What was imported stays.
    name: 'purge-import-files',
    pattern: '27 3 * * *',
    run: (app) => app.get(ImportFiles, { strict: false }).purge(new Date()),
  },
  {
    // What other systems sent three months ago they have long told again, and it names buyers.
    name: 'purge-feed-log',
    pattern: '47 3 * * *',
    run: (app) => app.get(Database).transaction((tx) => app.get(FeedLog, { strict: false }).purge(tx)),
  },
  {
    // Contracts end at the turn of a civil day, and renewals want time: half past midnight in Tehran, early in the day elsewhere.
    name: 'pass-day-of-contracts',
    pattern: '0 21 * * *',
    run: (app) =>
      app.get(Database).transaction((tx) => app.get(ContractCalendarService, { strict: false }).passDay(tx)),
  },
  {
    // A block ends with a civil day, like contracts; a counter that opens must serve the device again.
    name: 'pass-day-of-blocks',
    pattern: '5 21 * * *',
    run: (app) => app.get(Database).transaction((tx) => app.get(BlocksService, { strict: false }).passDay(tx)),
  },
  {
    // Before the centres open (03:30 UTC is 07:00 in Tehran): what ends within the company's days of notice is told once.
    name: 'tell-of-expiring-guarantees',
    pattern: '30 3 * * *',
    run: (app) => app.get(ExpiryNoticesService, { strict: false }).tellOfExpiring(),
  },
  {
    // A deadline that passes costs the company the repair; seven days leave time to send what is missing.
    name: 'tell-of-claim-deadlines',
    pattern: '40 3 * * *',
    run: (app) => app.get(Database).transaction((tx) => app.get(ClaimDeadlinesService, { strict: false }).tell(tx)),
  },
  {
    // Gateways answer before the phone has it; a day later nobody is told any more.
    name: 'collect-delivery-reports',
    pattern: '*/5 * * * *',
    run: (app) => app.get(MessageDelivery, { strict: false }).collectReports(),
  },
];

const QUEUE = 'schedule';
const REDECLARE_MS = 600_000;

/** Runs the schedule. However many workers there are, each task runs once per due time. */
export class Schedule {
  private readonly queue: Queue;
  private readonly worker: Worker<unknown, void>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    backend: QueueBackend,
    app: INestApplicationContext,
    private readonly logger: Logger,
  ) {
    this.queue = backend.queue(QUEUE, {
      defaultJobOptions: { removeOnComplete: { age: 3600, count: 100 }, removeOnFail: { age: 86_400, count: 100 } },
    });
    this.worker = backend.worker(
      QUEUE,
      async ({ name }) => {
        const task = SCHEDULE.find((candidate) => candidate.name === name);
        if (task) this.logger.info({ task: name, rows: await task.run(app) }, 'scheduled task');
      },
      { concurrency: 1, lockDuration: 60_000, stalledInterval: 30_000, maxStalledCount: 1 },
    );
    this.queue.on('error', (error) => logger.warn({ queue: QUEUE, err: error }, 'queue'));
    this.worker.on('error', (error) => logger.warn({ queue: QUEUE, err: error }, 'queue worker'));
    this.worker.on('failed', (job, error) => logger.error({ task: job?.name, err: error }, 'scheduled task failed'));
  }

  /** Declares every task, now and from time to time: an emptied Redis has lost them. */
  async start(): Promise<void> {
    await this.declare();
    this.timer = setInterval(() => {
      this.declare().catch((error: unknown) => this.logger.warn({ err: error }, 'schedule'));
    }, REDECLARE_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.worker.close();
    await this.queue.close();
  }

  private async declare(): Promise<void> {
    for (const { name, pattern } of SCHEDULE)
      await this.queue.upsertJobScheduler(name, { pattern, tz: 'UTC' }, { name });
    for (const { key } of await this.queue.getJobSchedulers())
      if (!SCHEDULE.some((task) => task.name === key)) await this.queue.removeJobScheduler(key);
  }
}
