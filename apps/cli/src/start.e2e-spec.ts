import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(240_000); // it builds what is out of date, and loads the demonstration

/** The built product as a person starts it, by real processes. */
describe('start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-start-'));
  chmodSync(folder, 0o711); // root's server runs as another account, which must get in
  const running: ChildProcess[] = [];

  function cli(
    words: string[],
    environment: Record<string, string> = {},
  ): { child: ChildProcess; output: () => string } {
    const child = spawn(process.execPath, ['scripts/cli.mjs', ...words], {
      env: { PATH: process.env.PATH, DATA_DIR: folder, HTTP_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    return { child, output: () => text };
  }

  async function ended(
    words: string[],
    environment?: Record<string, string>,
  ): Promise<{ code: unknown; lines: string[] }> {
    const { child, output } = cli(words, environment);
    const [code] = (await once(child, 'close')) as unknown[];
    const lines = output().trim().split('\n');
    return { code, lines: lines.filter((line) => !line.startsWith('Built ')) };
  }

  async function started(): Promise<{ child: ChildProcess; output: string; url: string }> {
    const { child, output } = cli(['start']);
    while (!output().includes('Ctrl-C')) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(output());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { child, output: output(), url: /Staff app +(\S+)/.exec(output())?.[1] ?? '' };
  }

  afterAll(() => {
    for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it('serves API, staff app and demo sign-ins, refuses a second start, stops when asked and comes back', async () => {
    const first = await started();
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    const page = await fetch(first.url, { headers: { accept: 'text/html' } });
    const nonce = /nonce="([^"]+)"/.exec(await page.text())?.[1];
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${first.url}/api/v1/nowhere`, { headers: { accept: 'text/html' } })).status).toBe(404);
    expect((await fetch(`${first.url}/assets/nowhere.js`)).status).toBe(404);

    const password = /password +(\S+)/.exec(first.output)?.[1];
    for (const role of ['reception', 'technician', 'storekeeper', 'cashier', 'manager', 'admin']) {
      const login = new RegExp(`${role} +(\\S+@\\S+)`).exec(first.output)?.[1];
      const answer = await fetch(`${first.url}/api/v1/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password }),
      });
      expect({ role, status: answer.status }).toEqual({ role, status: 200 });
    }

    const second = await ended(['start']);
    expect(second).toEqual({
      code: 1,
      lines: [`Aftercare is already running on ${folder}/postgres (pid ${first.child.pid}).`],
    });
    expect((await ended(['reset', '--yes'])).lines).toEqual(['Aftercare is running on this database: stop it first.']);
    expect(await ended(['migrate'])).toEqual({ code: 0, lines: ['The database was up to date.'] });

    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);

    const again = await started();
    expect(/password +(\S+)/.exec(again.output)?.[1]).toBe(password);
    again.child.kill('SIGINT');
    expect(await once(again.child, 'exit')).toEqual([0, null]);
  });

  it('says in one line what is wrong', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    blocker.unref();
    const { port } = blocker.address() as AddressInfo;
    expect(await ended(['start'], { HTTP_PORT: String(port) })).toEqual({
      code: 1,
      lines: [`Port ${port} is taken: stop what uses it, or set HTTP_PORT to another (0: a free one).`],
    });
    blocker.close();
    expect(await ended(['start'], { HTTP_PORT: 'http' })).toEqual({
      code: 1,
      lines: ['HTTP_PORT must be a whole number from 0 to 65535'],
    });
    expect((await ended(['reset'])).lines).toEqual([
      `This removes all data in ${folder}/postgres. If you mean it, add --yes.`,
    ]);
    expect((await ended(['nonsense'])).lines).toEqual(['There is no command "nonsense": "help" lists them.']);
  });
});
