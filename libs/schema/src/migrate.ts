import { DataSource, type QueryRunner } from 'typeorm';
import pg from 'pg';
import { migrations } from './migrations/index.js';

/** The database cannot be brought to the schema of this version. The message is one line. */
export class SchemaFault extends Error {
  override readonly name = 'SchemaFault';
}

/**
 * Applies the migrations that the database lacks, each in its own transaction, and gives their names in order.
 * Several processes may call it at once: one migrates, the others wait. Throws SchemaFault, with nothing changed, when
 * the database holds a migration this version does not know.
 */
export async function migrate(url: string, known: Function[] = migrations): Promise<string[]> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    migrations: known,
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    installExtensions: false, // the migrations name the extensions they need
    applicationName: 'aftercare-migrate',
  }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await assertAllKnown(lock, known);
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } finally {
    await lock.release();
    await dataSource.destroy(); // ends the session, and the lock with it
  }
}

/** Makes a database unless it exists. `serverUrl` names any other database of the server, usually `postgres`. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/** Removes a database with all its data, ending every connection to it, and makes an empty one of its name. */
export async function recreateDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  await withClient(server.href, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const MIGRATION_TABLE = 'schema_migration';
const MIGRATION_LOCK = 7_203_114; // any number, but always the same

async function assertAllKnown(runner: QueryRunner, known: Function[]): Promise<void> {
  if (!(await runner.hasTable(MIGRATION_TABLE))) return;
  const names = new Set(known.map((migration) => migration.name));
  const applied: { name: string }[] = await runner.query(`SELECT name FROM ${MIGRATION_TABLE} ORDER BY id`);
  const unknown = applied.filter(({ name }) => !names.has(name)).at(-1);
  if (!unknown) return;
  throw new SchemaFault(
    `The database was written by a newer version of Aftercare (it holds migration ${unknown.name}): ` +
      `start that version, or use another database.`,
  );
}
