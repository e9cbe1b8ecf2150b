import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suppliers with what they owe the company, claims on them, and the old parts they want back. */
export class SupplierClaims1764000000028 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE device ADD COLUMN purchased_on date;

      CREATE TABLE supplier (
        id uuid CONSTRAINT supplier_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT supplier_code_uq UNIQUE,
        name_fa text,
        name_en text,
        kind text NOT NULL CONSTRAINT supplier_kind_ck CHECK (kind IN ('maker', 'importer', 'parts')),
        email text,
        phone text,
        retired_on date,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT supplier_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL)
      );

      -- What a supplier owes for a scope, version by version; a version speaks for what started on valid_from or later.
      CREATE TABLE supplier_agreement (
        id uuid CONSTRAINT supplier_agreement_pk PRIMARY KEY,
        supplier_id uuid NOT NULL CONSTRAINT supplier_agreement_supplier_fk REFERENCES supplier,
        brand_id uuid CONSTRAINT supplier_agreement_brand_fk REFERENCES brand,
        product_group_id uuid CONSTRAINT supplier_agreement_group_fk REFERENCES product_group,
        product_id uuid CONSTRAINT supplier_agreement_product_fk REFERENCES product,
        part_id uuid CONSTRAINT supplier_agreement_part_fk REFERENCES part,
        number integer NOT NULL CONSTRAINT supplier_agreement_number_ck CHECK (number > 0),
        valid_from date NOT NULL,
        terms jsonb NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT supplier_agreement_owner_uq UNIQUE (supplier_id, id),
        CONSTRAINT supplier_agreement_scope_ck CHECK (
          num_nonnulls(product_id, part_id) <= 1 AND
          (num_nonnulls(product_id, part_id) = 0 OR num_nonnulls(brand_id, product_group_id) = 0)),
        CONSTRAINT supplier_agreement_number_uq
          UNIQUE NULLS NOT DISTINCT (supplier_id, brand_id, product_group_id, product_id, part_id, number),
        CONSTRAINT supplier_agreement_day_uq
          UNIQUE NULLS NOT DISTINCT (supplier_id, brand_id, product_group_id, product_id, part_id, valid_from)
      );
      CREATE TRIGGER supplier_agreement_append_only BEFORE UPDATE OR DELETE ON supplier_agreement
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- A draft has no number yet and may go without a gap.
      CREATE TABLE supplier_claim (
        id uuid CONSTRAINT supplier_claim_pk PRIMARY KEY,
        number text CONSTRAINT supplier_claim_number_uq UNIQUE,
        supplier_id uuid NOT NULL CONSTRAINT supplier_claim_supplier_fk REFERENCES supplier,
        center_id uuid NOT NULL CONSTRAINT supplier_claim_center_fk REFERENCES service_center,
        state text NOT NULL CONSTRAINT supplier_claim_state_ck
          CHECK (state IN ('draft', 'submitted', 'answered', 'resubmitted', 'settled')),
        round integer NOT NULL DEFAULT 0,
        drafted_by text NOT NULL,
        drafted_at timestamptz NOT NULL,
        submitted_on date,
        settled_on date,
        settlement_kind text CONSTRAINT supplier_claim_settlement_ck CHECK (settlement_kind IN ('credit-note', 'payment')),
        settled_amount bigint CONSTRAINT supplier_claim_settled_amount_ck CHECK (settled_amount >= 0),
        settlement_reference text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT supplier_claim_of_uq UNIQUE (center_id, supplier_id, id),
        CONSTRAINT supplier_claim_in_center_uq UNIQUE (center_id, id),
        CONSTRAINT supplier_claim_round_ck CHECK (CASE state WHEN 'draft' THEN round = 0 WHEN 'submitted' THEN round = 1
                                                             WHEN 'resubmitted' THEN round > 1 ELSE round > 0 END),
        CONSTRAINT supplier_claim_submitted_ck CHECK ((state = 'draft') = (number IS NULL)
          AND (state = 'draft') = (submitted_on IS NULL)),
        CONSTRAINT supplier_claim_settled_ck CHECK ((state = 'settled') = (settled_on IS NOT NULL)
          AND (settled_on IS NULL) = (settled_amount IS NULL) AND (settled_on IS NULL) = (settlement_kind IS NULL)
          AND settled_on >= submitted_on)
      );
      CREATE INDEX supplier_claim_center_ix ON supplier_claim (center_id, id DESC);
      CREATE INDEX supplier_claim_supplier_ix ON supplier_claim (supplier_id, submitted_on);

      -- What a supplier answers for: a line of an order or a swapped unit. Once in a claim it stays in it (S7).
      CREATE TABLE supplier_claim_line (
        id uuid CONSTRAINT supplier_claim_line_pk PRIMARY KEY,
        claim_id uuid,
        kind text NOT NULL CONSTRAINT supplier_claim_line_kind_ck CHECK (kind IN ('line', 'unit')),
        center_id uuid NOT NULL CONSTRAINT supplier_claim_line_center_fk REFERENCES service_center,
        order_id uuid NOT NULL,
        order_line_id uuid CONSTRAINT supplier_claim_line_order_line_fk REFERENCES repair_line
          CONSTRAINT supplier_claim_line_once_uq UNIQUE,
        device_id uuid NOT NULL CONSTRAINT supplier_claim_line_device_fk REFERENCES device,
        supplier_id uuid NOT NULL CONSTRAINT supplier_claim_line_supplier_fk REFERENCES supplier,
        agreement_id uuid NOT NULL,
        amount bigint NOT NULL CONSTRAINT supplier_claim_line_amount_ck CHECK (amount > 0),
        done_on date NOT NULL,
        claim_by date NOT NULL,
        core_by date,
        facts jsonb NOT NULL,
        verdict jsonb NOT NULL,
        deadline_told_on date,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT supplier_claim_line_in_center_uq UNIQUE (center_id, id),
        CONSTRAINT supplier_claim_line_in_claim_uq UNIQUE (claim_id, id),
        CONSTRAINT supplier_claim_line_order_fk FOREIGN KEY (center_id, order_id) REFERENCES repair_order (center_id, id),
        CONSTRAINT supplier_claim_line_agreement_fk FOREIGN KEY (supplier_id, agreement_id)
          REFERENCES supplier_agreement (supplier_id, id),
        CONSTRAINT supplier_claim_line_claim_fk FOREIGN KEY (center_id, supplier_id, claim_id)
          REFERENCES supplier_claim (center_id, supplier_id, id),
        CONSTRAINT supplier_claim_line_subject_ck CHECK ((kind = 'line') = (order_line_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX supplier_claim_line_unit_uq ON supplier_claim_line (device_id) WHERE kind = 'unit';
      CREATE INDEX supplier_claim_line_order_ix ON supplier_claim_line (order_id);
      CREATE INDEX supplier_claim_line_claim_ix ON supplier_claim_line (claim_id) WHERE claim_id IS NOT NULL;
      CREATE INDEX supplier_claim_line_due_ix ON supplier_claim_line (claim_by, id) WHERE claim_id IS NULL;
      CREATE INDEX supplier_claim_line_untold_ix ON supplier_claim_line (claim_by) WHERE deadline_told_on IS NULL;

      -- What was sent to the supplier in each round, and what it said to each line.
      CREATE TABLE supplier_claim_submission (
        claim_id uuid NOT NULL CONSTRAINT supplier_claim_submission_claim_fk REFERENCES supplier_claim,
        round integer NOT NULL,
        submitted_on date NOT NULL,
        line_ids uuid[] NOT NULL,
        note text,
        submitted_by text NOT NULL,
        CONSTRAINT supplier_claim_submission_pk PRIMARY KEY (claim_id, round)
      );
      CREATE TRIGGER supplier_claim_submission_append_only BEFORE UPDATE OR DELETE ON supplier_claim_submission
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE supplier_claim_answer (
        claim_id uuid NOT NULL,
        line_id uuid NOT NULL,
        round integer NOT NULL,
        decision text NOT NULL CONSTRAINT supplier_claim_answer_decision_ck
          CHECK (decision IN ('accepted', 'partly', 'refused')),
        asked bigint NOT NULL,
        amount bigint NOT NULL,
        reason text,
        note text,
        answered_by text NOT NULL,
        answered_at timestamptz NOT NULL,
        CONSTRAINT supplier_claim_answer_pk PRIMARY KEY (line_id, round),
        CONSTRAINT supplier_claim_answer_line_fk FOREIGN KEY (claim_id, line_id) REFERENCES supplier_claim_line (claim_id, id),
        CONSTRAINT supplier_claim_answer_round_fk FOREIGN KEY (claim_id, round)
          REFERENCES supplier_claim_submission (claim_id, round),
        CONSTRAINT supplier_claim_answer_amount_ck CHECK (
          CASE decision WHEN 'accepted' THEN amount = asked WHEN 'refused' THEN amount = 0
                        ELSE amount > 0 AND amount < asked END),
        CONSTRAINT supplier_claim_answer_reason_ck CHECK ((decision = 'accepted') = (reason IS NULL))
      );
      CREATE INDEX supplier_claim_answer_claim_ix ON supplier_claim_answer (claim_id);
      CREATE TRIGGER supplier_claim_answer_append_only BEFORE UPDATE OR DELETE ON supplier_claim_answer
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- The old part that a supplier wants back.
      CREATE TABLE claim_core (
        id uuid CONSTRAINT claim_core_pk PRIMARY KEY,
        line_id uuid NOT NULL CONSTRAINT claim_core_line_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT claim_core_center_fk REFERENCES service_center,
        part_id uuid NOT NULL CONSTRAINT claim_core_part_fk REFERENCES part,
        quantity integer NOT NULL CONSTRAINT claim_core_quantity_ck CHECK (quantity > 0),
        state text NOT NULL CONSTRAINT claim_core_state_ck CHECK (state IN ('due', 'received', 'sent', 'accepted', 'refused')),
        due_on date NOT NULL,
        keeper_id uuid CONSTRAINT claim_core_keeper_fk REFERENCES account,
        location_id uuid,
        sent_on date,
        sent_reference text,
        note text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT claim_core_line_fk FOREIGN KEY (center_id, line_id) REFERENCES supplier_claim_line (center_id, id),
        CONSTRAINT claim_core_location_fk FOREIGN KEY (center_id, location_id) REFERENCES stock_location (center_id, id),
        CONSTRAINT claim_core_sent_ck CHECK ((state IN ('due', 'received')) = (sent_on IS NULL)),
        CONSTRAINT claim_core_place_ck CHECK ((state = 'received') = (location_id IS NOT NULL))
      );
      CREATE INDEX claim_core_due_ix ON claim_core (due_on, id);

      -- When a part was bought before a repair fitted it.
      CREATE INDEX goods_receipt_line_part_ix ON goods_receipt_line (part_id);

      -- Installations that were there before: the roles they started with learn of claims.
      INSERT INTO role_permission (role_id, permission)
      SELECT role.id, given.permission
        FROM role JOIN (VALUES ('storekeeper', 'claim.read'), ('storekeeper', 'claim.core'),
                               ('cashier', 'claim.read'), ('cashier', 'claim.settle'),
                               ('manager', 'claim.read'), ('manager', 'claim.core'), ('manager', 'claim.manage'),
                               ('manager', 'claim.settle'), ('manager', 'claim.terms'),
                               ('admin', 'claim.read'), ('admin', 'claim.core'), ('admin', 'claim.manage'),
                               ('admin', 'claim.settle'), ('admin', 'claim.terms')) AS given(code, permission)
          ON given.code = role.code
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
