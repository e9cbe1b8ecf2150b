import { transformFile } from '@swc/core';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The worker as a program of its own, which tests may kill. */
export interface BuiltWorker {
  /** Starts it and resolves once it takes jobs. */
  start(environment: Record<string, string>): Promise<ChildProcess>;
  remove(): void;
}

/** Compiles the sources as they are, in a folder of their own: `dist` belongs to the build. */
export async function buildWorker(): Promise<BuiltWorker> {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'worker-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const files = ['apps/worker/src', 'libs'].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
  );
  const sources = files.filter((name) => name.endsWith('.ts') && !/spec\.ts$|testing/.test(name));
  await Promise.all(sources.map((source) => compile(source, folder)));
  // The data that libs ship beside their sources.
  for (const name of files.filter((each) => each.endsWith('.json'))) cpSync(join(ROOT, name), join(folder, name));
  return {
    start: async (environment) => {
      const child = spawn(process.execPath, [join(folder, 'apps/worker/src/main.js')], {
        env: { PATH: process.env['PATH'], LOG_LEVEL: 'info', ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await started(child);
      return child;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function compile(source: string, folder: string): Promise<void> {
  const { code } = await transformFile(join(ROOT, source), {
    swcrc: false,
    module: { type: 'es6', resolveFully: true },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
      baseUrl: ROOT,
      paths: { '@aftercare/*': ['./libs/*/src/index.ts'] },
    },
  });
  const target = join(folder, source.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}

async function started(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the worker ended with ${String(code)} before it was ready`);
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('worker started')) resolve();
    });
  });
  await Promise.race([ready, ended]);
  ended.catch(() => undefined); // from here on it may end
}
