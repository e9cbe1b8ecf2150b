import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What covered repairs add to a registration's period; what is there already is lengthened by its next visit. */
export class WarrantyExtension1764000000038 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE warranty_registration
        ADD COLUMN extension_days integer NOT NULL DEFAULT 0
          CONSTRAINT warranty_registration_extension_days_ck CHECK (extension_days >= 0),
        ADD COLUMN extension_months integer NOT NULL DEFAULT 0
          CONSTRAINT warranty_registration_extension_months_ck CHECK (extension_months >= 0);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
