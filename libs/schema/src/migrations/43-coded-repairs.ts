import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes of the counter, of what was found and of what was done. */
export class CodedRepairs1764000000043 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE repair_finding
        ADD COLUMN section_code_id uuid CONSTRAINT repair_finding_section_fk REFERENCES service_code,
        ADD COLUMN exclusion_code_id uuid CONSTRAINT repair_finding_exclusion_fk REFERENCES service_code;
      ALTER TABLE repair_line
        ADD COLUMN repair_code_id uuid CONSTRAINT repair_line_repair_fk REFERENCES service_code;
      -- As the customer tells it at the counter; the bench finds its own.
      ALTER TABLE reception_item
        ADD COLUMN symptom_code_id uuid CONSTRAINT reception_item_symptom_fk REFERENCES service_code,
        ADD COLUMN occurrence_code_id uuid CONSTRAINT reception_item_occurrence_fk REFERENCES service_code,
        ADD COLUMN circumstance_code_id uuid CONSTRAINT reception_item_circumstance_fk REFERENCES service_code;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
