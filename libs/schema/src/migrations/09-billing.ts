import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tax rates, invoices with their lines, payments and what they settle. */
export class Billing1764000000009 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Half-open, as every period: a rate holds from valid_from on and no longer on valid_to.
      CREATE TABLE tax_rate (
        id uuid CONSTRAINT tax_rate_pk PRIMARY KEY,
        category text NOT NULL CONSTRAINT tax_rate_category_ck CHECK (category IN ('service', 'part', 'standard')),
        rate_bp integer NOT NULL CONSTRAINT tax_rate_rate_ck CHECK (rate_bp BETWEEN 0 AND 10000),
        valid_from date NOT NULL,
        valid_to date,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT tax_rate_period_ck CHECK (valid_to > valid_from),
        CONSTRAINT tax_rate_overlap_ex EXCLUDE USING gist (category WITH =, daterange(valid_from, valid_to) WITH &&)
      );
      -- Value added tax and duties in Iran: 9 % in the years 1394 to 1402, 10 % from 1403-01-01 on.
      INSERT INTO tax_rate (id, category, rate_bp, valid_from, valid_to) VALUES
        (gen_random_uuid(), 'standard', 900, '2015-03-21', '2024-03-20'),
        (gen_random_uuid(), 'standard', 1000, '2024-03-20', NULL);

      -- An invoice exists from its issue on; drafts are the quotes of the workshop.
      CREATE TABLE invoice (
        id uuid CONSTRAINT invoice_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT invoice_number_uq UNIQUE,
        kind text NOT NULL CONSTRAINT invoice_kind_ck CHECK (kind IN ('customer', 'warranty')),
        center_id uuid NOT NULL CONSTRAINT invoice_center_fk REFERENCES service_center,
        customer_id uuid CONSTRAINT invoice_customer_fk REFERENCES customer,
        payer text CONSTRAINT invoice_payer_ck CHECK (payer IN ('maker', 'importer', 'seller', 'centre')),
        -- The foreign keys to the order and the reception follow with those tables.
        order_id uuid NOT NULL,
        reception_id uuid,
        currency text NOT NULL CONSTRAINT invoice_currency_ck CHECK (currency ~ '^[A-Z]{3}$'),
        net bigint NOT NULL CONSTRAINT invoice_net_ck CHECK (net >= 0),
        tax bigint NOT NULL CONSTRAINT invoice_tax_ck CHECK (tax >= 0),
        total bigint NOT NULL,
        paid bigint NOT NULL DEFAULT 0,
        state text NOT NULL GENERATED ALWAYS AS
          (CASE WHEN paid = total THEN 'paid' WHEN paid > 0 THEN 'part_paid' ELSE 'issued' END) STORED,
        issued_on date NOT NULL,
        issued_at timestamptz NOT NULL,
        issued_by uuid CONSTRAINT invoice_issuer_fk REFERENCES account,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT invoice_kind_uq UNIQUE (id, kind),
        CONSTRAINT invoice_payer_uq UNIQUE (id, payer),
        CONSTRAINT invoice_buyer_ck CHECK (CASE kind WHEN 'customer' THEN customer_id IS NOT NULL AND payer IS NULL
                                                     ELSE customer_id IS NULL AND payer IS NOT NULL END),
        CONSTRAINT invoice_total_ck CHECK (total = net + tax),
        CONSTRAINT invoice_paid_ck CHECK (paid BETWEEN 0 AND total)
      );
      CREATE INDEX invoice_center_ix ON invoice (center_id, id);
      CREATE INDEX invoice_open_ix ON invoice (center_id, id) WHERE state <> 'paid';
      CREATE INDEX invoice_order_ix ON invoice (order_id);
      CREATE INDEX invoice_customer_ix ON invoice (customer_id, id);
      CREATE INDEX invoice_number_search_ix ON invoice USING gin (lower(number) gin_trgm_ops);

      CREATE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- The state is generated from paid, after this trigger ran.
        IF TG_OP = 'UPDATE'
           AND to_jsonb(NEW) - '{paid,state,version}'::text[] = to_jsonb(OLD) - '{paid,state,version}'::text[] THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'invoice % is issued', OLD.number USING ERRCODE = '23514', CONSTRAINT = 'invoice_frozen_ck';
      END $$;
      CREATE TRIGGER invoice_frozen BEFORE UPDATE OR DELETE ON invoice
        FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change();

      CREATE TABLE invoice_line (
        id uuid CONSTRAINT invoice_line_pk PRIMARY KEY,
        invoice_id uuid NOT NULL,
        kind text NOT NULL,
        payer text,
        position integer NOT NULL CONSTRAINT invoice_line_position_ck CHECK (position > 0),
        order_line_id uuid NOT NULL,
        decision_id uuid,
        class text NOT NULL CONSTRAINT invoice_line_class_ck CHECK (class IN ('parts', 'labour', 'travel', 'shipping', 'unit')),
        description_fa text,
        description_en text,
        quantity integer NOT NULL CONSTRAINT invoice_line_quantity_ck CHECK (quantity > 0),
        unit_price bigint NOT NULL CONSTRAINT invoice_line_unit_price_ck CHECK (unit_price >= 0),
        list_amount bigint NOT NULL,
        covered_percent integer NOT NULL CONSTRAINT invoice_line_percent_ck CHECK (covered_percent BETWEEN 0 AND 100),
        covered_amount bigint NOT NULL,
        charged_amount bigint NOT NULL,
        -- What the payer of a guarantee owes for the line, without tax; the customer owes charged_amount.
        claim_amount bigint CONSTRAINT invoice_line_claim_amount_ck CHECK (claim_amount >= 0),
        tax_rate_bp integer NOT NULL CONSTRAINT invoice_line_tax_rate_ck CHECK (tax_rate_bp BETWEEN 0 AND 10000),
        tax_amount bigint NOT NULL,
        CONSTRAINT invoice_line_invoice_fk FOREIGN KEY (invoice_id, kind) REFERENCES invoice (id, kind),
        CONSTRAINT invoice_line_payer_fk FOREIGN KEY (invoice_id, payer) REFERENCES invoice (id, payer),
        CONSTRAINT invoice_line_position_uq UNIQUE (invoice_id, position),
        -- Several may share the cover of one line; each of them is asked once.
        CONSTRAINT invoice_line_once_uq UNIQUE NULLS NOT DISTINCT (order_line_id, kind, payer),
        CONSTRAINT invoice_line_payer_ck CHECK ((kind = 'warranty') = (payer IS NOT NULL)),
        CONSTRAINT invoice_line_description_ck CHECK (coalesce(description_fa, description_en) IS NOT NULL),
        CONSTRAINT invoice_line_decision_ck CHECK (covered_percent = 0 OR decision_id IS NOT NULL),
        CONSTRAINT invoice_line_claim_ck CHECK ((kind = 'warranty') = (claim_amount IS NOT NULL)),
        CONSTRAINT invoice_line_list_ck CHECK (list_amount = quantity * unit_price),
        CONSTRAINT invoice_line_covered_ck CHECK (covered_amount = round(list_amount::numeric * covered_percent / 100)),
        CONSTRAINT invoice_line_split_ck CHECK (covered_amount + charged_amount = list_amount),
        CONSTRAINT invoice_line_tax_ck CHECK
          (tax_amount = round(coalesce(claim_amount, charged_amount)::numeric * tax_rate_bp / 10000))
      );
      CREATE TRIGGER invoice_line_append_only BEFORE UPDATE OR DELETE ON invoice_line
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE payment (
        id uuid CONSTRAINT payment_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT payment_number_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT payment_center_fk REFERENCES service_center,
        customer_id uuid CONSTRAINT payment_customer_fk REFERENCES customer,
        method text NOT NULL CONSTRAINT payment_method_ck CHECK (method IN ('cash', 'card', 'transfer')),
        amount bigint NOT NULL CONSTRAINT payment_amount_ck CHECK (amount > 0),
        currency text NOT NULL CONSTRAINT payment_currency_ck CHECK (currency ~ '^[A-Z]{3}$'),
        reference text,
        received_at timestamptz NOT NULL,
        received_by uuid CONSTRAINT payment_receiver_fk REFERENCES account
      );
      CREATE INDEX payment_center_ix ON payment (center_id, received_at);
      CREATE TRIGGER payment_append_only BEFORE UPDATE OR DELETE ON payment
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE payment_allocation (
        payment_id uuid NOT NULL CONSTRAINT payment_allocation_payment_fk REFERENCES payment,
        invoice_id uuid NOT NULL CONSTRAINT payment_allocation_invoice_fk REFERENCES invoice,
        amount bigint NOT NULL CONSTRAINT payment_allocation_amount_ck CHECK (amount > 0),
        CONSTRAINT payment_allocation_pk PRIMARY KEY (payment_id, invoice_id)
      );
      CREATE INDEX payment_allocation_invoice_ix ON payment_allocation (invoice_id);
      CREATE TRIGGER payment_allocation_append_only BEFORE UPDATE OR DELETE ON payment_allocation
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- What only several rows together can break, checked when the transaction ends.
      CREATE FUNCTION assert_invoice_sums() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE invoice_row uuid := CASE TG_TABLE_NAME WHEN 'invoice' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'invoice_id' END;
      BEGIN
        IF NOT EXISTS (
          SELECT FROM invoice i
           WHERE i.id = invoice_row
             AND (i.net, i.tax) = (SELECT coalesce(sum(coalesce(l.claim_amount, l.charged_amount)), 0), coalesce(sum(l.tax_amount), 0)
                                     FROM invoice_line l WHERE l.invoice_id = i.id)
             AND i.paid = (SELECT coalesce(sum(a.amount), 0) FROM payment_allocation a WHERE a.invoice_id = i.id)
        ) THEN
          RAISE EXCEPTION 'invoice % does not add up', invoice_row USING ERRCODE = '23514', CONSTRAINT = 'invoice_sums_ck';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER invoice_sums AFTER INSERT OR UPDATE ON invoice
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_invoice_sums();
      CREATE CONSTRAINT TRIGGER invoice_line_sums AFTER INSERT ON invoice_line
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_invoice_sums();
      CREATE CONSTRAINT TRIGGER payment_allocation_sums AFTER INSERT ON payment_allocation
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_invoice_sums();

      CREATE FUNCTION assert_payment_allocated() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT sum(amount) FROM payment_allocation WHERE payment_id = NEW.payment_id)
           > (SELECT amount FROM payment WHERE id = NEW.payment_id) THEN
          RAISE EXCEPTION 'payment % settles more than it is worth', NEW.payment_id
            USING ERRCODE = '23514', CONSTRAINT = 'payment_allocated_ck';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER payment_allocation_worth AFTER INSERT ON payment_allocation
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_payment_allocated();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
