import type { Cluster } from '@aftercare/schema';

/** Stops what the global setup started. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as { testCluster?: Cluster }).testCluster?.stop();
}
