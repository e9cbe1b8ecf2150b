import { testDatabase } from '@aftercare/testing';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate, SchemaFault } from './migrate.js';
import { migrations } from './migrations/index.js';

class Later1999000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT pg_sleep(0.1); CREATE TABLE later (id int PRIMARY KEY)');
  }
  down = (): Promise<void> => Promise.reject(new Error('forward only'));
}

class Broken1999000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id int); SELECT 1 / 0');
  }
  down = (): Promise<void> => Promise.reject(new Error('forward only'));
}

describe('migrate', () => {
  const db = testDatabase();
  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('has nothing to do on a migrated database', async () => {
    expect(await migrate(db.url)).toEqual([]);
  });

  it('completes a migration outside of transactions that was cut off', async () => {
    await query(`DELETE FROM schema_migration WHERE name = 'References1764000000018';
                 ALTER TABLE repair_order DROP CONSTRAINT repair_order_reception_fk;
                 ALTER TABLE invoice DROP CONSTRAINT invoice_reception_fk;
                 ALTER TABLE message DROP CONSTRAINT message_reception_fk;
                 ALTER TABLE reception DROP CONSTRAINT reception_in_center_uq`);
    expect(await migrate(db.url)).toEqual(['References1764000000018']);
    const restored = `SELECT FROM pg_constraint WHERE convalidated AND conname IN
      ('repair_order_reception_fk', 'invoice_reception_fk', 'message_reception_fk', 'reception_in_center_uq')`;
    expect(await query(restored)).toHaveLength(4);
  });

  it('keeps what stands when a migration breaks', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    await expect(migrate(db.url, [...migrations, Broken1999000000002])).rejects.toThrow('division by zero');
    expect(log).toHaveBeenCalledWith(expect.stringContaining('"Broken1999000000002" failed'));
    log.mockRestore();
    expect(await query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    expect(await migrate(db.url)).toEqual([]);
  });

  it('lets one of several processes migrate while the others wait', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(db.url, [...migrations, Later1999000000001])));
    expect(runs.flat()).toEqual(['Later1999000000001']);
  });

  it('refuses a database of a newer version and names the migration', async () => {
    const refused = migrate(db.url);
    await expect(refused).rejects.toThrow(SchemaFault);
    await expect(refused).rejects.toThrow(/newer version of Aftercare \(it holds migration Later1999000000001\)/);
  });
});
