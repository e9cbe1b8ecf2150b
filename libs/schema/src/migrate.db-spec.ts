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

  it('makes entries of the register of what was blocked before there was one, and one IMEI names one device', async () => {
    const anew = ['SecondImei1764000000042', 'DeviceBlocks1764000000049', 'DeviceNumberLocks1764000000050'];
    await query(`DELETE FROM schema_migration WHERE name IN ('${anew.join("', '")}');
      DROP FUNCTION device_numbers_lock() CASCADE;
      DROP FUNCTION lock_device_numbers(text[], boolean);
      DROP TABLE device_block, device_imei;
      DROP TRIGGER device_imei_of_new ON device;
      DROP TRIGGER device_imei_of_changed ON device;
      DROP FUNCTION device_imei_follow();
      ALTER TABLE device DROP COLUMN imei2;
      CREATE UNIQUE INDEX device_imei_uq ON device (imei) WHERE imei IS NOT NULL;
      ALTER TABLE company DROP COLUMN security_role_id;
      DELETE FROM message_template WHERE event = 'security-alert';
      INSERT INTO brand (id, name_en) VALUES ('01900000-0000-7000-8000-000000000001', 'Sepehr');
      INSERT INTO product_group (id, code, name_en) VALUES ('01900000-0000-7000-8000-000000000002', 'tv', 'TV');
      INSERT INTO product (id, brand_id, group_id, code, name_en)
      VALUES ('01900000-0000-7000-8000-000000000003', '01900000-0000-7000-8000-000000000001',
              '01900000-0000-7000-8000-000000000002', 'P', 'Phone');
      INSERT INTO device (id, brand_id, product_id, serial, imei, provenance, blocked_reason)
      SELECT d.id::uuid, '01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000003', d.serial, d.imei,
             d.provenance, d.reason
        FROM (VALUES ('01900000-0000-7000-8000-00000000000a', 'SN-1', '490154203237518', 'blocked', 'stolen'),
                     ('01900000-0000-7000-8000-00000000000b', NULL, NULL, 'blocked', 'forged'),
                     ('01900000-0000-7000-8000-00000000000c', 'SN-3', NULL, 'declared', NULL)) AS d (id, serial, imei, provenance, reason);
      INSERT INTO device_event (id, device_id, kind, at, actor_name, details)
      VALUES ('01900000-0000-7000-8000-00000000000d', '01900000-0000-7000-8000-00000000000a', 'blocked',
              '2026-03-20T22:00:00Z', 'Reza', '{"from": "declared"}')`);
    expect(await migrate(db.url)).toEqual(anew);
    const entries = `SELECT kind, serial, imei, source, listed_on::text, note, raised_by FROM device_block ORDER BY serial NULLS LAST`;
    expect(await query(entries)).toMatchObject([
      { kind: 'blocked', serial: 'SN-1', imei: '490154203237518', source: 'staff', note: 'stolen', raised_by: 'Reza' },
      { kind: 'blocked', serial: null, imei: null, source: 'staff', note: 'forged' },
    ]);
    expect(await query(`SELECT imei FROM device_imei`)).toEqual([{ imei: '490154203237518' }]);
    await query(`ALTER TABLE device_event DISABLE TRIGGER USER; DELETE FROM device_block; DELETE FROM device_event;
      DELETE FROM device; DELETE FROM product; DELETE FROM product_group; DELETE FROM brand;
      ALTER TABLE device_event ENABLE TRIGGER USER`);
  });

  it('tells of invoices that were there before what is due, and that what a centre bears itself is not', async () => {
    await query(`DELETE FROM schema_migration WHERE name = 'WarrantyInvoicesClosed1764000000051';
      DROP TABLE supplier_claim_payment, invoice_write_off;
      ALTER TABLE invoice DROP COLUMN due, DROP COLUMN state, DROP CONSTRAINT invoice_paid_ck, DROP COLUMN written_off;
      ALTER TABLE invoice ADD CONSTRAINT invoice_paid_ck CHECK (paid BETWEEN 0 AND total), ADD COLUMN state text NOT NULL
        GENERATED ALWAYS AS (CASE WHEN paid = total THEN 'paid' WHEN paid > 0 THEN 'part_paid' ELSE 'issued' END) STORED;
      SET session_replication_role = replica;
      INSERT INTO invoice (id, number, kind, center_id, customer_id, payer, order_id, currency, net, tax, total, paid, issued_on,
                           issued_at)
      SELECT gen_random_uuid(), i.number, 'warranty', gen_random_uuid(), NULL, i.payer, gen_random_uuid(), 'IRR', 100, 0, 100, i.paid,
             '2026-05-02', now()
        FROM (VALUES ('1', 'maker', 0), ('2', 'maker', 30), ('3', 'seller', 100), ('4', 'centre', 30), ('5', 'centre', 100))
          AS i (number, payer, paid)`);
    expect(await migrate(db.url)).toEqual(['WarrantyInvoicesClosed1764000000051']);
    expect(await query('SELECT state, due::int FROM invoice ORDER BY number')).toEqual([
      { state: 'issued', due: 100 },
      { state: 'part_paid', due: 70 },
      { state: 'paid', due: 0 },
      { state: 'own_cost', due: 0 },
      { state: 'paid', due: 0 },
    ]);
    await query('SET session_replication_role = replica; DELETE FROM invoice');
  });

  it('plans nothing for contracts from before their price was billed, and keeps what was invoiced', async () => {
    const id = (n: number): string => `'01900000-0000-7000-8000-00000000000${n}'`;
    await query(`DELETE FROM schema_migration WHERE name = 'ContractBilling1764000000054';
      ALTER TABLE invoice_line DROP COLUMN instalment_id, ALTER COLUMN order_line_id SET NOT NULL;
      DROP INDEX invoice_line_once_uq;
      ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_once_uq UNIQUE NULLS NOT DISTINCT (order_line_id, kind, payer);
      ALTER TABLE invoice DROP COLUMN contract_id, ALTER COLUMN order_id SET NOT NULL;
      DROP TABLE service_contract_instalment;
      ALTER TABLE service_contract DROP COLUMN billing_every, DROP COLUMN billing_due, DROP COLUMN billing_center_id,
        DROP COLUMN billed_elsewhere;
      INSERT INTO customer (id, kind, name, mobile, locale) VALUES (${id(1)}, 'person', 'Sara', '+989121234567', 'fa');
      INSERT INTO service_contract (id, number, kind, customer_id, state, starts_on, ends_on, scope, sites, terms,
                                    notice_days, drafted_at)
      VALUES (${id(2)}, 'SC-1', 'contract', ${id(1)}, 'active', '2026-01-01', '2027-01-01', 'customer', '{}',
              '{"price": 1000}', 30, now());
      INSERT INTO service_center (id, code, name_en, time_zone, calendar)
      VALUES (${id(3)}, 'THR', 'Tehran', 'Asia/Tehran', 'jalali');
      SET session_replication_role = replica;
      INSERT INTO invoice (id, number, kind, center_id, customer_id, order_id, currency, net, tax, total, issued_on, issued_at)
      VALUES (${id(4)}, 'INV-1', 'customer', ${id(3)}, ${id(1)}, ${id(5)}, 'IRR', 0, 0, 0, '2026-01-01', now());
      SET session_replication_role = origin`);
    expect(await migrate(db.url)).toEqual(['ContractBilling1764000000054']);
    const now = `SELECT c.billing_every, c.billed_elsewhere::int, i.number, i.contract_id,
                        (SELECT count(*)::int FROM service_contract_instalment) AS planned
                   FROM service_contract c JOIN invoice i ON i.customer_id = c.customer_id`;
    const untouched = { billing_every: null, billed_elsewhere: 0, number: 'INV-1', contract_id: null, planned: 0 };
    expect(await query(now)).toEqual([untouched]);
    const ofNothing = `INSERT INTO invoice (id, number, kind, center_id, customer_id, currency, net, tax, total, issued_on, issued_at)
      VALUES (${id(6)}, 'INV-2', 'customer', ${id(3)}, ${id(1)}, 'IRR', 0, 0, 0, '2026-01-01', now())`;
    await expect(query(ofNothing)).rejects.toMatchObject({ constraint: 'invoice_subject_ck' });
    await query(`SET session_replication_role = replica; DELETE FROM invoice; DELETE FROM service_contract;
      DELETE FROM service_center; DELETE FROM customer; SET session_replication_role = origin`);
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
