import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What outside systems tell of units and their sale, under their own keys. */
export class Feeds1764000000027 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE device ADD COLUMN shipped_on date;

      CREATE TABLE fed_unit (
        source text NOT NULL,
        key text NOT NULL,
        device_id uuid NOT NULL CONSTRAINT fed_unit_device_fk REFERENCES device,
        -- What the source said last, by which a repeat is known.
        told jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL,
        CONSTRAINT fed_unit_pk PRIMARY KEY (source, key),
        CONSTRAINT fed_unit_device_uq UNIQUE (device_id, source)
      );

      CREATE TABLE sales_document (
        id uuid CONSTRAINT sales_document_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT sales_document_kind_ck CHECK (kind IN ('delivery', 'return')),
        source text NOT NULL,
        document_no text NOT NULL,
        told jsonb NOT NULL,
        buyer_id uuid CONSTRAINT sales_document_buyer_fk REFERENCES customer,
        revision integer NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL,
        CONSTRAINT sales_document_key_uq UNIQUE (source, document_no, kind)
      );
      CREATE INDEX sales_document_buyer_ix ON sales_document (buyer_id);

      CREATE TABLE sales_line (
        id uuid CONSTRAINT sales_line_pk PRIMARY KEY,
        document_id uuid NOT NULL CONSTRAINT sales_line_document_fk REFERENCES sales_document,
        position smallint NOT NULL,
        -- Unit and card as the document calls them: the line it is, whatever else changes.
        names text NOT NULL,
        device_id uuid NOT NULL CONSTRAINT sales_line_device_fk REFERENCES device,
        card_id uuid CONSTRAINT sales_line_card_fk REFERENCES warranty_card,
        registration_id uuid CONSTRAINT sales_line_registration_fk REFERENCES warranty_registration,
        -- A unit that is out. False once it came back, and on the lines of returns.
        open boolean NOT NULL,
        CONSTRAINT sales_line_names_uq UNIQUE (document_id, names)
      );
      CREATE UNIQUE INDEX sales_line_open_uq ON sales_line (device_id) WHERE open;
      CREATE INDEX sales_line_device_ix ON sales_line (device_id);
      CREATE INDEX sales_line_card_ix ON sales_line (card_id);
      CREATE INDEX sales_line_registration_ix ON sales_line (registration_id);

      ALTER TABLE warranty_card ADD COLUMN device_id uuid CONSTRAINT warranty_card_device_fk REFERENCES device;
      CREATE INDEX warranty_card_device_ix ON warranty_card (device_id);

      -- Installations that were there before get the role of programs that feed, and administrators may.
      INSERT INTO role (id, code, name_fa, name_en) VALUES (gen_random_uuid(), 'integration', 'سامانهٔ بیرونی', 'Outside system')
      ON CONFLICT DO NOTHING;
      INSERT INTO role_permission (role_id, permission)
      SELECT id, 'feed.write' FROM role WHERE code IN ('admin', 'integration') ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
