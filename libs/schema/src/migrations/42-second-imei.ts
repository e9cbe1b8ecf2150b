import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A phone of two SIM slots bears two IMEIs; one number names one device, in whichever slot it stands. */
export class SecondImei1764000000042 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE device ADD COLUMN imei2 text COLLATE "C"
        CONSTRAINT device_imei2_ck CHECK (imei2 IS NULL OR (imei2 ~ '^[0-9]{15}$' AND imei IS NOT NULL AND imei2 <> imei));

      -- Every IMEI of every device once: no index of device reaches across its two columns. The device is what is
      -- written, this follows it; look-ups by IMEI read here.
      CREATE TABLE device_imei (
        imei text COLLATE "C" CONSTRAINT device_imei_pk PRIMARY KEY,
        device_id uuid NOT NULL CONSTRAINT device_imei_device_fk REFERENCES device ON DELETE CASCADE
      );
      CREATE INDEX device_imei_device_ix ON device_imei (device_id);
      INSERT INTO device_imei (imei, device_id) SELECT imei, id FROM device WHERE imei IS NOT NULL;
      DROP INDEX device_imei_uq;

      CREATE FUNCTION device_imei_follow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM device_imei WHERE device_id = NEW.id;
          INSERT INTO device_imei (imei, device_id)
          SELECT number, NEW.id FROM unnest(ARRAY[NEW.imei, NEW.imei2]) AS number WHERE number IS NOT NULL;
          RETURN NULL;
        END $$;
      CREATE TRIGGER device_imei_of_new AFTER INSERT ON device
        FOR EACH ROW WHEN (NEW.imei IS NOT NULL) EXECUTE FUNCTION device_imei_follow();
      CREATE TRIGGER device_imei_of_changed AFTER UPDATE OF imei, imei2 ON device
        FOR EACH ROW WHEN ((OLD.imei, OLD.imei2) IS DISTINCT FROM (NEW.imei, NEW.imei2))
        EXECUTE FUNCTION device_imei_follow();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
