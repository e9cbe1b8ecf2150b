import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The installed base: units by serial, who owned them when, and what happened to them. */
export class Devices1764000000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A device carries its brand, for serials are unique within a brand only; this key holds it to its product's.
      ALTER TABLE product ADD CONSTRAINT product_brand_uq UNIQUE (brand_id, id);

      CREATE TABLE device (
        id uuid CONSTRAINT device_pk PRIMARY KEY,
        brand_id uuid NOT NULL CONSTRAINT device_brand_fk REFERENCES brand,
        product_id uuid NOT NULL,
        serial text,
        serial_norm text COLLATE "C" GENERATED ALWAYS AS (normalize_serial(serial)) STORED,
        imei text COLLATE "C" CONSTRAINT device_imei_ck CHECK (imei ~ '^[0-9]{15}$'),
        parent_id uuid CONSTRAINT device_parent_fk REFERENCES device,
        component_slot text,
        provenance text NOT NULL
          CONSTRAINT device_provenance_ck CHECK (provenance IN ('verified', 'declared', 'unknown', 'blocked')),
        blocked_reason text,
        status text NOT NULL DEFAULT 'active'
          CONSTRAINT device_status_ck CHECK (status IN ('active', 'replaced', 'scrapped')),
        made_on date,
        sold_on date,
        delivered_on date,
        installed_on date,
        activated_on date,
        sale_document_no text,
        external_ref text CONSTRAINT device_external_ref_uq UNIQUE,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT device_product_fk FOREIGN KEY (brand_id, product_id) REFERENCES product (brand_id, id),
        CONSTRAINT device_serial_ck CHECK (normalize_serial(serial) <> ''),
        CONSTRAINT device_blocked_ck CHECK ((provenance = 'blocked') = (blocked_reason IS NOT NULL)),
        CONSTRAINT device_parent_ck CHECK (parent_id <> id),
        CONSTRAINT device_slot_ck CHECK ((parent_id IS NULL) = (component_slot IS NULL))
      );
      CREATE UNIQUE INDEX device_serial_uq ON device (brand_id, serial_norm) WHERE serial_norm IS NOT NULL;
      CREATE UNIQUE INDEX device_imei_uq ON device (imei) WHERE imei IS NOT NULL;
      CREATE UNIQUE INDEX device_slot_uq ON device (parent_id, component_slot) WHERE parent_id IS NOT NULL;
      CREATE INDEX device_serial_ix ON device (serial_norm) WHERE serial_norm IS NOT NULL;
      CREATE INDEX device_brand_ix ON device (brand_id, id);
      CREATE INDEX device_product_ix ON device (product_id, id);

      -- Half-open: the day it changes hands belongs to the new owner.
      CREATE TABLE device_ownership (
        id uuid CONSTRAINT device_ownership_pk PRIMARY KEY,
        device_id uuid NOT NULL CONSTRAINT device_ownership_device_fk REFERENCES device,
        customer_id uuid NOT NULL CONSTRAINT device_ownership_customer_fk REFERENCES customer,
        owned_from date NOT NULL,
        owned_to date,
        CONSTRAINT device_ownership_period_ck CHECK (owned_to >= owned_from),
        CONSTRAINT device_ownership_overlap_ex
          EXCLUDE USING gist (device_id WITH =, daterange(owned_from, owned_to) WITH &&)
      );
      CREATE UNIQUE INDEX device_ownership_open_uq ON device_ownership (device_id) WHERE owned_to IS NULL;
      CREATE INDEX device_ownership_customer_ix ON device_ownership (customer_id, id);

      CREATE TABLE device_event (
        id uuid CONSTRAINT device_event_pk PRIMARY KEY,
        device_id uuid NOT NULL CONSTRAINT device_event_device_fk REFERENCES device,
        kind text NOT NULL CONSTRAINT device_event_kind_ck CHECK (kind IN (
          'registered', 'facts-corrected', 'provenance-changed', 'blocked', 'unblocked', 'owner-changed',
          'component-fitted', 'component-removed', 'withdrawn')),
        at timestamptz NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL,
        details jsonb NOT NULL
      );
      CREATE INDEX device_event_device_ix ON device_event (device_id, id);
      CREATE TRIGGER device_event_append_only BEFORE UPDATE OR DELETE ON device_event
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
