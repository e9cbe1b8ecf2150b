import type { INestApplicationContext } from '@nestjs/common';
import { JobRunner, OutboxRelay, type QueuedJob } from '@aftercare/platform';

const ROUNDS = 100;

/**
 * Does at once what the queues would do in time: relays the outbox and runs each subscriber of `app` on each fact, in
 * order, until nothing is left. The first subscriber that fails ends it with its error; the fact stays unhandled, and
 * the next call tries it again. Returns how many reactions ran.
 */
export async function drain(app: INestApplicationContext): Promise<number> {
  const relay = app.get(OutboxRelay);
  const runner = app.get(JobRunner);
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const jobs: QueuedJob[] = [];
    const collect = async (more: readonly QueuedJob[]): Promise<void> => void jobs.push(...more);
    const facts = await relay.relay(collect);
    if (facts === 0) await relay.sweep(collect, 0);
    if (facts === 0 && jobs.length === 0) return done;
    for (const { eventId, subscriber } of jobs) {
      await runner.run(eventId, subscriber).catch((error: unknown) => {
        throw new Error(`${subscriber} failed: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      });
      done++;
    }
  }
  throw new Error(`facts lead to new facts without end: ${ROUNDS} rounds were not enough`);
}
