import { type Cluster, ensureDatabase, findServer, startCluster } from '@aftercare/schema';
import { join } from 'node:path';
import type { CliConfig } from './config.js';

export const DATABASE = 'aftercare';

/** A database that a command works on until it closes it. */
export interface OpenDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/** The configured database, else the embedded one: that of a running `start`, or started for this command. */
export async function openDatabase(config: CliConfig): Promise<OpenDatabase> {
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, close: async () => undefined };
  const running = findServer(dataFolder(config));
  if (running) return { url: running.url(DATABASE), close: async () => undefined };
  const cluster = await startEmbedded(config);
  return { url: cluster.url(DATABASE), close: () => cluster.stop() };
}

/** Starts the embedded server for ourselves alone, with our database in it. */
export async function startEmbedded(config: CliConfig): Promise<Cluster> {
  const cluster = await startCluster({ durable: true, dataDir: dataFolder(config) });
  await ensureDatabase(cluster.url('postgres'), DATABASE);
  return cluster;
}

export const dataFolder = (config: CliConfig): string => join(config.DATA_DIR, 'postgres');
