import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sits in a device and what sat there before, and what its meters showed. */
export class InstalledBase1764000000024 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Parts by place. A row without a line that fitted it was there before we met the device.
      CREATE TABLE device_component (
        id uuid CONSTRAINT device_component_pk PRIMARY KEY,
        device_id uuid NOT NULL CONSTRAINT device_component_device_fk REFERENCES device,
        slot text NOT NULL,
        part_id uuid NOT NULL CONSTRAINT device_component_part_fk REFERENCES part,
        serial text,
        serial_norm text COLLATE "C" GENERATED ALWAYS AS (normalize_serial(serial)) STORED,
        fitted_on date,
        fitted_line_id uuid CONSTRAINT device_component_fitted_line_fk REFERENCES repair_line,
        removed_on date,
        removed_line_id uuid CONSTRAINT device_component_removed_line_fk REFERENCES repair_line,
        CONSTRAINT device_component_fitted_uq UNIQUE (fitted_line_id),
        CONSTRAINT device_component_removed_uq UNIQUE (removed_line_id),
        CONSTRAINT device_component_fitted_ck CHECK ((fitted_on IS NULL) = (fitted_line_id IS NULL)),
        CONSTRAINT device_component_removed_ck CHECK ((removed_on IS NULL) = (removed_line_id IS NULL)),
        CONSTRAINT device_component_period_ck CHECK (removed_on >= fitted_on),
        CONSTRAINT device_component_serial_ck CHECK (normalize_serial(serial) <> '')
      );
      CREATE UNIQUE INDEX device_component_slot_uq ON device_component (device_id, slot) WHERE removed_on IS NULL;
      CREATE UNIQUE INDEX device_component_serial_uq ON device_component (part_id, serial_norm)
        WHERE removed_on IS NULL AND serial_norm IS NOT NULL;
      CREATE INDEX device_component_device_ix ON device_component (device_id);

      CREATE TABLE device_reading (
        id uuid CONSTRAINT device_reading_pk PRIMARY KEY,
        device_id uuid NOT NULL CONSTRAINT device_reading_device_fk REFERENCES device,
        meter text NOT NULL CONSTRAINT device_reading_meter_ck CHECK (meter IN ('km', 'hours', 'pages', 'cycles')),
        value integer NOT NULL CONSTRAINT device_reading_value_ck CHECK (value >= 0),
        reason text,
        read_at timestamptz NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL
      );
      CREATE INDEX device_reading_device_ix ON device_reading (device_id, meter, id DESC);
      CREATE TRIGGER device_reading_append_only BEFORE UPDATE OR DELETE ON device_reading
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      ALTER TABLE device_event DROP CONSTRAINT device_event_kind_ck;
      ALTER TABLE device_event ADD CONSTRAINT device_event_kind_ck CHECK (kind IN (
        'registered', 'facts-corrected', 'provenance-changed', 'blocked', 'unblocked', 'owner-changed',
        'component-fitted', 'component-removed', 'part-replaced', 'part-taken-back', 'meter-read', 'swapped',
        'withdrawn')) NOT VALID;
      ALTER TABLE device_event VALIDATE CONSTRAINT device_event_kind_ck;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
