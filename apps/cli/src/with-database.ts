import { loadConfig } from '@aftercare/platform';
import { migrate } from '@aftercare/schema';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Command, CommandFault } from './command.js';
import { cliSchema } from './config.js';
import { openDatabase } from './database.js';

export const withDatabase: Command = {
  usage: 'with-database -- PROGRAM [WORD…]',
  summary:
    'run a program with DATABASE_URL naming the migrated database, such as psql or the watchers of "npm run dev"',
  async run(words) {
    const [program, ...parameters] = words[0] === '--' ? words.slice(1) : words;
    if (!program) throw new CommandFault('Name the program to run: with-database -- PROGRAM [WORD…]');
    const database = await openDatabase(loadConfig(cliSchema, process.env));
    try {
      await migrate(database.url);
      const child = spawn(program, parameters, {
        stdio: 'inherit',
        env: { ...process.env, DATABASE_URL: database.url },
      });
      const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
      process.on('SIGTERM', passOn);
      process.on('SIGINT', () => undefined); // the terminal sends it to the program as well, which decides
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      if (code !== 0 && signal !== 'SIGINT') process.exitCode = code ?? 1;
    } finally {
      await database.close();
    }
  },
};
