import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stock locations with balances and their ledger, goods receipts, and the workshop's requisitions. */
export class Inventory1764000000008 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE stock_location (
        id uuid CONSTRAINT stock_location_pk PRIMARY KEY,
        center_id uuid NOT NULL CONSTRAINT stock_location_center_fk REFERENCES service_center,
        code text NOT NULL,
        name_fa text,
        name_en text,
        kind text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT stock_location_code_uq UNIQUE (center_id, code),
        CONSTRAINT stock_location_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL),
        CONSTRAINT stock_location_kind_ck CHECK (kind IN
          ('branch', 'van', 'bench', 'customer_owned', 'defective', 'quarantine', 'vendor', 'loaner', 'transit'))
      );
      -- The store that the workshop of a centre draws on.
      CREATE UNIQUE INDEX stock_location_branch_uq ON stock_location (center_id) WHERE kind = 'branch';

      -- The moving average is value / on_hand: a total keeps what a rounded unit cost would lose.
      CREATE TABLE stock_balance (
        location_id uuid NOT NULL CONSTRAINT stock_balance_location_fk REFERENCES stock_location,
        part_id uuid NOT NULL CONSTRAINT stock_balance_part_fk REFERENCES part,
        on_hand integer NOT NULL DEFAULT 0,
        reserved integer NOT NULL DEFAULT 0,
        value bigint NOT NULL DEFAULT 0,
        CONSTRAINT stock_balance_pk PRIMARY KEY (location_id, part_id),
        CONSTRAINT stock_balance_on_hand_ck CHECK (on_hand >= 0),
        CONSTRAINT stock_balance_reserved_ck CHECK (reserved BETWEEN 0 AND on_hand),
        CONSTRAINT stock_balance_value_ck CHECK (value BETWEEN 0 AND 9007199254740991 AND (on_hand > 0 OR value = 0))
      );
      CREATE INDEX stock_balance_part_ix ON stock_balance (part_id);

      CREATE TABLE stock_ledger (
        id uuid CONSTRAINT stock_ledger_pk PRIMARY KEY,
        center_id uuid NOT NULL CONSTRAINT stock_ledger_center_fk REFERENCES service_center,
        location_id uuid NOT NULL,
        part_id uuid NOT NULL,
        kind text NOT NULL,
        quantity integer NOT NULL,
        value bigint NOT NULL,
        document_type text NOT NULL,
        document_id uuid NOT NULL,
        order_id uuid,
        reason text,
        on_hand_after integer NOT NULL,
        value_after bigint NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT stock_ledger_balance_fk FOREIGN KEY (location_id, part_id) REFERENCES stock_balance,
        CONSTRAINT stock_ledger_kind_ck CHECK (kind IN
          ('receipt', 'issue', 'return', 'adjustment', 'transfer_out', 'transfer_in')),
        CONSTRAINT stock_ledger_quantity_ck CHECK (quantity <> 0),
        CONSTRAINT stock_ledger_value_ck CHECK (value = 0 OR sign(value) = sign(quantity)),
        CONSTRAINT stock_ledger_direction_ck CHECK (
          CASE WHEN kind IN ('issue', 'transfer_out') THEN quantity < 0
               WHEN kind = 'adjustment' THEN true
               ELSE quantity > 0 END),
        CONSTRAINT stock_ledger_reason_ck CHECK ((kind = 'adjustment') = (reason IS NOT NULL))
      );
      CREATE INDEX stock_ledger_part_ix ON stock_ledger (part_id, id DESC);
      CREATE INDEX stock_ledger_location_ix ON stock_ledger (location_id, part_id, id DESC);
      CREATE INDEX stock_ledger_center_ix ON stock_ledger (center_id, id DESC);
      CREATE INDEX stock_ledger_order_ix ON stock_ledger (order_id) WHERE order_id IS NOT NULL;
      CREATE TRIGGER stock_ledger_append_only BEFORE UPDATE OR DELETE ON stock_ledger
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE goods_receipt (
        id uuid CONSTRAINT goods_receipt_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT goods_receipt_number_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT goods_receipt_center_fk REFERENCES service_center,
        location_id uuid NOT NULL CONSTRAINT goods_receipt_location_fk REFERENCES stock_location,
        supplier text NOT NULL,
        document_no text,
        received_at timestamptz NOT NULL,
        received_by uuid CONSTRAINT goods_receipt_received_by_fk REFERENCES account,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX goods_receipt_center_ix ON goods_receipt (center_id, id DESC);

      CREATE TABLE goods_receipt_line (
        id uuid CONSTRAINT goods_receipt_line_pk PRIMARY KEY,
        receipt_id uuid NOT NULL CONSTRAINT goods_receipt_line_receipt_fk REFERENCES goods_receipt,
        part_id uuid NOT NULL CONSTRAINT goods_receipt_line_part_fk REFERENCES part,
        quantity integer NOT NULL CONSTRAINT goods_receipt_line_quantity_ck CHECK (quantity > 0),
        unit_cost bigint NOT NULL CONSTRAINT goods_receipt_line_unit_cost_ck CHECK (unit_cost >= 0)
      );
      CREATE INDEX goods_receipt_line_receipt_ix ON goods_receipt_line (receipt_id);

      -- The foreign keys of order_id and order_line_id follow with the tables of the repair order.
      CREATE TABLE requisition (
        id uuid CONSTRAINT requisition_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT requisition_number_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT requisition_center_fk REFERENCES service_center,
        order_id uuid NOT NULL,
        state text NOT NULL,
        note text,
        requested_by uuid CONSTRAINT requisition_requested_by_fk REFERENCES account,
        requested_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT requisition_state_ck CHECK (state IN ('submitted', 'partly_issued', 'issued', 'closed', 'cancelled'))
      );
      CREATE INDEX requisition_desk_ix ON requisition (center_id, state, id);
      CREATE INDEX requisition_order_ix ON requisition (order_id);

      CREATE TABLE requisition_line (
        id uuid CONSTRAINT requisition_line_pk PRIMARY KEY,
        requisition_id uuid NOT NULL CONSTRAINT requisition_line_requisition_fk REFERENCES requisition,
        order_line_id uuid NOT NULL,
        part_id uuid NOT NULL,
        location_id uuid NOT NULL,
        requested integer NOT NULL,
        reserved integer NOT NULL DEFAULT 0,
        issued integer NOT NULL DEFAULT 0,
        returned integer NOT NULL DEFAULT 0,
        cancelled integer NOT NULL DEFAULT 0,
        -- Still wanted and not there: waits for a receipt.
        short integer NOT NULL GENERATED ALWAYS AS (requested - cancelled - issued - reserved) STORED,
        issued_value bigint NOT NULL DEFAULT 0,
        returned_value bigint NOT NULL DEFAULT 0,
        -- Null until it is known: false once the line was short, else told by its first issue. Basis of the fill rate.
        first_issue_whole boolean,
        CONSTRAINT requisition_line_balance_fk FOREIGN KEY (location_id, part_id) REFERENCES stock_balance,
        CONSTRAINT requisition_line_requested_ck CHECK (requested > 0),
        CONSTRAINT requisition_line_quantities_ck CHECK
          (reserved >= 0 AND issued >= 0 AND cancelled >= 0 AND reserved + issued + cancelled <= requested),
        CONSTRAINT requisition_line_returned_ck CHECK (returned BETWEEN 0 AND issued),
        CONSTRAINT requisition_line_value_ck CHECK
          (returned_value BETWEEN 0 AND issued_value AND (returned < issued OR returned_value = issued_value))
      );
      CREATE INDEX requisition_line_requisition_ix ON requisition_line (requisition_id);
      CREATE INDEX requisition_line_short_ix ON requisition_line (location_id, part_id, requisition_id) WHERE short > 0;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
