import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the customer was told at the counter stays on the receipt; receipts are found by a part of their number. */
export class ReceiptPaper1764000000019 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE reception_item ADD COLUMN estimate jsonb;
      CREATE INDEX reception_number_search_ix ON reception USING gin (lower(number) gin_trgm_ops);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
