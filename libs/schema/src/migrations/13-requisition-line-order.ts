import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The way from a line of a repair order to its requisitions, which every view of an order takes. */
export class RequisitionLineOrder1764000000013 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX requisition_line_order_line_ix ON requisition_line (order_line_id)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
