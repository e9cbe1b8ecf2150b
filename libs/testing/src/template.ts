import pg from 'pg';

/** The migrated database that every test file clones. */
export const TEMPLATE = 'template_aftercare';

/**
 * Keeps the rows that the migrations bring as copies in the schema `testing`, and gives the database a function
 * `testing.empty_tables()` that leaves exactly those rows. Called once, on the template.
 */
export async function keepSeeds(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(KEEP_SEEDS);
  } finally {
    await client.end();
  }
}

/*
 * DELETE and not TRUNCATE: a few rows go in microseconds, and no open transaction of a forgotten job can block it.
 * The replica role skips foreign keys and append-only triggers, so that no order between the tables is needed.
 */
const KEEP_SEEDS = `
  CREATE SCHEMA testing;
  CREATE TABLE testing.seeded (name regclass PRIMARY KEY, copy regclass NOT NULL, columns text NOT NULL);

  CREATE VIEW testing.tables AS
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'testing')
       -- The queue makes its own schema when a worker starts, and must still know it afterwards.
       AND NOT (n.nspname = 'bullmq' AND c.relname IN ('migration', 'meta'));

  DO $$
  DECLARE entry record; filled boolean; copy text;
  BEGIN
    FOR entry IN SELECT name FROM testing.tables LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM %s)', entry.name) INTO filled;
      CONTINUE WHEN NOT filled;
      copy := format('testing.%I', 'seed_' || entry.name::oid);
      EXECUTE format('CREATE TABLE %s AS TABLE %s', copy, entry.name);
      INSERT INTO testing.seeded
        SELECT entry.name, copy::regclass, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
          FROM pg_attribute WHERE attrelid = entry.name AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    END LOOP;
  END $$;

  CREATE FUNCTION testing.empty_tables() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
  DECLARE entry record; changed boolean;
  BEGIN
    FOR entry IN
      SELECT t.name, s.copy, s.columns FROM testing.tables t LEFT JOIN testing.seeded s USING (name)
       WHERE pg_relation_size(t.name) > 0
    LOOP
      IF entry.copy IS NULL THEN
        EXECUTE format('DELETE FROM %s', entry.name);
      ELSE
        EXECUTE format(
          'SELECT (SELECT count(*) FROM %1$s) <> (SELECT count(*) FROM %2$s)
                  OR EXISTS (SELECT t::text FROM %1$s t EXCEPT SELECT s::text FROM %2$s s)', entry.name, entry.copy)
          INTO changed;
        CONTINUE WHEN NOT changed;
        EXECUTE format('DELETE FROM %s', entry.name);
        EXECUTE format('INSERT INTO %1$s (%3$s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM %2$s',
          entry.name, entry.copy, entry.columns);
      END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
       FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = 'number_series';
  END $$;
`;
