import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { commands } from './commands.js';
import { CommandFault, print } from './command.js';

async function main(words: string[]): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const [name = 'help', ...rest] = words;
  if (['help', '--help', '-h'].includes(name)) return help();
  const command = commands[name];
  if (!command) throw new CommandFault(`There is no command "${name}": "help" lists them.`);
  await command.run(rest);
}

function help(): void {
  print('Commands:');
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length));
  for (const { usage, summary } of Object.values(commands)) print(`  ${usage.padEnd(width)}  ${summary}`);
}

/** One line for whatever went wrong; the stack only for who asks for it. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env['LOG_LEVEL'] === 'debug' && error.stack) return error.stack;
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [error]; // a refused connection
  return error.message || first?.message || error.name;
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  },
);
