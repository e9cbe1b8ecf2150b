import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What repairs promised for the parts they fitted and the work they did, in the words of the policy of that day. */
export class RepairPromises1764000000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The codes of a product group and of those above it, its own first; nothing for no group.
      CREATE FUNCTION product_group_codes(lowest uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
        WITH RECURSIVE above AS (
          SELECT parent_id, code, 1 AS distance FROM product_group WHERE id = lowest
          UNION ALL
          SELECT g.parent_id, g.code, above.distance + 1 FROM product_group g JOIN above ON g.id = above.parent_id
        )
        SELECT array_agg(code ORDER BY distance) FROM above
      $$;

      CREATE TABLE repair_promise (
        line_id uuid CONSTRAINT repair_promise_pk PRIMARY KEY CONSTRAINT repair_promise_line_fk REFERENCES repair_line,
        order_id uuid NOT NULL CONSTRAINT repair_promise_order_fk REFERENCES repair_order,
        device_id uuid NOT NULL CONSTRAINT repair_promise_device_fk REFERENCES device,
        kind text NOT NULL CONSTRAINT repair_promise_kind_ck CHECK (kind IN ('part', 'work')),
        part_id uuid CONSTRAINT repair_promise_part_fk REFERENCES part,
        fault_code_id uuid CONSTRAINT repair_promise_fault_fk REFERENCES service_code,
        starts_on date NOT NULL,
        months integer NOT NULL CONSTRAINT repair_promise_months_ck CHECK (months > 0),
        calendar text NOT NULL CONSTRAINT repair_promise_calendar_ck CHECK (calendar IN ('jalali', 'gregorian')),
        percent smallint NOT NULL CONSTRAINT repair_promise_percent_ck CHECK (percent BETWEEN 1 AND 100),
        labour boolean NOT NULL,
        bearers jsonb NOT NULL,
        exclusions jsonb NOT NULL,
        CONSTRAINT repair_promise_part_ck CHECK ((kind = 'part') = (part_id IS NOT NULL))
      );
      CREATE INDEX repair_promise_device_ix ON repair_promise (device_id);
      CREATE INDEX repair_promise_order_ix ON repair_promise (order_id);
      CREATE TRIGGER repair_promise_append_only BEFORE UPDATE OR DELETE ON repair_promise
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
