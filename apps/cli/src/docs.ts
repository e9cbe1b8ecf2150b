import { allEvents, allProblems, loadConfig, PERMISSIONS, STARTER_ROLES, type Variable } from '@aftercare/platform';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { apiSchema } from '../../api/src/config.js';
import { buildOpenApi } from '../../api/src/http/openapi.js';
import { createServer } from '../../api/src/http/server.js';
import { workerSchema } from '../../worker/src/config.js';
import { type Command, CommandFault, print, readWords } from './command.js';
import { cliSchema } from './config.js';

/** What the sources say, written out for people and machines. Never edited by hand: `docs --check` compares. */
export const docs: Command = {
  usage: 'docs [--check]',
  summary: 'write the generated documents (contract, problems, events, permissions, .env.example), or check them',
  async run(words) {
    const { values } = readWords(words, { options: { check: { type: 'boolean', default: false } } });
    const documents: Record<string, string> = {
      'docs/openapi.json': await contract(),
      'docs/problems.md': problems(),
      'docs/events.md': events(),
      'docs/permissions.md': permissions(),
      '.env.example': environment(),
    };
    for (const [file, text] of Object.entries(documents)) {
      if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
      if (values.check) throw new CommandFault(`${file} is not current: run "npm run docs" and "npm run client".`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      print(`${file} is written.`);
    }
  },
};

async function contract(): Promise<string> {
  const config = loadConfig(apiSchema, { LOG_LEVEL: 'silent', DATABASE_URL: 'postgres://unused' });
  const app = await createServer(config, { preview: true }); // routes and types only: nothing connects
  return `${JSON.stringify(buildOpenApi(app), null, 2)}\n`;
}

function problems(): string {
  const rows = allProblems().map(({ code, status, title }) => `| \`${code}\` | ${status} | ${title} |`);
  return page(
    'Problems',
    'Every refusal of the API, answered as `application/problem+json` (RFC 9457). Codes are stable: they are never renamed.',
    ['Code', 'Status', 'Meaning'],
    rows,
  );
}

function events(): string {
  const rows = allEvents().map(({ eventName, version }) => `| \`${eventName}\` | ${version} |`);
  return page(
    'Events',
    'Every fact the domains tell, recorded in the outbox with the change it tells of and heard live at `GET /api/v1/events`.',
    ['Event', 'Version'],
    rows,
  );
}

function permissions(): string {
  const roles = Object.entries(STARTER_ROLES);
  const rows = PERMISSIONS.map(
    (permission) =>
      `| \`${permission}\` | ${roles.map(([, role]) => (role.permissions.includes(permission) ? '●' : '')).join(' | ')} |`,
  );
  return page(
    'Permissions',
    'Every permission and the roles a new installation starts with. An administrator may change the sets and add roles.',
    ['Permission', ...roles.map(([, role]) => role.en)],
    rows,
  );
}

function page(title: string, introduction: string, columns: readonly string[], rows: readonly string[]): string {
  const head = [`| ${columns.join(' | ')} |`, `| ${columns.map(() => '---').join(' | ')} |`];
  return [`# ${title}`, '', introduction, '', ...head, ...rows, ''].join('\n');
}

function environment(): string {
  const schema: Record<string, Variable<unknown>> = { ...cliSchema, ...apiSchema, ...workerSchema };
  const lines = Object.entries(schema).flatMap(([name, { description, fallback, secret }]) => [
    `# ${description}${secret ? ' (secret)' : ''}`,
    `${name}=${fallback ?? ''}`,
    '',
  ]);
  return ['# Every variable with its default. `npm start` needs none of them.', '', ...lines].join('\n');
}
