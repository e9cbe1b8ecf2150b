import pg from 'pg';
import { TEMPLATE } from './template.js';
import { standOnTestDay } from './test-day.js';

/** A database of the migrated schema for one test file. */
export interface TestDatabase {
  /** Known once the file's `beforeAll` hooks run. */
  readonly url: string;
  /** Brings every table back to what the migrations left in it, and the human numbers to their start. */
  emptyTables(): Promise<void>;
}

let inThisFile = 0;

/**
 * Gives the test file, or the `describe` block that calls it, a database of its own, cloned before its tests, and the test
 * day. The next file of the same worker takes its place: dropping it here would break connections that later hooks close.
 */
export function testDatabase(): TestDatabase {
  const name = `test_${process.env.JEST_WORKER_ID}_${++inThisFile}`;
  const url = databaseUrl(name);
  let own: pg.Client | undefined;
  standOnTestDay();
  beforeAll(async () => {
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    // Copying files beats copying through the WAL while nothing waits for the disk.
    await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
    own = new pg.Client({ connectionString: url });
    await own.connect();
  });
  afterAll(() => own?.end());
  return {
    url,
    emptyTables: async () => {
      if (!own) throw new Error('emptyTables() has its place in a hook or a test');
      await own.query('SELECT testing.empty_tables()');
    },
  };
}

/** The URL of a database on the test server, for a superuser. Only below Jest's global setup. */
export function databaseUrl(name: string): string {
  const server = process.env.TEST_SERVER_URL;
  if (!server)
    throw new Error('TEST_SERVER_URL is not set: run the tests with the "server" project of jest.config.mjs');
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
