// Builds what is older than its sources: `node scripts/build.mjs [server|admin|portal]… [--force]`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = (name) => join('node_modules/.bin', name);

const common = ['package-lock.json', 'scripts/build.mjs', 'tsconfig.base.json', 'tsconfig.json'];
const targets = {
  server: {
    sources: ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'nest-cli.json'],
    output: ['dist/apps/api', 'dist/apps/worker', 'dist/apps/cli', 'dist/libs'],
    command: [program('nest'), 'build', 'api'], // nest-cli.json compiles all apps and libs into one tree
  },
  admin: {
    sources: ['apps/admin', 'docs/openapi.json'],
    output: ['dist/apps/admin'],
    command: [program('vite'), 'build', 'apps/admin', '--logLevel', 'warn'],
  },
  portal: {
    sources: ['apps/portal', 'docs/openapi.json'],
    output: ['dist/apps/portal'],
    command: [program('vite'), 'build', 'apps/portal', '--logLevel', 'warn'],
  },
};

/** Brings the named targets up to date; gives the first fault as one line, or nothing. */
export function build(names = Object.keys(targets), { force = false } = {}) {
  for (const name of names) {
    const target = targets[name];
    if (!target) return `There is no "${name}" to build, only ${Object.keys(targets).join(', ')}.`;
    if (!existsSync(join(root, target.sources[0]))) continue; // a checkout of a part
    const stamp = join(root, `dist/.${name}.stamp`);
    const state = stateOf([...target.sources, ...common]);
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) continue;
    const begin = performance.now();
    for (const path of [stamp, ...target.output.map((folder) => join(root, folder))]) {
      rmSync(path, { recursive: true, force: true });
    }
    const [file, ...parameters] = target.command;
    const done = spawnSync(file, parameters, { cwd: root, encoding: 'utf8' });
    if (done.status !== 0) return `${done.stdout}${done.stderr}Building ${name} failed.`;
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, state);
    process.stderr.write(`Built ${name} in ${((performance.now() - begin) / 1000).toFixed(1)} s.\n`);
  }
  return undefined;
}

/** Names, sizes and times of all sources in one number, which also changes when a file goes. */
function stateOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (info?.isDirectory()) for (const entry of readdirSync(join(root, path)).sort()) visit(`${path}/${entry}`);
    else if (info) hash.update(`${path} ${info.size} ${info.mtimeMs}\n`);
  };
  paths.forEach(visit);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith('--'));
  const fault = build(names.length > 0 ? names : undefined, { force: words.includes('--force') });
  if (fault) {
    process.stderr.write(`${fault}\n`);
    process.exit(1);
  }
}
