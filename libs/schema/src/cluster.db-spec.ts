import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { transformFileSync } from '@swc/core';
import pg from 'pg';
import { findBinaries, makeFolder, passingFolder, serverAccount } from './cluster-place.js';
import { findServer, startCluster, type Cluster } from './cluster.js';

jest.setTimeout(30_000);

const account = serverAccount();
const home = passingFolder(account);
const dataDir = join(home, 'postgres');
const open: Cluster[] = [];
const children: ChildProcess[] = [];

async function start(folder = dataDir, port?: number): Promise<Cluster> {
  const cluster = await startCluster({ durable: true, dataDir: folder, port });
  open.push(cluster);
  return cluster;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const notes = (cluster: { url(database: string): string }) => query(cluster.url('postgres'), 'SELECT text FROM note');
const postmaster = (folder = dataDir): number =>
  Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !condition(); await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`still not: ${condition}`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The module as another process runs it: compiled, below node_modules so that it finds the packages. */
const compiled = join(process.cwd(), `node_modules/.cache/cluster-spec-${process.pid}`);

/** Starts a cluster in another process, which stops it on SIGINT, and gives the line that process prints. */
async function inAnotherProcess(options: object): Promise<{ child: ChildProcess; line: string }> {
  const script = `
    import { startCluster } from '${join(compiled, 'cluster.mjs')}';
    import pg from '${join(process.cwd(), 'node_modules/pg/esm/index.mjs')}';
    try {
      const cluster = await startCluster(${JSON.stringify(options)});
      const keepAlive = setInterval(() => undefined, 1000);
      process.once('SIGINT', async () => {
        const client = new pg.Client({ connectionString: cluster.url('postgres') });
        await client.connect();
        console.log('still serves ' + (await client.query('SELECT 1 AS one')).rows[0].one);
        await client.end();
        clearInterval(keepAlive);
        await cluster.stop();
      });
      console.log('ready ' + cluster.port);
    } catch (error) { console.log(error.name + ': ' + error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, line };
}

beforeAll(async () => {
  mkdirSync(compiled, { recursive: true });
  for (const name of ['cluster', 'cluster-place']) {
    const { code } = transformFileSync(join(__dirname, `${name}.ts`), {
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(compiled, `${name}.mjs`), code.replaceAll(`./cluster-place.js`, './cluster-place.mjs'));
  }
  const cluster = await start();
  await query(cluster.url('postgres'), `CREATE TABLE note AS SELECT 'kept' AS text`);
  await cluster.stop();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((cluster) => cluster.stop()));
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

afterAll(() => {
  rmSync(compiled, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true, maxRetries: 10 });
});

describe('a durable cluster', () => {
  it('is PostgreSQL 18 with UTF-8 text and keeps its data between starts', async () => {
    const cluster = await start();
    expect(await notes(cluster)).toEqual([{ text: 'kept' }]);
    const [facts] = await query(
      cluster.url('postgres'),
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding,
              current_setting('fsync') AS fsync, current_setting('timezone') AS zone, upper('école ی') AS upper`,
    );
    expect(facts).toEqual({ major: 18, encoding: 'UTF8', fsync: 'on', zone: 'UTC', upper: 'ÉCOLE ی' });
  });

  it('asks for a password, keeps it private, and listens on the loopback only', async () => {
    const cluster = await start();
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const wrong = cluster.url('postgres').replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((a) => a?.family === 'IPv4' && !a.internal)?.address;
    if (outside) {
      await expect(query(cluster.url('postgres').replace('127.0.0.1', outside), 'SELECT 1')).rejects.toThrow(
        'ECONNREFUSED',
      );
    }
  });

  it('sets a new password where the file is lost', async () => {
    rmSync(`${dataDir}.password`);
    expect(await notes(await start())).toEqual([{ text: 'kept' }]);
  });

  it('is refused to a second start in the same process, which can find the first instead', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`Aftercare is already running on ${dataDir} (pid ${process.pid}).`);
    expect(findServer(dataDir)?.url('postgres')).toBe(first.url('postgres'));
    await first.stop();
    expect(findServer(dataDir)).toBeUndefined();
  });

  it('is refused while another process runs it', async () => {
    const { child, line } = await inAnotherProcess({ durable: true, dataDir });
    expect(line).toMatch(/^ready/);
    await expect(start()).rejects.toThrow(`already running on ${dataDir} (pid ${child.pid})`);
    expect(await notes(findServer(dataDir)!)).toEqual([{ text: 'kept' }]);
  });

  it('outlives Ctrl-C until the process that started it stops it', async () => {
    const { child } = await inAnotherProcess({ durable: true, dataDir });
    const server = postmaster();
    const said = once(createInterface(child.stdout!), 'line');
    process.kill(-child.pid!, 'SIGINT'); // what a terminal does: the whole group
    expect(await said).toEqual(['still serves 1']);
    expect(await once(child, 'exit')).toEqual([0, null]);
    await until(() => !isAlive(server));
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it('ends by itself when its process is killed, and starts again at once', async () => {
    const { child } = await inAnotherProcess({ durable: true, dataDir });
    const server = postmaster();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await notes(await start())).toEqual([{ text: 'kept' }]);
    await until(() => !isAlive(server));
  });

  it('stops a server left over on the folder and goes on', async () => {
    const { pgCtl } = findBinaries(account);
    const free = await listen();
    free.server.close();
    const options = ['-o', `-p ${free.port} -c unix_socket_directories=`];
    execFileSync(pgCtl, ['start', '-D', dataDir, ...options], { ...account, cwd: '/', stdio: 'ignore' });
    const leftOver = postmaster();
    expect(await notes(await start())).toEqual([{ text: 'kept' }]);
    await until(() => !isAlive(leftOver));
  });

  it('recovers when the server itself was killed, and tells that it ended', async () => {
    const cluster = await start();
    await query(cluster.url('postgres'), `CREATE TABLE late AS SELECT 1 AS one`);
    process.kill(postmaster(), 'SIGKILL');
    await cluster.ended;
    expect(await query((await start()).url('postgres'), 'TABLE late')).toEqual([{ one: 1 }]);
  });

  it('is not misled by a dead server whose number another process has now', async () => {
    const stranger = spawn('sleep', ['30']);
    children.push(stranger);
    writeFileSync(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n\nready   \n`);
    writeFileSync(`${dataDir}.lock`, `${stranger.pid}\nnode dist/apps/cli/src/main.js start`);
    expect(await notes(await start())).toEqual([{ text: 'kept' }]);
    expect(stranger.exitCode).toBeNull();
  });

  it('says which port is taken when it was given one', async () => {
    const { server, port } = await listen();
    await expect(start(dataDir, port)).rejects.toThrow(`Port ${port} for the database is taken.`);
    server.close();
  });

  it('starts in place of a half-made folder', async () => {
    const folder = join(home, 'interrupted');
    makeFolder(`${folder}.new`, 0o700);
    writeFileSync(join(`${folder}.new`, 'PG_VERSION'), '18\n');
    const cluster = await start(folder);
    expect(await query(cluster.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(readdirSync(home)).not.toContain('interrupted.new');
  });

  it('leaves alone a folder that is not its own', async () => {
    const folder = mkdtempSync(join(home, 'foreign-'));
    writeFileSync(join(folder, 'letters.txt'), 'mine');
    await expect(start(folder)).rejects.toThrow(`${folder} is not empty, and no PostgreSQL data`);
    expect(readdirSync(folder)).toEqual(['letters.txt']);
  });

  it('refuses the data of another major version and names both', async () => {
    const version = join(dataDir, 'PG_VERSION');
    writeFileSync(version, '17\n');
    await expect(start()).rejects.toThrow(/holds data of PostgreSQL 17, this version of Aftercare runs PostgreSQL 18/);
    writeFileSync(version, '18\n');
    expect(await notes(await start())).toEqual([{ text: 'kept' }]);
  });

  const asRoot = account ? it : it.skip;
  asRoot('runs from a folder that other accounts cannot enter, with the data elsewhere and a link to it', async () => {
    const closed = mkdtempSync(join(home, 'closed-'));
    const folder = join(closed, '.data/postgres');
    mkdirSync(dirname(folder));
    const first = await start(folder);
    await query(first.url('postgres'), `CREATE TABLE note AS SELECT 'elsewhere' AS text`);
    await first.stop();
    const real = execFileSync('readlink', ['-f', folder], { encoding: 'utf8' }).trim();
    expect(dirname(dirname(real))).toBe('/var/lib/aftercare');
    expect(statSync(real)).toMatchObject({ uid: account!.uid, mode: 0o40700 });
    expect(statSync(dirname(real))).toMatchObject({ uid: 0, mode: 0o40711 });
    expect(await notes(await start(folder))).toEqual([{ text: 'elsewhere' }]);
    await open.pop()!.stop();
    rmSync(dirname(real), { recursive: true });
    await expect(start(folder)).rejects.toThrow('is a link to a folder that is gone');
  });
});

describe('a passing cluster', () => {
  const folderOf = async (url: string): Promise<string> =>
    String((await query(url, `SELECT current_setting('data_directory') AS folder`))[0]?.['folder']);

  it('trades durability for speed and leaves nothing behind', async () => {
    const cluster = await startCluster({ durable: false });
    const folder = await folderOf(cluster.url('postgres'));
    expect(await query(cluster.url('postgres'), 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await cluster.stop();
    expect(existsSync(dirname(folder))).toBe(false);
  });

  it('takes its data along when its process is killed', async () => {
    const { child, line } = await inAnotherProcess({ durable: false });
    const port = line.replace('ready ', '');
    const base = dirname(home);
    const folder = readdirSync(base)
      .map((name) => join(base, name, 'postgres'))
      .find((path) => basename(dirname(path)).startsWith('aftercare-') && portOf(path) === port);
    expect(folder).toBeDefined();
    child.kill('SIGKILL');
    await until(() => !existsSync(dirname(folder!)));
  });

  function portOf(folder: string): string | undefined {
    const file = join(folder, 'postmaster.pid');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n')[3] : undefined;
  }
});
