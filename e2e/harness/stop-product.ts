import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

/** Stops what the global setup started. */
export default async function stopProduct(): Promise<void> {
  const { browserTests } = globalThis as { browserTests?: { product: ChildProcess; folder: string } };
  if (!browserTests) return;
  const { product, folder } = browserTests;
  if (product.exitCode === null && product.signalCode === null) {
    product.kill('SIGTERM');
    await once(product, 'exit');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
