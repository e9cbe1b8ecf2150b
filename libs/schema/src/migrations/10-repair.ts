import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repair orders with their lines, findings, quotes, checks and every move between states. */
export class Repair1764000000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The state table of libs/repair/src/repair-status.ts once more, so that no statement can go around it.
      CREATE TABLE repair_state_move (
        from_state text NOT NULL,
        to_state text NOT NULL,
        CONSTRAINT repair_state_move_pk PRIMARY KEY (from_state, to_state)
      );
      INSERT INTO repair_state_move (from_state, to_state) VALUES
        ('received', 'diagnosing'), ('received', 'cancelled'), ('received', 'at_vendor'),
        ('diagnosing', 'awaiting_approval'), ('diagnosing', 'awaiting_parts'), ('diagnosing', 'in_repair'),
        ('diagnosing', 'at_vendor'), ('diagnosing', 'ber'), ('diagnosing', 'ready_unrepaired'),
        ('awaiting_approval', 'in_repair'), ('awaiting_approval', 'awaiting_parts'),
        ('awaiting_approval', 'diagnosing'), ('awaiting_approval', 'ready_unrepaired'),
        ('awaiting_parts', 'in_repair'), ('awaiting_parts', 'awaiting_approval'), ('awaiting_parts', 'at_vendor'),
        ('awaiting_parts', 'ber'),
        ('in_repair', 'qc'), ('in_repair', 'awaiting_parts'), ('in_repair', 'awaiting_approval'),
        ('in_repair', 'at_vendor'), ('in_repair', 'ber'),
        ('at_vendor', 'diagnosing'), ('at_vendor', 'qc'), ('at_vendor', 'ber'), ('at_vendor', 'replaced'),
        ('qc', 'ready'), ('qc', 'in_repair'),
        ('ber', 'ready'), ('ber', 'ready_unrepaired'), ('ber', 'closed'),
        ('replaced', 'ready'), ('replaced', 'ready_unrepaired'), ('replaced', 'closed'),
        ('ready', 'delivered'), ('ready', 'unclaimed'), ('ready', 'diagnosing'),
        ('ready_unrepaired', 'delivered'), ('ready_unrepaired', 'unclaimed'), ('ready_unrepaired', 'diagnosing'),
        ('delivered', 'closed'),
        ('unclaimed', 'delivered'), ('unclaimed', 'disposed');

      CREATE TABLE repair_order (
        id uuid CONSTRAINT repair_order_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT repair_order_number_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT repair_order_center_fk REFERENCES service_center,
        reception_id uuid,
        device_id uuid NOT NULL CONSTRAINT repair_order_device_fk REFERENCES device,
        customer_id uuid CONSTRAINT repair_order_customer_fk REFERENCES customer,
        type text NOT NULL CONSTRAINT repair_order_type_ck CHECK (type IN
          ('warranty', 'chargeable', 'contract', 'rework', 'goodwill', 'doa', 'refurb', 'installation')),
        state text NOT NULL CONSTRAINT repair_order_state_ck CHECK (state IN
          ('received', 'diagnosing', 'awaiting_approval', 'awaiting_parts', 'in_repair', 'at_vendor', 'qc', 'ber', 'replaced',
           'ready', 'ready_unrepaired', 'delivered', 'unclaimed', 'cancelled', 'closed', 'disposed')),
        priority text NOT NULL CONSTRAINT repair_order_priority_ck CHECK (priority IN ('normal', 'urgent')),
        technician_id uuid CONSTRAINT repair_order_technician_fk REFERENCES account,
        declared_fault text NOT NULL,
        promised_on date,
        outcome text CONSTRAINT repair_order_outcome_ck CHECK (outcome IN
          ('repaired', 'no_fault_found', 'quote_refused', 'quote_expired', 'beyond_repair', 'replaced', 'unrepaired', 'unknown')),
        origin_order_id uuid CONSTRAINT repair_order_origin_fk REFERENCES repair_order,
        opened_beside_id uuid CONSTRAINT repair_order_beside_fk REFERENCES repair_order,
        received_at timestamptz NOT NULL,
        ready_at timestamptz,
        delivered_at timestamptz,
        closed_at timestamptz,
        external_ref text CONSTRAINT repair_order_external_ref_uq UNIQUE,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT repair_order_in_center_uq UNIQUE (center_id, id),
        CONSTRAINT repair_order_customer_ck CHECK (customer_id IS NOT NULL OR external_ref IS NOT NULL)
      );
      CREATE INDEX repair_order_desk_ix ON repair_order (center_id, state, received_at DESC, id DESC);
      CREATE INDEX repair_order_newest_ix ON repair_order (received_at DESC, id DESC);
      CREATE INDEX repair_order_device_ix ON repair_order (device_id, received_at DESC, id DESC);
      CREATE INDEX repair_order_customer_ix ON repair_order (customer_id, received_at DESC);
      CREATE INDEX repair_order_reception_ix ON repair_order (reception_id);
      CREATE INDEX repair_order_bench_ix ON repair_order (technician_id, state) WHERE technician_id IS NOT NULL;
      -- One open order per device in the whole network; one opened beside it by right and reason names it.
      CREATE UNIQUE INDEX repair_order_open_uq ON repair_order (device_id)
        WHERE state NOT IN ('delivered', 'closed', 'cancelled', 'disposed') AND opened_beside_id IS NULL;

      CREATE FUNCTION guard_repair_state() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM repair_state_move WHERE from_state = OLD.state AND to_state = NEW.state) THEN
          RAISE EXCEPTION 'a repair order cannot move from % to %', OLD.state, NEW.state
            USING ERRCODE = '23514', CONSTRAINT = 'repair_state_move';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER repair_order_state_guard BEFORE UPDATE OF state ON repair_order
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION guard_repair_state();

      CREATE TABLE repair_transition (
        id uuid CONSTRAINT repair_transition_pk PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT repair_transition_order_fk REFERENCES repair_order,
        act text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        reason text,
        actor_account_id uuid,
        actor_name text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT repair_transition_move_fk FOREIGN KEY (from_state, to_state) REFERENCES repair_state_move
      );
      CREATE INDEX repair_transition_order_ix ON repair_transition (order_id, id);
      CREATE TRIGGER repair_transition_append_only BEFORE UPDATE OR DELETE ON repair_transition
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE repair_finding (
        id uuid CONSTRAINT repair_finding_pk PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT repair_finding_order_fk REFERENCES repair_order,
        position smallint NOT NULL,
        symptom_code_id uuid NOT NULL CONSTRAINT repair_finding_symptom_fk REFERENCES service_code,
        fault_code_id uuid NOT NULL CONSTRAINT repair_finding_fault_fk REFERENCES service_code,
        cause_code_id uuid CONSTRAINT repair_finding_cause_fk REFERENCES service_code,
        note text,
        CONSTRAINT repair_finding_uq UNIQUE (order_id, position)
      );

      CREATE TABLE repair_line (
        id uuid CONSTRAINT repair_line_pk PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT repair_line_order_fk REFERENCES repair_order,
        position smallint NOT NULL,
        kind text NOT NULL CONSTRAINT repair_line_kind_ck CHECK (kind IN ('operation', 'part')),
        class text NOT NULL CONSTRAINT repair_line_class_ck CHECK (class IN ('parts', 'labour', 'travel', 'shipping', 'unit')),
        service_item_id uuid CONSTRAINT repair_line_service_fk REFERENCES service_item,
        part_id uuid CONSTRAINT repair_line_part_fk REFERENCES part,
        description_fa text,
        description_en text,
        quantity integer NOT NULL CONSTRAINT repair_line_quantity_ck CHECK (quantity > 0),
        unit_price bigint NOT NULL CONSTRAINT repair_line_price_ck CHECK (unit_price >= 0),
        minutes integer,
        technician_id uuid CONSTRAINT repair_line_technician_fk REFERENCES account,
        fault_code_id uuid CONSTRAINT repair_line_fault_fk REFERENCES service_code,
        evidence text[] NOT NULL DEFAULT '{}',
        covered_percent smallint NOT NULL DEFAULT 0 CONSTRAINT repair_line_covered_ck CHECK (covered_percent BETWEEN 0 AND 100),
        decision_id uuid CONSTRAINT repair_line_decision_fk REFERENCES coverage_decision,
        fitted_quantity integer NOT NULL DEFAULT 0,
        withdrawn_at timestamptz,
        CONSTRAINT repair_line_item_ck CHECK (
          (kind = 'part' AND part_id IS NOT NULL AND service_item_id IS NULL AND class = 'parts') OR
          (kind = 'operation' AND part_id IS NULL AND service_item_id IS NOT NULL)),
        CONSTRAINT repair_line_fitted_ck CHECK (fitted_quantity BETWEEN 0 AND quantity),
        CONSTRAINT repair_line_free_ck CHECK (covered_percent = 0 OR decision_id IS NOT NULL),
        CONSTRAINT repair_line_uq UNIQUE (order_id, position)
      );

      CREATE TABLE repair_quote (
        id uuid CONSTRAINT repair_quote_pk PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT repair_quote_order_fk REFERENCES repair_order,
        number smallint NOT NULL,
        state text NOT NULL CONSTRAINT repair_quote_state_ck CHECK (state IN ('sent', 'approved', 'refused', 'superseded', 'expired')),
        lines jsonb NOT NULL,
        net bigint NOT NULL,
        tax bigint NOT NULL,
        total bigint NOT NULL CONSTRAINT repair_quote_total_ck CHECK (total = net + tax),
        tolerance_percent smallint NOT NULL CONSTRAINT repair_quote_tolerance_ck CHECK (tolerance_percent BETWEEN 0 AND 50),
        valid_until date NOT NULL,
        sent_at timestamptz NOT NULL,
        sent_by text NOT NULL,
        answered_at timestamptz,
        answered_by text,
        answer_channel text CONSTRAINT repair_quote_channel_ck CHECK (answer_channel IN ('counter', 'portal', 'phone')),
        answer_address text,
        CONSTRAINT repair_quote_number_uq UNIQUE (order_id, number)
      );
      CREATE UNIQUE INDEX repair_quote_open_uq ON repair_quote (order_id) WHERE state = 'sent';
      CREATE INDEX repair_quote_due_ix ON repair_quote (valid_until) WHERE state = 'sent';

      CREATE TABLE repair_check (
        id uuid CONSTRAINT repair_check_pk PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT repair_check_order_fk REFERENCES repair_order,
        passed boolean NOT NULL,
        note text,
        tested_by uuid NOT NULL CONSTRAINT repair_check_tester_fk REFERENCES account,
        tested_at timestamptz NOT NULL
      );
      CREATE INDEX repair_check_order_ix ON repair_check (order_id, tested_at);

      CREATE TABLE vendor_leg (
        id uuid CONSTRAINT vendor_leg_pk PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT vendor_leg_order_fk REFERENCES repair_order,
        vendor text NOT NULL,
        rma_no text,
        sent_at timestamptz NOT NULL,
        due_on date,
        back_at timestamptz,
        serial_back text
      );
      CREATE UNIQUE INDEX vendor_leg_open_uq ON vendor_leg (order_id) WHERE back_at IS NULL;

      ALTER TABLE coverage_decision
        ADD CONSTRAINT coverage_decision_order_fk FOREIGN KEY (subject_id) REFERENCES repair_order;
      ALTER TABLE requisition
        ADD CONSTRAINT requisition_order_fk FOREIGN KEY (center_id, order_id) REFERENCES repair_order (center_id, id);
      ALTER TABLE requisition_line
        ADD CONSTRAINT requisition_line_order_line_fk FOREIGN KEY (order_line_id) REFERENCES repair_line;
      ALTER TABLE invoice
        ADD CONSTRAINT invoice_order_fk FOREIGN KEY (center_id, order_id) REFERENCES repair_order (center_id, id);
      ALTER TABLE invoice_line
        ADD CONSTRAINT invoice_line_order_line_fk FOREIGN KEY (order_line_id) REFERENCES repair_line;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
