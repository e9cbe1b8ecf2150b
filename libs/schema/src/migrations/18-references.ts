import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a reference within one centre points to. */
const KEYS = [
  ['reception', 'reception_in_center_uq'],
  ['stock_location', 'stock_location_in_center_uq'],
] as const;

/** What had no foreign key, or one that could lead into another centre: table, constraint, columns, target. */
const REFERENCES = [
  ['message', 'message_order_fk', '(center_id, order_id)', 'repair_order (center_id, id)'],
  ['message', 'message_reception_fk', '(center_id, reception_id)', 'reception (center_id, id)'],
  ['stock_ledger', 'stock_ledger_order_fk', '(center_id, order_id)', 'repair_order (center_id, id)'],
  ['stock_ledger', 'stock_ledger_location_fk', '(center_id, location_id)', 'stock_location (center_id, id)'],
  ['goods_receipt', 'goods_receipt_location_fk', '(center_id, location_id)', 'stock_location (center_id, id)'],
  ['repair_order', 'repair_order_reception_fk', '(center_id, reception_id)', 'reception (center_id, id)'],
  ['invoice', 'invoice_reception_fk', '(center_id, reception_id)', 'reception (center_id, id)'],
  ['coverage_decision', 'coverage_decision_order_fk', '(center_id, subject_id)', 'repair_order (center_id, id)'],
  ['invoice_line', 'invoice_line_decision_fk', '(decision_id)', 'coverage_decision (id)'],
] as const;

/**
 * References that PostgreSQL did not yet guard. Made beside running work: indexes concurrently, constraints first for
 * new rows and then checked for the old ones under a lock that lets everybody write. So it is no transaction; each
 * statement may be repeated after it was cut off.
 */
export class References1764000000018 implements MigrationInterface {
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, name] of KEYS) {
      if ((await queryRunner.query('SELECT FROM pg_constraint WHERE conname = $1', [name])).length > 0) continue;
      await queryRunner.query(`DROP INDEX IF EXISTS ${name}`); // what a cut-off attempt left may be invalid
      await queryRunner.query(`CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (center_id, id)`);
      await queryRunner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`);
    }
    for (const [table, name, columns, target] of REFERENCES) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name},
        ADD CONSTRAINT ${name} FOREIGN KEY ${columns} REFERENCES ${target} NOT VALID`);
      await queryRunner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
