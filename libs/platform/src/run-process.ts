import { ConfigError } from './config.js';

/**
 * The life of a server process: starts it, closes it on SIGTERM or SIGINT, and exits 1 when closing takes longer than
 * `closeMs`. What stops it from starting is one line on stderr.
 */
export async function runProcess(start: () => Promise<{ close(): Promise<void> }>, closeMs: number): Promise<void> {
  try {
    const running = await start();
    const stop = async (): Promise<void> => {
      setTimeout(() => process.exit(1), closeMs).unref();
      await running.close();
      process.exit(0);
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
