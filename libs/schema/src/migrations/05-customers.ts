import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of people and firms that the whole network serves. */
export class Customers1764000000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Numbers and addresses sort by bytes, so that a beginning is a plain range of their indexes.
      CREATE TABLE customer (
        id uuid CONSTRAINT customer_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT customer_kind_ck CHECK (kind IN ('person', 'firm')),
        name text NOT NULL,
        national_id text,
        economic_no text,
        mobile text COLLATE "C" NOT NULL CONSTRAINT customer_mobile_ck CHECK (mobile ~ '^\\+[1-9][0-9]{6,14}$'),
        other_mobiles text[] NOT NULL DEFAULT '{}',
        email text COLLATE "C",
        locale text NOT NULL CONSTRAINT customer_locale_ck CHECK (locale IN ('fa', 'en')),
        address text,
        note text,
        search_text text NOT NULL GENERATED ALWAYS AS (fold_text(name)) STORED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT customer_name_ck CHECK (fold_text(name) <> ''),
        CONSTRAINT customer_national_id_ck
          CHECK (national_id ~ CASE kind WHEN 'firm' THEN '^[0-9]{11}$' ELSE '^([0-9]{10}|[0-9]{12})$' END)
      );
      CREATE INDEX customer_sort_ix ON customer (search_text, id);
      CREATE INDEX customer_search_ix ON customer USING gin (search_text gin_trgm_ops);
      CREATE INDEX customer_mobile_ix ON customer (mobile);
      CREATE INDEX customer_other_mobiles_ix ON customer USING gin (other_mobiles);
      CREATE INDEX customer_email_ix ON customer (lower(email)) WHERE email IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
