import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of a product, the grade of a centre, and prices by product, group, grade and day. */
export class ProductMaster1764000000033 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE product
        ADD COLUMN gtin text CONSTRAINT product_gtin_ck CHECK (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
        ADD COLUMN has_imei boolean NOT NULL DEFAULT false,
        ADD COLUMN replacement_value bigint CONSTRAINT product_replacement_value_ck CHECK (replacement_value > 0),
        ADD COLUMN replacement_value_on date,
        ADD COLUMN discontinued_on date,
        ADD COLUMN support_until date,
        ADD CONSTRAINT product_replacement_value_on_ck
          CHECK ((replacement_value IS NULL) = (replacement_value_on IS NULL)),
        ADD CONSTRAINT product_support_ck CHECK (support_until >= discontinued_on);
      -- GTIN-8, -12 and -13 are GTIN-14 with zeros before them.
      CREATE UNIQUE INDEX product_gtin_uq ON product (lpad(gtin, 14, '0'));

      ALTER TABLE service_center ADD COLUMN grade text;

      -- Beside the list price of a part and the tariff of a service: what it costs for a product or group, in centres of
      -- a grade, in a period. Money in minor units, without tax; periods half-open.
      CREATE TABLE tariff (
        id uuid CONSTRAINT tariff_pk PRIMARY KEY,
        part_id uuid CONSTRAINT tariff_part_fk REFERENCES part,
        service_item_id uuid CONSTRAINT tariff_service_item_fk REFERENCES service_item,
        product_id uuid CONSTRAINT tariff_product_fk REFERENCES product,
        group_id uuid CONSTRAINT tariff_group_fk REFERENCES product_group,
        grade text,
        valid_from date NOT NULL,
        valid_until date,
        price bigint NOT NULL CONSTRAINT tariff_price_ck CHECK (price >= 0),
        minutes integer CONSTRAINT tariff_minutes_ck CHECK (minutes >= 0),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT tariff_item_ck CHECK (num_nonnulls(part_id, service_item_id) = 1),
        CONSTRAINT tariff_scope_ck CHECK (num_nonnulls(product_id, group_id) <= 1),
        CONSTRAINT tariff_part_minutes_ck CHECK (part_id IS NULL OR minutes IS NULL),
        CONSTRAINT tariff_period_ck CHECK (valid_until > valid_from),
        CONSTRAINT tariff_overlap_ex EXCLUDE USING gist (
          coalesce(part_id, service_item_id) WITH =,
          coalesce(product_id, group_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =,
          coalesce(grade, '') WITH =,
          daterange(valid_from, valid_until) WITH &&)
      );
      CREATE INDEX tariff_product_ix ON tariff (product_id) WHERE product_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
