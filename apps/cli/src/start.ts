import { loadConfig } from '@aftercare/platform';
import { type Cluster, migrate } from '@aftercare/schema';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type ApiConfig, apiSchema } from '../../api/src/config.js';
import { type RunningApi, startApi } from '../../api/src/start-api.js';
import { workerSchema } from '../../worker/src/config.js';
import { startWorker } from '../../worker/src/start-worker.js';
import { type Command, CommandFault, print, readWords } from './command.js';
import { type CliConfig, cliSchema } from './config.js';
import { DATABASE, startEmbedded } from './database.js';
import { demoPassword, printSignIns } from './demo.js';
import { type DemoSignIn, inspectAccounts, loadDemoData } from './demo/demo-data.js';
import { developmentSecrets, keptSecrets } from './secrets.js';

const STOP_WITHIN_MS = 20_000;
const ECHO_MS = 1_000;
const SITES = join(import.meta.dirname, '../..'); // of the built tree, dist/apps

export const start: Command = {
  usage: 'start',
  summary: 'run database, API, worker, staff app and portal in one process, until Ctrl-C',
  async run(words) {
    readWords(words, {});
    const config = loadConfig(cliSchema, process.env);
    const cluster = config.DATABASE_URL ? undefined : await startEmbedded(config);
    try {
      await serve(config, cluster);
    } finally {
      await cluster?.stop();
    }
  },
};

async function serve(config: CliConfig, cluster: Cluster | undefined): Promise<void> {
  const databaseUrl = cluster?.url(DATABASE) ?? config.DATABASE_URL;
  const environment = { ...defaults(config), ...process.env, DATABASE_URL: databaseUrl };
  const apiConfig = loadConfig(apiSchema, environment);
  await assertPortFree(apiConfig);
  await migrate(databaseUrl);
  const isNew = cluster && !(await inspectAccounts(databaseUrl)).any;
  if (isNew) await loadDemoData(databaseUrl, demoPassword(config), { portalUrl: apiConfig.PORTAL_URL });

  const worker = await startWorker(loadConfig(workerSchema, environment));
  const api = await startApi(apiConfig);
  announce(api, config, (await inspectAccounts(databaseUrl)).demo);

  // Until here a signal ends the process at once, and the watcher of the cluster stops the server.
  const fault = await Promise.race([
    ...['SIGINT', 'SIGTERM'].map((signal) => once(process, signal).then(() => undefined)),
    ...(cluster ? [cluster.ended.then(() => 'The database ended by itself: its log is in the data folder.')] : []),
  ]);
  hurryOnRepeat();
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  if (!fault) print('Stopping…');
  await api.close();
  await worker.close();
  if (fault) throw new CommandFault(fault);
}

/** Asked before anything else starts, so that the answer is one line and comes at once. */
async function assertPortFree({ HTTP_HOST, HTTP_PORT }: ApiConfig): Promise<void> {
  const probe = createServer().listen(HTTP_PORT, HTTP_HOST);
  try {
    await once(probe, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CommandFault(
      `Port ${HTTP_PORT} is taken: stop what uses it, or set HTTP_PORT to another (0: a free one).`,
    );
  }
  probe.close();
  await once(probe, 'close');
}

/** A second Ctrl-C ends at once; not the echo of the first, which npm sends on what the terminal sent already. */
function hurryOnRepeat(): void {
  const since = performance.now();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => performance.now() - since > ECHO_MS && process.exit(1));
  }
}

/** What differs from a server that is one of many: it serves the sites itself, and speaks to a person. */
function defaults(config: CliConfig): Record<string, string> {
  const names = config.DATABASE_URL ? [] : developmentSecrets({ ...apiSchema, ...workerSchema });
  const { HTTP_PORT } = loadConfig({ HTTP_PORT: apiSchema.HTTP_PORT }, process.env);
  return {
    ...(names.length > 0 && keptSecrets(config.DATA_DIR, names)),
    ...(HTTP_PORT > 0 && { PORTAL_URL: `http://localhost:${HTTP_PORT}/t` }),
    WEB_ROOT: SITES,
    LOG_LEVEL: 'warn',
  };
}

function announce(api: RunningApi, config: CliConfig, signIns: readonly DemoSignIn[]): void {
  print();
  print(`  Aftercare is ready.`);
  print();
  print(`  Staff app     ${api.url}`);
  print(`  Portal        ${api.url}/t`);
  print(`  API           ${api.url}/api/v1`);
  print(`  Data          ${config.DATABASE_URL ? 'in the database of DATABASE_URL' : config.DATA_DIR}`);
  print();
  if (!config.DATABASE_URL) printSignIns(signIns, config);
  print('  Ctrl-C stops it.');
}
