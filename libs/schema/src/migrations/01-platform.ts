import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Text functions, number series, outbox, audit, idempotency and throttling: what every domain stands on. */
export class Platform1764000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      -- The search form of a text; the same steps as foldText in libs/kernel, held to it by a test.
      CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT btrim(regexp_replace(
          translate(
            lower(translate(
              regexp_replace(
                normalize(value, NFKD),
                '[\\u00ad\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u0c00-\\u0c03\\u0c3e-\\u0c56\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]',
                '', 'g'),
              'يىېكةەہ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩',
              'یییکههه01234567890123456789') COLLATE "und-x-icu"),
            'ς', 'σ'),
          '[\\s\\u0085\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+', ' ', 'g'))
      $$;

      -- The identity form of a serial number; the same steps as normalizeSerial in libs/kernel.
      CREATE FUNCTION normalize_serial(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT upper(regexp_replace(
          translate(normalize(value, NFKC), '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', '01234567890123456789'),
          '[\\u00ad\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u0c00-\\u0c03\\u0c3e-\\u0c56\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\s\\u0085\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u2010-\\u2015\\u2212-]+',
          '', 'g') COLLATE "und-x-icu")
      $$;

      -- For append-only tables and for rows that are frozen once issued.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = 'append_only';
      END $$;

      -- Human numbers: one sequence per series and year, made on first use, so that nobody waits for anybody.
      CREATE SCHEMA number_series;
      CREATE FUNCTION next_number(series text, year integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE sequence_name text := format('number_series.%I', lower(series) || '_' || year);
      BEGIN
        IF to_regclass(sequence_name) IS NULL THEN
          PERFORM pg_advisory_xact_lock(hashtextextended(sequence_name, 0));
          EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %s', sequence_name);
        END IF;
        RETURN nextval(sequence_name::regclass);
      END $$;

      -- Numbers without gaps: a row per scope and year, locked until commit.
      CREATE TABLE number_counter (
        scope text NOT NULL,
        year integer NOT NULL,
        value bigint NOT NULL,
        CONSTRAINT number_counter_pk PRIMARY KEY (scope, year)
      );

      CREATE TABLE outbox_event (
        id uuid CONSTRAINT outbox_event_pk PRIMARY KEY,
        name text NOT NULL,
        version smallint NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        center_id uuid,
        payload jsonb NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL,
        request_id text,
        occurred_at timestamptz NOT NULL,
        dispatched_at timestamptz
      );
      CREATE INDEX outbox_event_undispatched_ix ON outbox_event (id) WHERE dispatched_at IS NULL;
      CREATE INDEX outbox_event_dispatched_ix ON outbox_event (dispatched_at) WHERE dispatched_at IS NOT NULL;

      -- One wake-up per statement; the listeners read the table, the message carries nothing.
      CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('outbox', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER outbox_event_notify AFTER INSERT ON outbox_event
        FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

      CREATE TABLE handled_event (
        event_id uuid NOT NULL CONSTRAINT handled_event_event_fk REFERENCES outbox_event ON DELETE CASCADE,
        subscriber text NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        error text,
        CONSTRAINT handled_event_pk PRIMARY KEY (event_id, subscriber)
      );
      CREATE INDEX handled_event_failed_ix ON handled_event (handled_at DESC) WHERE error IS NOT NULL;

      CREATE TABLE audit_entry (
        id uuid CONSTRAINT audit_entry_pk PRIMARY KEY,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        center_id uuid,
        details jsonb NOT NULL,
        actor_kind text NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL,
        request_id text,
        occurred_at timestamptz NOT NULL
      );
      CREATE INDEX audit_entry_subject_ix ON audit_entry (subject_id, id DESC);
      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE idempotency_key (
        principal text NOT NULL,
        route text NOT NULL,
        key text NOT NULL,
        body_hash text NOT NULL,
        result jsonb NOT NULL,
        status smallint,
        response jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_key_pk PRIMARY KEY (principal, route, key)
      );
      CREATE INDEX idempotency_key_created_ix ON idempotency_key (created_at);

      -- The layout that rate-limiter-flexible expects of its PostgreSQL store.
      CREATE TABLE throttle (
        key varchar(255) CONSTRAINT throttle_pk PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
