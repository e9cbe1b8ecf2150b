import 'reflect-metadata';
import type { ApiConfig } from './config.js';
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
