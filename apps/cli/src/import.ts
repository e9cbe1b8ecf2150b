import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  errorReport,
  IMPORT_KINDS,
  type ImportJob,
  type ImportKind,
  ImportRunner,
  ImportsModule,
  ImportsQueries,
  ImportsService,
  inspectCsv,
} from '@aftercare/imports';
import {
  type Actor,
  createLogger,
  Database,
  loadConfig,
  NestLogger,
  PlatformModule,
  ProblemError,
  SYSTEM,
} from '@aftercare/platform';
import { migrate } from '@aftercare/schema';
import { Presets, SingleBar } from 'cli-progress';
import { accessSync, constants, createWriteStream } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Command, CommandFault, print, readWords } from './command.js';
import { cliSchema } from './config.js';
import { openDatabase } from './database.js';

const COMMAND_LINE: Actor = { ...SYSTEM, name: 'command line' };

export const importFiles: Command = {
  usage: 'import KIND FILE… [--dry-run]',
  summary: 'take over CSV files: repairs of the past (open-repair), parts, products and others',
  async run(words) {
    const { values, positionals } = readWords(words, {
      options: { 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [kind, ...paths] = positionals;
    if (!isKind(kind)) throw new CommandFault(`Name the kind of import: ${IMPORT_KINDS.join(', ')}`);
    if (paths.length === 0) throw new CommandFault('Name the files to import.');
    const files = await Promise.all(paths.map(inspect));

    const database = await openDatabase(loadConfig(cliSchema, process.env));
    try {
      await migrate(database.url);
      const app = await connect(database.url);
      try {
        const job = await carryOut(app, kind, files, values['dry-run']);
        await report(app, job, paths[0] ?? '');
      } finally {
        await app.close();
      }
    } finally {
      await database.close();
    }
  },
};

type File = Awaited<ReturnType<typeof inspect>>;

/** Files keep their whole path as their name: two folders may hold the same. */
async function inspect(path: string) {
  try {
    return { ...(await inspectCsv(path)), name: resolve(path) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') throw new CommandFault(`Cannot read ${path}.`);
    throw error instanceof ProblemError ? new CommandFault(`${path}: ${error.title}`) : error;
  }
}

function connect(databaseUrl: string): Promise<INestApplicationContext> {
  @Module({
    imports: [PlatformModule.forRoot({ databaseUrl, poolSize: 3, applicationName: 'aftercare-import' }), ImportsModule],
  })
  class ImportCommandModule {}

  return NestFactory.createApplicationContext(ImportCommandModule, {
    logger: new NestLogger(createLogger('warn')),
    abortOnError: false,
  });
}

function isKind(word: string | undefined): word is ImportKind {
  return IMPORT_KINDS.some((kind) => kind === word);
}

async function carryOut(
  app: INestApplicationContext,
  kind: ImportKind,
  files: readonly File[],
  dryRun: boolean,
): Promise<ImportJob> {
  const db = app.get(Database);
  const service = app.get(ImportsService);
  const id = await db
    .transaction((tx) => service.record(tx, COMMAND_LINE, { kind, dryRun }, files))
    .catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      throw new CommandFault(`${error.title} ${Object.values(error.params).join(': ')}`.trim());
    });

  // Ctrl-C: the batch in hand is finished; once more ends at once.
  process.once('SIGINT', () => {
    process.once('SIGINT', () => process.exit(130));
    db.transaction((tx) => service.cancel(tx, COMMAND_LINE, id)).catch(() => undefined);
  });
  const bar = new SingleBar(
    { format: '{bar} {percentage} % · {rows} rows · {rejected} rejected · {eta_formatted}', clearOnComplete: true },
    Presets.shades_classic,
  );
  const shown = process.stderr.isTTY;
  if (shown) bar.start(files.reduce((sum, file) => sum + file.bytes, 0) || 1, 0, { rows: 0, rejected: 0 });
  try {
    return await app.get(ImportRunner).run(
      id,
      ({ name }) => name,
      ({ bytesDone, rows, rejected }) => shown && bar.update(bytesDone, { rows, rejected }),
    );
  } finally {
    if (shown) bar.stop();
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  'file-gone': 'A file has gone.',
  unreadable: 'A file is no CSV: more than 1,000 of its lines are broken.',
};

/** What is wrong goes to stderr, so that stdout has the one line that programs read. */
async function report(app: INestApplicationContext, job: ImportJob, beside: string): Promise<void> {
  if (job.rejected > 0) {
    const path = join(writable(dirname(resolve(beside))), `${basename(beside, '.csv')}.errors.csv`);
    await pipeline(errorReport(app.get(ImportsQueries).allErrors(COMMAND_LINE, job.id)), createWriteStream(path));
    process.stderr.write(`${job.rejected} rows were rejected; see ${path}\n`);
  }
  if (job.state === 'cancelled') process.stderr.write('Stopped. The same command goes on with what is missing.\n');
  if (job.state === 'failed') process.stderr.write(`${FAILURES[job.failure ?? ''] ?? 'The import failed.'}\n`);
  const { rows, created, updated, unchanged, rejected } = job;
  print(`rows=${rows} created=${created} updated=${updated} unchanged=${unchanged} rejected=${rejected}`);
  if (job.state === 'failed') process.exitCode = 1;
  if (job.state === 'cancelled') process.exitCode = 130;
}

/** The folder, or where we stand when it is not to be written to. */
function writable(folder: string): string {
  try {
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return process.cwd();
  }
}
