import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Promises of repairs that end with use, too, counted from the hand-over. */
export class PromiseUse1764000000045 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- started_at is null where nobody read the meter during the visit.
      ALTER TABLE repair_promise
        ADD COLUMN meter text,
        ADD COLUMN max_use bigint CONSTRAINT repair_promise_use_ck CHECK (max_use > 0),
        ADD COLUMN started_at bigint CONSTRAINT repair_promise_started_ck CHECK (started_at >= 0),
        ADD CONSTRAINT repair_promise_meter_ck CHECK ((meter IS NULL) = (max_use IS NULL)),
        ADD CONSTRAINT repair_promise_started_meter_ck CHECK (started_at IS NULL OR meter IS NOT NULL);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
