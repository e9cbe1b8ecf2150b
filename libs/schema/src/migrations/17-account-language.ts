import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account whose language or calendar nobody chose follows the browser. */
export class AccountLanguage1764000000017 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE account ALTER COLUMN locale DROP NOT NULL, ALTER COLUMN calendar DROP NOT NULL',
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
