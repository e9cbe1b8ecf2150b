import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two records of one physical device become one; what cannot move is read through the record that stays. */
export class DeviceTwins1764000000035 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE device ADD COLUMN merged_into_id uuid CONSTRAINT device_merged_fk REFERENCES device;
      ALTER TABLE device DROP CONSTRAINT device_status_ck;
      ALTER TABLE device ADD CONSTRAINT device_status_ck
        CHECK (status IN ('active', 'replaced', 'scrapped', 'merged')) NOT VALID;
      ALTER TABLE device VALIDATE CONSTRAINT device_status_ck;
      ALTER TABLE device ADD CONSTRAINT device_merged_ck
        CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)) NOT VALID;
      ALTER TABLE device VALIDATE CONSTRAINT device_merged_ck;
      CREATE INDEX device_merged_ix ON device (merged_into_id) WHERE merged_into_id IS NOT NULL;

      ALTER TABLE device_event DROP CONSTRAINT device_event_kind_ck;
      ALTER TABLE device_event ADD CONSTRAINT device_event_kind_ck CHECK (kind IN (
        'registered', 'facts-corrected', 'provenance-changed', 'blocked', 'unblocked', 'owner-changed',
        'component-fitted', 'component-removed', 'part-replaced', 'part-taken-back', 'meter-read', 'swapped',
        'merged', 'withdrawn')) NOT VALID;
      ALTER TABLE device_event VALIDATE CONSTRAINT device_event_kind_ck;

      -- A device with all records that were merged into it. Merging points every earlier one at the last: one step.
      CREATE FUNCTION device_twins(one uuid) RETURNS uuid[] LANGUAGE sql STABLE
        RETURN ARRAY(SELECT one UNION ALL SELECT id FROM device WHERE merged_into_id = one);

      INSERT INTO role_permission (role_id, permission)
      SELECT id, 'device.merge' FROM role WHERE code IN ('manager', 'admin')
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
