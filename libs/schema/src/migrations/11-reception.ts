import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Arrivals at the counter, receipts with their devices and accessories, and hand-overs. */
export class Reception1764000000011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE arrival (
        id uuid CONSTRAINT arrival_pk PRIMARY KEY,
        center_id uuid NOT NULL CONSTRAINT arrival_center_fk REFERENCES service_center,
        note text,
        arrived_at timestamptz NOT NULL,
        served_at timestamptz,
        left_at timestamptz,
        CONSTRAINT arrival_order_ck CHECK (served_at >= arrived_at AND left_at >= arrived_at)
      );
      CREATE INDEX arrival_waiting_ix ON arrival (center_id, arrived_at) WHERE served_at IS NULL AND left_at IS NULL;

      CREATE TABLE reception (
        id uuid CONSTRAINT reception_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT reception_number_uq UNIQUE,
        tracking_code text NOT NULL CONSTRAINT reception_tracking_code_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT reception_center_fk REFERENCES service_center,
        customer_id uuid NOT NULL CONSTRAINT reception_customer_fk REFERENCES customer,
        bearer_name text,
        arrived_at timestamptz NOT NULL,
        served_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        received_by uuid CONSTRAINT reception_received_by_fk REFERENCES account,
        terms_version text NOT NULL,
        note text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT reception_times_ck CHECK (arrived_at <= served_at AND served_at <= received_at)
      );
      CREATE INDEX reception_newest_ix ON reception (center_id, received_at DESC, id DESC);
      CREATE INDEX reception_customer_ix ON reception (customer_id, received_at DESC);

      CREATE TABLE reception_item (
        id uuid CONSTRAINT reception_item_pk PRIMARY KEY,
        reception_id uuid NOT NULL CONSTRAINT reception_item_reception_fk REFERENCES reception,
        position smallint NOT NULL,
        order_id uuid NOT NULL CONSTRAINT reception_item_order_fk REFERENCES repair_order CONSTRAINT reception_item_order_uq UNIQUE,
        device_id uuid NOT NULL CONSTRAINT reception_item_device_fk REFERENCES device,
        condition_code_ids uuid[] NOT NULL,
        condition_note text,
        data_consent text NOT NULL CONSTRAINT reception_item_consent_ck CHECK (data_consent IN ('keep', 'backup', 'wipe', 'none')),
        CONSTRAINT reception_item_position_uq UNIQUE (reception_id, position),
        CONSTRAINT reception_item_condition_ck CHECK (cardinality(condition_code_ids) > 0 OR condition_note IS NOT NULL)
      );

      CREATE TABLE reception_accessory (
        id uuid CONSTRAINT reception_accessory_pk PRIMARY KEY,
        item_id uuid NOT NULL CONSTRAINT reception_accessory_item_fk REFERENCES reception_item,
        position smallint NOT NULL,
        code_id uuid CONSTRAINT reception_accessory_code_fk REFERENCES service_code,
        label text,
        quantity smallint NOT NULL CONSTRAINT reception_accessory_quantity_ck CHECK (quantity > 0),
        handed_out smallint NOT NULL DEFAULT 0,
        CONSTRAINT reception_accessory_out_ck CHECK (handed_out BETWEEN 0 AND quantity),
        CONSTRAINT reception_accessory_named_ck CHECK (code_id IS NOT NULL OR label IS NOT NULL),
        CONSTRAINT reception_accessory_uq UNIQUE (item_id, position)
      );

      CREATE TABLE hand_over (
        order_id uuid CONSTRAINT hand_over_pk PRIMARY KEY CONSTRAINT hand_over_order_fk REFERENCES repair_order,
        collected_by text NOT NULL,
        missing_note text,
        handed_over_at timestamptz NOT NULL,
        handed_over_by uuid CONSTRAINT hand_over_by_fk REFERENCES account
      );

      ALTER TABLE repair_order
        ADD CONSTRAINT repair_order_reception_fk FOREIGN KEY (reception_id) REFERENCES reception;
      ALTER TABLE invoice
        ADD CONSTRAINT invoice_reception_fk FOREIGN KEY (reception_id) REFERENCES reception;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
