import {
  createPostgresBackend,
  type Job,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** BullMQ on PostgreSQL or on Redis; whoever uses it cannot tell which. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  queue<T>(name: string, options: Omit<QueueOptions, 'connection'>): Queue<T>;
  worker<T>(
    name: string,
    work: (job: Job<T>) => Promise<void>,
    options: Omit<WorkerOptions, 'connection'>,
  ): Worker<T, void>;
  /** Ends the connections; queues and workers must have been closed before. */
  close(): Promise<void>;
}

interface Place {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /** How many workers will be made: each holds one connection of the PostgreSQL backend to listen on. */
  readonly workers: number;
  readonly production: boolean;
}

/** Opens the backend that the configuration names and brings its schema up to date. */
export function openQueueBackend(place: Place): Promise<QueueBackend> {
  return place.redisUrl === undefined ? onPostgres(place) : onRedis(place.redisUrl, place.production);
}

async function onPostgres({ databaseUrl, workers }: Place): Promise<QueueBackend> {
  // A pool of its own: the backend's statements find their tables by search_path, ours must not.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: workers + 5, // with fewer connections than listeners, BullMQ would wait for ever
    keepAlive: true,
    application_name: 'aftercare-queue',
    options: '-c search_path=bullmq',
  });
  pool.setMaxListeners(0);
  pool.on('error', () => undefined); // an idle connection broke; the next query opens another
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client); // in one transaction, under an advisory lock of its own
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  const connection = pool as never;
  return {
    kind: 'postgres',
    queue: (name, options) => new Queue(name, { ...options, connection }, createPostgresBackend as never),
    worker: (name, work, options) => new Worker(name, work, { ...options, connection }, createPostgresBackend as never),
    close: () => pool.end(),
  };
}

async function onRedis(url: string, production: boolean): Promise<QueueBackend> {
  await assertKeepsJobs(url, production);
  return {
    kind: 'redis',
    // A producer gives up within 2 s and tries again with the next sweep; a worker waits for Redis to come back.
    queue: (name, options) =>
      new Queue(name, { ...options, connection: { url, maxRetriesPerRequest: 1, commandTimeout: 2_000 } }),
    worker: (name, work, options) =>
      new Worker(name, work, { ...options, connection: { url, maxRetriesPerRequest: null } }),
    close: async () => undefined,
  };
}

/** A Redis that evicts keys loses jobs without a word, one without AOF loses them when it restarts. */
async function assertKeepsJobs(url: string, production: boolean): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, connectTimeout: 2_000 });
  redis.on('error', () => undefined); // connect() and info() say the same
  try {
    await redis.connect();
    const facts = `${await redis.info('memory')}\n${await redis.info('persistence')}`;
    if (!/^maxmemory_policy:noeviction\s*$/m.test(facts))
      throw new Error('REDIS_URL: set maxmemory-policy to noeviction, or jobs get lost');
    if (production && !/^aof_enabled:1\s*$/m.test(facts))
      throw new Error('REDIS_URL: set appendonly to yes, or jobs get lost when Redis restarts');
  } finally {
    redis.disconnect();
  }
}
