import { loadConfig } from '@aftercare/platform';
import { findServer, migrate, recreateDatabase } from '@aftercare/schema';
import { type Command, CommandFault, print, readWords } from './command.js';
import { cliSchema } from './config.js';
import { dataFolder, openDatabase } from './database.js';

export const reset: Command = {
  usage: 'reset --yes',
  summary: 'remove all data and begin with an empty database',
  async run(words) {
    const { values } = readWords(words, { options: { yes: { type: 'boolean', default: false } } });
    const config = loadConfig(cliSchema, process.env);
    if (!config.DATABASE_URL && findServer(dataFolder(config))) {
      throw new CommandFault('Aftercare is running on this database: stop it first.');
    }
    const name = config.DATABASE_URL ? new URL(config.DATABASE_URL).pathname.slice(1) : dataFolder(config);
    if (!values.yes) throw new CommandFault(`This removes all data in ${name}. If you mean it, add --yes.`);
    const database = await openDatabase(config);
    try {
      await recreateDatabase(database.url);
      await migrate(database.url);
      print(`All data in ${name} is removed. The next start loads the demo data again.`);
    } finally {
      await database.close();
    }
  },
};
