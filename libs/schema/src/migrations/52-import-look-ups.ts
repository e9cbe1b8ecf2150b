import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the rows of a file are found by, where a key spans several tables or begins with another column. */
export class ImportLookUps1764000000052 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX brand_name_fa_ix ON brand (fold_text(name_fa)) WHERE name_fa IS NOT NULL;
      CREATE INDEX product_code_ix ON product (code);
      CREATE INDEX tariff_item_ix ON tariff (coalesce(part_id, service_item_id));
      CREATE INDEX service_code_code_ix ON service_code (code);
      CREATE INDEX code_combination_first_ix ON code_combination (coalesce(symptom_id, fault_id, cause_id, repair_id));
      CREATE INDEX sales_document_number_ix ON sales_document (document_no);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
