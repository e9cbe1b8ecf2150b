import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cover that ends with an amount of money, and shares of a cost that are checked where they are stored. */
export class CoverLimits1764000000041 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What of a list price is covered, half-up, where a limit leaves at_most of it (null: no limit).
      CREATE FUNCTION covered_amount(list_amount bigint, percent integer, at_most bigint) RETURNS bigint
        LANGUAGE sql IMMUTABLE RETURN least((list_amount * percent * 2 + 100) / 200, at_most);

      ALTER TABLE repair_line ADD COLUMN covered_at_most bigint
        CONSTRAINT repair_line_covered_at_most_ck CHECK (covered_at_most >= 0);

      ALTER TABLE invoice_line DROP CONSTRAINT invoice_line_covered_ck;
      ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_covered_ck
        CHECK (covered_amount BETWEEN 0 AND covered_amount(list_amount, covered_percent, NULL));

      CREATE FUNCTION shares_are_whole(shares jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
        RETURN (SELECT sum((share->>'percent')::integer) = 100 FROM jsonb_array_elements(shares) AS share);
      CREATE FUNCTION terms_share_costs(terms jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
        RETURN shares_are_whole(terms->'costBearers') AND NOT EXISTS (
          SELECT FROM jsonb_array_elements(terms->'cover') AS line
           WHERE line ? 'bearers' AND NOT shares_are_whole(line->'bearers'));
      ALTER TABLE warranty_policy_version
        ADD CONSTRAINT warranty_policy_version_shares_ck CHECK (terms_share_costs(terms));
      ALTER TABLE repair_promise ADD CONSTRAINT repair_promise_bearers_ck CHECK (shares_are_whole(bearers));

      -- The first of the registrations that swaps continued, itself where there was none.
      CREATE FUNCTION first_registration(registration uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE before AS (
          SELECT id, continues_id FROM warranty_registration WHERE id = registration
          UNION ALL
          SELECT r.id, r.continues_id FROM before JOIN warranty_registration r ON r.id = before.continues_id
        )
        SELECT id FROM before WHERE continues_id IS NULL
      $$;

      -- What the lines of repairs take of cover that is limited in total; freed when a line is withdrawn or decided anew.
      CREATE TABLE warranty_spend (
        line_id uuid CONSTRAINT warranty_spend_pk PRIMARY KEY CONSTRAINT warranty_spend_line_fk REFERENCES repair_line,
        subject_id uuid NOT NULL CONSTRAINT warranty_spend_subject_fk REFERENCES repair_order,
        registration_id uuid NOT NULL CONSTRAINT warranty_spend_registration_fk REFERENCES warranty_registration,
        class text NOT NULL CONSTRAINT warranty_spend_class_ck
          CHECK (class IN ('parts', 'labour', 'travel', 'shipping', 'unit')),
        component_group text,
        amount bigint NOT NULL CONSTRAINT warranty_spend_amount_ck CHECK (amount > 0)
      );
      CREATE INDEX warranty_spend_subject_ix ON warranty_spend (subject_id);
      CREATE INDEX warranty_spend_registration_ix ON warranty_spend (registration_id);

      -- However many repairs take at once: together they never take more than the terms give.
      CREATE FUNCTION assert_cover_left() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM FROM warranty_registration WHERE id = NEW.registration_id FOR UPDATE;
        IF (SELECT sum(amount) FROM warranty_spend
             WHERE registration_id = NEW.registration_id AND class = NEW.class
               AND component_group IS NOT DISTINCT FROM NEW.component_group)
           > (SELECT (line->'limit'->>'inTotal')::bigint
                FROM warranty_registration r JOIN warranty_policy_version v ON v.id = r.policy_version_id
                CROSS JOIN LATERAL jsonb_array_elements(v.terms->'cover') AS line
               WHERE r.id = NEW.registration_id AND line->>'class' = NEW.class
                 AND line->>'componentGroup' IS NOT DISTINCT FROM NEW.component_group) THEN
          RAISE EXCEPTION 'more than the cover of registration % gives', NEW.registration_id
            USING ERRCODE = '23514', CONSTRAINT = 'warranty_spend_limit_ck';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER warranty_spend_limit AFTER INSERT OR UPDATE ON warranty_spend
        FOR EACH ROW EXECUTE FUNCTION assert_cover_left();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
