import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose cover a registration is: of those that stand, the owner of today. */
export class WarrantyHolder1764000000046 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE warranty_registration
        ADD COLUMN holder_id uuid CONSTRAINT warranty_registration_holder_fk REFERENCES customer;
      UPDATE warranty_registration r SET holder_id = o.customer_id
        FROM device_ownership o
       WHERE o.device_id = r.device_id AND o.owned_to IS NULL AND r.state IN ('raw', 'sold', 'active', 'suspended');
      CREATE INDEX warranty_registration_holder_ix ON warranty_registration (holder_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
