import type { Command } from './command.js';
import { docs } from './docs.js';
import { demo } from './demo.js';
import { importFiles } from './import.js';
import { migrateDatabase } from './migrate.js';

import { reset } from './reset.js';
import { start } from './start.js';
import { withDatabase } from './with-database.js';

/** Every command by its first word. */
export const commands: Readonly<Record<string, Command>> = {
  start,
  migrate: migrateDatabase,
  reset,
  demo,
  docs,
  import: importFiles,
  'with-database': withDatabase,
};
