import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ClusterFault,
  findBinaries,
  findDataFolder,
  makeFolder,
  passingFolder,
  serverAccount,
  type Binaries,
  type ServerAccount,
} from './cluster-place.js';

export { ClusterFault };

/** A database server on this machine. */
export interface Server {
  readonly port: number;
  /** The URL of one of its databases, for a superuser. */
  url(database: string): string;
}

/** A server that this process started. It ends with the process, also when that is killed. */
export interface Cluster extends Server {
  /** Settles when the server has ended, asked for or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** A durable cluster keeps its data in `dataDir`. A passing one, for tests, is gone after `stop()`. */
export type ClusterOptions = ({ durable: true; dataDir: string } | { durable: false }) & { port?: number };

/**
 * Starts PostgreSQL on 127.0.0.1, on a free port unless one is given, and makes the data folder on first use.
 * Throws ClusterFault, with the data untouched, when another process runs on the folder or its data is not for us.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = serverAccount(options.durable ? options.dataDir : undefined);
  const binaries = findBinaries(account);
  const home = options.durable ? undefined : passingFolder(account);
  const path = options.durable ? options.dataDir : join(home!, 'postgres');
  const site: Site = { ...options, home, account, binaries, folder: home ? path : findDataFolder(path, account) };
  const unlock = lock(site.folder);
  const leave = (): void => {
    unlock();
    if (home) rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    await prepareData(site, passwordFile(path));
    await stopOrphan(site);
    const password = await ensurePassword(site, passwordFile(path));
    const { port, ended, stop } = await launch(site);
    const left = ended.then(leave);
    return { port, url: urls(port, password), ended: left, stop: () => (stop(), left) };
  } catch (error) {
    leave();
    throw error;
  }
}

/** The server that another process keeps running on `dataDir`, if there is one and it accepts connections. */
export function findServer(dataDir: string): Server | undefined {
  if (!existsSync(dataDir)) return undefined;
  const folder = realpathSync(dataDir);
  const { port, ready } = readPostmaster(folder);
  if (!ready || !lockOwner(folder)) return undefined;
  return { port, url: urls(port, readFileSync(passwordFile(dataDir), 'utf8')) };
}

interface Site {
  readonly account: ServerAccount | undefined;
  readonly binaries: Binaries;
  readonly folder: string;
  readonly durable: boolean;
  readonly port?: number;
  /** The folder around a passing cluster, gone with it. */
  readonly home?: string;
}

const USER = 'aftercare';
const READY_WITHIN_MS = 120_000; // recovery after a crash takes its time; a server that cannot start ends by itself
const PEACE_MS = 500;
const LOG_LIMIT = 8 * 2 ** 20;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a socket path is limited to 107 bytes, and nobody needs it
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const PASSING = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '128MB' };

const settings = (values: Record<string, string>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const passwordFile = (path: string): string => `${path}.password`;

const urls =
  (port: number, password: string) =>
  (database: string): string =>
    `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

/*
 * One process per data folder. The command line beside the number tells a live owner from a process that was given the
 * number of a dead one. Should two starts slip through together, PostgreSQL's own lock lets only one of them have the data.
 */
const heldHere = new Set<string>();

function lock(folder: string): () => void {
  const file = `${folder}.lock`;
  const draft = `${file}.${process.pid}`;
  const owner = lockOwner(folder);
  if (owner) throw new ClusterFault(`Aftercare is already running on ${folder} (pid ${owner}).`);
  rmSync(file, { force: true });
  writeFileSync(draft, `${process.pid}\n${commandLine(process.pid)}`, { mode: 0o600 });
  try {
    linkSync(draft, file); // unlike a write, atomic and refused when the file is there
  } catch {
    throw new ClusterFault(`Aftercare is already starting on ${folder}.`);
  } finally {
    rmSync(draft);
  }
  heldHere.add(file);
  return () => {
    heldHere.delete(file);
    rmSync(file, { force: true });
  };
}

function lockOwner(folder: string): number | undefined {
  const file = `${folder}.lock`;
  if (heldHere.has(file)) return process.pid;
  const [pid, command] = readLines(file);
  return Number(pid) !== process.pid && command && command === commandLine(Number(pid)) ? Number(pid) : undefined;
}

async function prepareData(site: Site, password: string): Promise<void> {
  const { account, binaries, folder } = site;
  if (isMissingOrEmpty(folder)) {
    rmSync(password, { force: true });
    await initialise(site);
  }
  const [found] = readLines(join(folder, 'PG_VERSION'));
  const [major] = binaries.version.split('.');
  if (!found) {
    throw new ClusterFault(
      `${folder} is not empty, and no PostgreSQL data: move what it holds away, then start again.`,
    );
  }
  if (found !== major) {
    throw new ClusterFault(
      `${folder} holds data of PostgreSQL ${found}, this version of Aftercare runs PostgreSQL ${major}: ` +
        `start the version that wrote it and dump the data there, or move the folder away to begin anew.`,
    );
  }
  // A backup that root copied back belongs to root.
  if (account && statSync(folder).uid === 0) {
    execFileSync('chown', ['-R', '-P', `${account.uid}:${account.gid}`, folder]);
  }
}

function isMissingOrEmpty(folder: string): boolean {
  try {
    return !existsSync(folder) || readdirSync(folder).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new ClusterFault(`${folder} belongs to another account: start Aftercare as that account.`);
  }
}

/** Makes the data in a sibling and renames it, so that a half-made folder never stands at the real place. */
async function initialise({ account, binaries, durable, folder }: Site): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  makeFolder(draft, 0o700);
  if (account) chownSync(draft, account.uid, account.gid);
  // The built-in provider sorts and folds alike on every system; the locale below it only serves what PostgreSQL asks of libc.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const options = [`--username=${USER}`, '--encoding=UTF8', `--locale=${locale}`, '--locale-provider=builtin'];
  options.push('--builtin-locale=C.UTF-8', '--auth=reject', '--no-instructions');
  if (!durable) options.push('--no-sync');
  // As the account itself, since root must not write through links that the account could plant.
  const script = '"$@" && echo "host all all 127.0.0.1/32 scram-sha-256" > "$0/pg_hba.conf"';
  const made = await run(account, '/bin/sh', ['-c', script, draft, binaries.initdb, '-D', draft, ...options]);
  if (made.code !== 0) throw new ClusterFault(`The database could not be made in ${folder}: ${lastLine(made.errors)}`);
  renameSync(draft, folder);
}

/** Stops a server whose starter is gone. The lock has shown that nobody uses it. */
async function stopOrphan({ account, binaries, folder }: Site): Promise<void> {
  const { pid } = readPostmaster(folder);
  if (!pid || !isAlive(pid)) return; // PostgreSQL clears up after a dead server by itself
  if (!commandLine(pid).includes(`-D ${folder} `)) {
    // The number belongs to another process now, or to a zombie. PostgreSQL would take either for a running server.
    rmSync(join(folder, 'postmaster.pid'));
    return;
  }
  const stopped = await run(account, binaries.pgCtl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '60']);
  if (stopped.code !== 0 && commandLine(pid) !== '') {
    throw new ClusterFault(`A PostgreSQL server left over on ${folder} does not stop (pid ${pid}): end that process.`);
  }
}

/** Reads the password, or sets a new one where it is missing, through the single-user mode that asks for none. */
async function ensurePassword({ account, binaries, durable, folder }: Site, file: string): Promise<string> {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  const options = ['--single', '-D', folder, ...settings({ log_checkpoints: 'off', ...(durable ? {} : PASSING) })];
  const { errors } = await run(
    account,
    binaries.postgres,
    [...options, 'postgres'],
    `ALTER ROLE ${USER} PASSWORD '${password}'\n`,
  );
  const failure = /(?:ERROR|FATAL|PANIC): +(.*)/.exec(errors);
  if (failure) throw new ClusterFault(`The password of the database in ${folder} could not be set: ${failure[1]}`);
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

interface Launched {
  readonly port: number;
  readonly ended: Promise<void>;
  stop(): void;
}

async function launch(site: Site): Promise<Launched> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryLaunch(site, site.port ?? (await freePort()));
    if (typeof outcome !== 'string') return outcome;
    const portTaken = /could not bind/.test(outcome);
    if (portTaken && site.port) throw new ClusterFault(`Port ${site.port} for the database is taken.`);
    // Another program took the free port first, or the last sessions of a killed server are still ending.
    const passes = portTaken || /pre-existing shared memory block/.test(outcome);
    if (!passes || attempt === 20) {
      const reason = /(?:FATAL|PANIC): +(.*)/.exec(outcome)?.[1] ?? lastLine(outcome);
      throw new ClusterFault(`The database in ${site.folder} does not start: ${reason}`);
    }
    await sleep(250);
  }
}

/** Gives the log of this attempt where the server ended before it was ready. */
async function tryLaunch(site: Site, port: number): Promise<Launched | string> {
  const { account, binaries, durable, folder } = site;
  const logFile = `${folder}.log`;
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(logFile, size > LOG_LIMIT ? 'w' : 'a', 0o600);
  const begin = size > LOG_LIMIT ? 0 : size;
  const options = settings({ ...SETTINGS, ...(durable ? {} : PASSING) });
  const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...options], {
    ...account,
    cwd: '/',
    env: serverEnvironment(),
    detached: true, // a session of its own: Ctrl-C in the terminal reaches us and not the server, which we stop last
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const dismissWatcher = child.pid ? watch(child.pid, site) : (): void => undefined;
  let over = false;
  const end = (): void => {
    over = true;
    dismissWatcher();
  };
  const ended = once(child, 'exit').then(end, end);

  const stop = (): void => {
    child.ref(); // whoever waits for the end has nothing else that keeps Node running
    if (durable) child.kill('SIGTERM'); // "smart": sessions that are being closed may end in peace
    setTimeout(() => child.kill(endSignal(site)), durable ? PEACE_MS : 0).unref();
  };

  const deadline = Date.now() + READY_WITHIN_MS;
  // oxlint-disable-next-line no-unmodified-loop-condition -- `end` sets it
  while (!over) {
    const state = readPostmaster(folder);
    if (state.ready && state.pid === child.pid) return { port, ended, stop };
    if (Date.now() > deadline) stop();
    await sleep(10);
  }
  return readFileSync(logFile).subarray(begin).toString('utf8');
}

/** PostgreSQL's "fast" shutdown, or "immediate" where there is nothing to keep. */
const endSignal = ({ durable }: Site): 'SIGINT' | 'SIGQUIT' => (durable ? 'SIGINT' : 'SIGQUIT');

/**
 * Ends the server should we die by whatever means: a shell waits on a pipe that closes with us, and stops the server
 * unless we write a line first, which the returned function does.
 */
function watch(pid: number, site: Site): () => void {
  const script = 'read -r _ && exit; kill -s "$1" "$2"; [ -z "$3" ] || { sleep 1; rm -rf "$3"; }';
  const signal = endSignal(site).slice('SIG'.length);
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', signal, String(pid), site.home ?? ''], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined); // without a shell we go on, only less guarded
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as Socket).unref();
  return () => void watcher.stdin.end('\n');
}

/** What a server writes into its data folder about itself; see "postmaster.pid" in PostgreSQL's documentation. */
function readPostmaster(folder: string): { pid: number; port: number; ready: boolean } {
  const lines = readLines(join(folder, 'postmaster.pid'));
  return { pid: Number(lines[0] ?? 0), port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function run(
  account: ServerAccount | undefined,
  program: string,
  parameters: string[],
  input = '',
): Promise<{ code: number; errors: string }> {
  return new Promise((resolve) => {
    const options = { ...account, cwd: '/', env: serverEnvironment() };
    const child = execFile(program, parameters, options, (error, output, errors) =>
      resolve({ code: error ? 1 : 0, errors: errors || error?.message || output }),
    );
    child.stdin?.on('error', () => undefined); // it ended without reading; its exit code says why
    child.stdin?.end(input);
  });
}

/** Nothing of ours leaks into the server, in particular no PGPORT or LC_*. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C' };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, its words joined by one space; empty when there is none, or only a zombie. */
function commandLine(pid: number): string {
  try {
    const line = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return line.replaceAll(/\s+/g, ' ').trim();
  } catch {
    return '';
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return [];
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
