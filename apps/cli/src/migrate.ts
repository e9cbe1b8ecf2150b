import { loadConfig } from '@aftercare/platform';
import { migrate } from '@aftercare/schema';
import { type Command, print, readWords } from './command.js';
import { cliSchema } from './config.js';
import { openDatabase } from './database.js';

export const migrateDatabase: Command = {
  usage: 'migrate',
  summary: 'bring the database to the schema of this version',
  async run(words) {
    readWords(words, {});
    const database = await openDatabase(loadConfig(cliSchema, process.env));
    try {
      const applied = await migrate(database.url);
      for (const name of applied) print(`applied ${name}`);
      print(applied.length > 0 ? 'The database is up to date.' : 'The database was up to date.');
    } finally {
      await database.close();
    }
  },
};
