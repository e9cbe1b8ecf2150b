import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_WITHIN_MS = 180_000; // it builds what is out of date, and loads the demonstration

/** Starts the built product as a newcomer does, once for all browser tests, on a port and a data folder of its own. */
export default async function startProduct(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-browser-'));
  chmodSync(folder, 0o711); // root's server runs as another account, which must get in
  const password = 'the password of the browser tests';
  const port = String(await freePort());
  const product = spawn(process.execPath, ['scripts/cli.mjs', 'start'], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      HTTP_PORT: port,
      PORTAL_URL: `http://127.0.0.1:${port}/t`,
      DEMO_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  Object.assign(globalThis, { browserTests: { product, folder } }); // for the teardown, a module of its own
  await ready(product);
  process.env.AFTERCARE_URL = `http://127.0.0.1:${port}`; // the workers inherit it
  process.env.AFTERCARE_PASSWORD = password;
}

async function ready(product: ChildProcess): Promise<void> {
  let output = '';
  const told = new Promise<void>((resolve) => {
    for (const stream of [product.stdout, product.stderr])
      stream?.on('data', (chunk) => {
        output += String(chunk);
        if (output.includes('Aftercare is ready')) resolve();
      });
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), READY_WITHIN_MS).unref();
  });
  const ended = once(product, 'exit').then(() => Promise.reject(new Error(`it ended:\n${output}`)));
  await Promise.race([told, late, ended]);
  ended.catch(() => undefined); // later it ends because we ask it to
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
