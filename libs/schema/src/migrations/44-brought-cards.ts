import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guarantee cards that were printed elsewhere are brought in by files; their batches grow. */
export class BroughtCards1764000000044 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE warranty_card_batch ADD COLUMN brought_in boolean NOT NULL DEFAULT false;
      CREATE INDEX warranty_card_batch_open_ix ON warranty_card_batch (policy_version_id, issued_on, id)
        WHERE brought_in AND printed_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
