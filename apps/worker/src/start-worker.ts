import 'reflect-metadata';
import { Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createLogger, JobRunner, NestLogger, OutboxRelay } from '@aftercare/platform';
import type { WorkerConfig } from './config.js';
import { EVENT_WORKERS, EventJobs } from './event-jobs.js';
import { OutboxRelayLoop } from './outbox-relay.loop.js';
import { openQueueBackend } from './queue-backend.js';
import { Schedule } from './schedule.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  /** Lets running jobs end, 15 seconds at most. */
  close(): Promise<void>;
}

/** How long running jobs may take to end when the worker stops. */
export const DRAIN_MS = 14_000;

/**
 * Starts relay, queues and schedule. `more` are further modules with subscribers, beside the product's own. Throws when
 * the database is not to be reached, or a subscription has no handler or two.
 */
export async function startWorker(
  config: WorkerConfig,
  more: NonNullable<ModuleMetadata['imports']> = [],
): Promise<RunningWorker> {
  const logger = createLogger(config.LOG_LEVEL);
  const app = await NestFactory.createApplicationContext(
    { module: RootModule, imports: [WorkerModule.forRoot(config), ...more] },
    { logger: new NestLogger(logger), abortOnError: false },
  );
  const backend = await openQueueBackend({
    databaseUrl: config.DATABASE_URL,
    redisUrl: config.REDIS_URL,
    workers: EVENT_WORKERS + 1,
    production: config.NODE_ENV === 'production',
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const jobs = new EventJobs(backend, app.get(JobRunner), logger);
  const schedule = new Schedule(backend, app, logger);
  const loop = new OutboxRelayLoop(app.get(OutboxRelay), jobs.enqueue, config.DATABASE_URL, logger);
  await schedule.start();
  await loop.start();
  logger.info({ backend: backend.kind }, 'worker started');
  return {
    close: async () => {
      await loop.stop();
      await Promise.all([jobs.close(DRAIN_MS), schedule.close()]);
      await app.close();
      await backend.close();
    },
  };
}

@Module({})
class RootModule {}
