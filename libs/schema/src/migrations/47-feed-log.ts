import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What outside systems sent: each request with its counts, and what was refused until it is taken. */
export class FeedLog1764000000047 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE feed_delivery (
        id uuid CONSTRAINT feed_delivery_pk PRIMARY KEY,
        source text NOT NULL,
        kind text NOT NULL CONSTRAINT feed_delivery_kind_ck CHECK (kind IN ('units', 'sales-deliveries', 'sales-returns')),
        accepted integer NOT NULL CONSTRAINT feed_delivery_accepted_ck CHECK (accepted >= 0),
        refused integer NOT NULL CONSTRAINT feed_delivery_refused_ck CHECK (refused >= 0),
        actor_name text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX feed_delivery_source_ix ON feed_delivery (source, kind, id DESC);
      CREATE INDEX feed_delivery_at_ix ON feed_delivery (at);

      -- One for each key: as it was told last, gone once it is taken.
      CREATE TABLE feed_refusal (
        id uuid CONSTRAINT feed_refusal_pk PRIMARY KEY,
        source text NOT NULL,
        kind text NOT NULL CONSTRAINT feed_refusal_kind_ck CHECK (kind IN ('units', 'sales-deliveries', 'sales-returns')),
        key text NOT NULL,
        told jsonb NOT NULL,
        code text NOT NULL,
        title text NOT NULL,
        errors jsonb NOT NULL,
        tries integer NOT NULL DEFAULT 1,
        actor_name text NOT NULL,
        refused_at timestamptz NOT NULL,
        CONSTRAINT feed_refusal_key_uq UNIQUE (source, kind, key)
      );
      CREATE INDEX feed_refusal_at_ix ON feed_refusal (refused_at DESC, id DESC);
      CREATE INDEX fed_unit_changed_ix ON fed_unit (changed_at DESC);
      CREATE INDEX sales_document_changed_ix ON sales_document (changed_at DESC);

      -- Installations that were there before: who leads a centre or the whole sees what other systems tell.
      INSERT INTO role_permission (role_id, permission)
      SELECT id, 'feed.read' FROM role WHERE code IN ('admin', 'manager') ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
