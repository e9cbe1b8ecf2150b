import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a fact was handed to, message templates and messages. */
export class Notifications1764000000012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The subscribers a fact was handed to; null where nobody waits for it.
      ALTER TABLE outbox_event ADD COLUMN dispatched_to text[];
      CREATE INDEX outbox_event_handed_over_ix ON outbox_event (dispatched_at) WHERE dispatched_to IS NOT NULL;
      CREATE INDEX throttle_expire_ix ON throttle (expire);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
