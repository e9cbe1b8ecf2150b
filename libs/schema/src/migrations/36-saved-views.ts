import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views of lists that accounts keep for themselves. */
export class SavedViews1764000000036 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE saved_view (
        account_id uuid NOT NULL CONSTRAINT saved_view_account_fk REFERENCES account,
        list text NOT NULL,
        name text NOT NULL,
        search jsonb NOT NULL CONSTRAINT saved_view_search_ck CHECK (jsonb_typeof(search) = 'object'),
        saved_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX saved_view_name_uq ON saved_view (account_id, list, fold_text(name));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
