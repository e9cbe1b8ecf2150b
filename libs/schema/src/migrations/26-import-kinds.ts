import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of any kind: the kinds are told by the code, and a file's columns are chosen for the fields of its kind. */
export class ImportKinds1764000000026 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE import_job DROP CONSTRAINT import_job_kind_ck;
      ALTER TABLE import_job ADD CONSTRAINT import_job_kind_ck CHECK (kind ~ '^[a-z]+(-[a-z]+)*$');
      -- Field to column; null for kinds whose columns have fixed names.
      ALTER TABLE import_job ADD COLUMN mapping jsonb;

      -- As it was chosen last.
      CREATE TABLE import_mapping (
        kind text CONSTRAINT import_mapping_pk PRIMARY KEY,
        mapping jsonb NOT NULL,
        chosen_at timestamptz NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
