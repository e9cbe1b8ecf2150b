import { loadConfig } from '@aftercare/platform';
import { migrate } from '@aftercare/schema';
import { once } from 'node:events';
import { join } from 'node:path';
import { apiSchema } from '../../api/src/config.js';
import { type RunningApi, startApi } from '../../api/src/main.js';
import { workerSchema } from '../../worker/src/config.js';
import { startWorker } from '../../worker/src/main.js';
import { type Command, CommandFault, print, readWords } from './command.js';
import { type CliConfig, cliSchema } from './config.js';
import { DATABASE, startEmbedded } from './database.js';
import { keptSecrets } from './secrets.js';

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
    const databaseUrl = cluster?.url(DATABASE) ?? config.DATABASE_URL;
    await migrate(databaseUrl);

    const environment = { ...defaults(config), ...process.env, DATABASE_URL: databaseUrl };
    const worker = await startWorker(loadConfig(workerSchema, environment));
    const api = await listen(environment);
    announce(api, config);

    // Until here a signal ends the process at once, and the watcher of the cluster stops the server.
    const reason = await Promise.race([
      ...['SIGINT', 'SIGTERM'].map((signal) => once(process, signal).then(() => undefined)),
      ...(cluster ? [cluster.ended.then(() => 'The database ended; see its log in the data folder.')] : []),
    ]);
    hurryOnRepeat();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    if (!reason) print('Stopping…');
    await api.close();
    await worker.close();
    await cluster?.stop();
    if (reason) throw new CommandFault(reason);
  },
};

/** A second Ctrl-C ends at once; not the echo of the first, which npm sends on what the terminal sent already. */
function hurryOnRepeat(): void {
  const since = performance.now();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => performance.now() - since > ECHO_MS && process.exit(1));
  }
}

/** What differs from a server that is one of many: it serves the sites itself, and speaks to a person. */
function defaults(config: CliConfig): Record<string, string> {
  const secrets = config.DATABASE_URL ? {} : keptSecrets({ ...apiSchema, ...workerSchema }, config.DATA_DIR);
  return { ...secrets, WEB_ROOT: SITES, LOG_LEVEL: 'warn' };
}

async function listen(environment: Record<string, string | undefined>): Promise<RunningApi> {
  const config = loadConfig(apiSchema, environment);
  try {
    return await startApi(config);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CommandFault(
      `Port ${config.HTTP_PORT} is taken: stop what uses it, or set HTTP_PORT to another one (0 takes a free one).`,
    );
  }
}

function announce(api: RunningApi, config: CliConfig): void {
  print();
  print(`  Aftercare is ready.`);
  print();
  print(`  Staff app     ${api.url}`);
  print(`  Portal        ${api.url}/t`);
  print(`  API           ${api.url}/api/v1`);
  print(`  Data          ${config.DATABASE_URL ? 'in the database of DATABASE_URL' : config.DATA_DIR}`);
  print();
  print('  Ctrl-C stops it.');
}
