import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest findings of a symptom, which the bench learns from. */
export class SimilarRepairs1764000000034 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX repair_finding_symptom_ix ON repair_finding (symptom_code_id, order_id DESC)
        INCLUDE (fault_code_id, cause_code_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
