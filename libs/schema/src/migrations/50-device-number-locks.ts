import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A unit that comes to bear a number and an entry of the register that names it are seen by each other: the second waits
 * for the first to commit.
 */
export class DeviceNumberLocks1764000000050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Until the end of the transaction, in one order. Devices share a number's lock, so that they wait for no other device.
      CREATE FUNCTION lock_device_numbers(numbers text[], for_block boolean) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
          key bigint;
        BEGIN
          IF for_block THEN PERFORM pg_advisory_xact_lock_shared(hashtextextended('device numbers', 0)); END IF;
          FOR key IN
            SELECT DISTINCT hashtextextended('device number ' || number, 0)
              FROM unnest(numbers) AS number WHERE number IS NOT NULL ORDER BY 1
          LOOP
            IF for_block THEN PERFORM pg_advisory_xact_lock(key); ELSE PERFORM pg_advisory_xact_lock_shared(key); END IF;
          END LOOP;
        END $$;
      -- The server has room for some thousands of locks: whoever writes more than 1,000 devices at once takes one for all.
      CREATE FUNCTION device_numbers_lock() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          written integer := coalesce(nullif(current_setting('aftercare.devices_written', true), ''), '0')::integer;
        BEGIN
          IF written < 1000 THEN
            PERFORM set_config('aftercare.devices_written', (written + 1)::text, true);
            PERFORM lock_device_numbers(ARRAY[NEW.serial_norm, NEW.imei, NEW.imei2], false);
          ELSE
            PERFORM pg_advisory_xact_lock(hashtextextended('device numbers', 0));
          END IF;
          RETURN NULL;
        END $$;
      CREATE TRIGGER device_numbers_of_new AFTER INSERT ON device
        FOR EACH ROW WHEN (NEW.serial_norm IS NOT NULL OR NEW.imei IS NOT NULL) EXECUTE FUNCTION device_numbers_lock();
      CREATE TRIGGER device_numbers_of_changed AFTER UPDATE OF product_id, serial, imei, imei2 ON device
        FOR EACH ROW WHEN ((NEW.product_id, NEW.serial_norm, NEW.imei, NEW.imei2)
                           IS DISTINCT FROM (OLD.product_id, OLD.serial_norm, OLD.imei, OLD.imei2))
        EXECUTE FUNCTION device_numbers_lock();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
