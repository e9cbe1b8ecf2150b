import { loadConfig } from '@aftercare/platform';
import { migrate } from '@aftercare/schema';
import { type Command, CommandFault, print, readWords } from './command.js';
import { type CliConfig, cliSchema } from './config.js';
import { openDatabase } from './database.js';
import { type DemoSignIn, inspectAccounts, loadDemoData } from './demo/demo-data.js';
import { keptSecrets } from './secrets.js';

export const demo: Command = {
  usage: 'demo',
  summary: 'load the demo data into an empty database',
  async run(words) {
    readWords(words, {});
    const config = loadConfig(cliSchema, process.env);
    const database = await openDatabase(config);
    try {
      await migrate(database.url);
      if ((await inspectAccounts(database.url)).any) {
        throw new CommandFault('The database has accounts already; demo data go into an empty one only (see "reset").');
      }
      await loadDemoData(database.url, demoPassword(config));
      printSignIns((await inspectAccounts(database.url)).demo, config);
    } finally {
      await database.close();
    }
  },
};

/** The configured password of the demo accounts, else the random one of this installation (12 characters). */
export function demoPassword(config: CliConfig): string {
  return config.DEMO_PASSWORD ?? keptSecrets(config.DATA_DIR, ['DEMO_PASSWORD'], 9)['DEMO_PASSWORD'] ?? '';
}

export function printSignIns(signIns: readonly DemoSignIn[], config: CliConfig): void {
  if (signIns.length === 0) return;
  print(`  Demo sign-ins, each with the password  ${demoPassword(config)}`);
  for (const { role, email } of signIns) print(`    ${role.padEnd(12)}${email}`);
  print();
}
