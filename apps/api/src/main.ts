import 'reflect-metadata';
import { ConfigError, loadConfig } from '@aftercare/platform';
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type ApiConfig, apiSchema } from './config.js';
import { createServer } from './http/server.js';

export interface RunningApi {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the API and resolves once it answers. */
export async function startApi(config: ApiConfig): Promise<RunningApi> {
  const app = await createServer(config);
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  return { url: await app.getUrl(), close: () => app.close() };
}

async function main(): Promise<void> {
  const api = await startApi(loadConfig(apiSchema, process.env));
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), 20_000).unref();
    await api.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
