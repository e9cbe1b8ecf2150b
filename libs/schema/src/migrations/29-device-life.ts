import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units that take the place of others: swaps, whole units in stock, faults on arrival that the bench confirmed. */
export class DeviceLife1764000000029 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A stock item may be a whole unit of a product; a product has one such item at most.
      ALTER TABLE part ADD COLUMN unit_of_id uuid
        CONSTRAINT part_unit_fk REFERENCES product CONSTRAINT part_unit_uq UNIQUE;

      -- A unit is replaced once and takes the place of one other.
      CREATE TABLE device_swap (
        id uuid CONSTRAINT device_swap_pk PRIMARY KEY,
        old_device_id uuid NOT NULL CONSTRAINT device_swap_old_uq UNIQUE
          CONSTRAINT device_swap_old_fk REFERENCES device,
        new_device_id uuid NOT NULL CONSTRAINT device_swap_new_uq UNIQUE
          CONSTRAINT device_swap_new_fk REFERENCES device,
        cause text NOT NULL CONSTRAINT device_swap_cause_ck CHECK (cause IN ('doa', 'replacement', 'vendor', 'office')),
        order_id uuid CONSTRAINT device_swap_order_fk REFERENCES repair_order CONSTRAINT device_swap_order_uq UNIQUE,
        swapped_on date NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT device_swap_two_ck CHECK (old_device_id <> new_device_id),
        CONSTRAINT device_swap_order_ck CHECK ((cause = 'office') = (order_id IS NULL))
      );
      CREATE TRIGGER device_swap_append_only BEFORE UPDATE OR DELETE ON device_swap
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- The registration that this one goes on from, when the unit was swapped.
      ALTER TABLE warranty_registration ADD COLUMN continues_id uuid
        CONSTRAINT warranty_registration_continues_fk REFERENCES warranty_registration
        CONSTRAINT warranty_registration_continues_uq UNIQUE;

      -- The bench confirms that the device never worked.
      CREATE TABLE repair_doa (
        order_id uuid CONSTRAINT repair_doa_pk PRIMARY KEY CONSTRAINT repair_doa_order_fk REFERENCES repair_order,
        note text NOT NULL,
        evidence text[] NOT NULL,
        confirmed_by text NOT NULL,
        confirmed_at timestamptz NOT NULL
      );
      CREATE TRIGGER repair_doa_append_only BEFORE UPDATE OR DELETE ON repair_doa
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      INSERT INTO repair_state_move (from_state, to_state) VALUES
        ('diagnosing', 'replaced'), ('awaiting_parts', 'replaced'), ('in_repair', 'replaced'), ('ber', 'replaced');

      -- Installations that were there before: the roles they started with learn of swaps.
      INSERT INTO role_permission (role_id, permission)
      SELECT id, 'device.swap' FROM role WHERE code IN ('manager', 'admin')
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
