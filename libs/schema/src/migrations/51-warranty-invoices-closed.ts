import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Warranty invoices that suppliers' claims pay, what a centre bears itself, and debts that are written off. */
export class WarrantyInvoicesClosed1764000000051 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What is due and the state are generated anew: what is written off is due no more, and the centre owes itself nothing.
      ALTER TABLE invoice DROP COLUMN state, DROP CONSTRAINT invoice_paid_ck;
      ALTER TABLE invoice
        ADD COLUMN written_off bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT invoice_paid_ck CHECK (paid >= 0 AND written_off >= 0 AND paid + written_off <= total);
      ALTER TABLE invoice
        ADD COLUMN due bigint NOT NULL GENERATED ALWAYS AS
          (CASE payer WHEN 'centre' THEN 0 ELSE total - paid - written_off END) STORED,
        ADD COLUMN state text NOT NULL GENERATED ALWAYS AS
          (CASE WHEN paid = total THEN 'paid' WHEN payer = 'centre' THEN 'own_cost' WHEN paid + written_off = total THEN 'written_off'
                WHEN paid > 0 THEN 'part_paid' ELSE 'issued' END) STORED;
      CREATE INDEX invoice_open_ix ON invoice (center_id, id) WHERE state IN ('issued', 'part_paid');

      CREATE OR REPLACE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE moves text[] := '{paid,written_off,due,state,version}';
      BEGIN
        -- What is due and the state are generated after this trigger ran.
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - moves = to_jsonb(OLD) - moves THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'invoice % is issued', OLD.number USING ERRCODE = '23514', CONSTRAINT = 'invoice_frozen_ck';
      END $$;

      -- Who gave up what, and why: once for an invoice.
      CREATE TABLE invoice_write_off (
        invoice_id uuid CONSTRAINT invoice_write_off_pk PRIMARY KEY
          CONSTRAINT invoice_write_off_invoice_fk REFERENCES invoice,
        amount bigint NOT NULL CONSTRAINT invoice_write_off_amount_ck CHECK (amount > 0),
        reason text NOT NULL,
        written_off_at timestamptz NOT NULL,
        written_off_by uuid CONSTRAINT invoice_write_off_by_fk REFERENCES account
      );
      CREATE TRIGGER invoice_write_off_append_only BEFORE UPDATE OR DELETE ON invoice_write_off
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE OR REPLACE FUNCTION assert_invoice_sums() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE invoice_row uuid := CASE TG_TABLE_NAME WHEN 'invoice' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'invoice_id' END;
      BEGIN
        IF NOT EXISTS (
          SELECT FROM invoice i
           WHERE i.id = invoice_row
             AND (i.net, i.tax) = (SELECT coalesce(sum(coalesce(l.claim_amount, l.charged_amount)), 0), coalesce(sum(l.tax_amount), 0)
                                     FROM invoice_line l WHERE l.invoice_id = i.id)
             AND i.paid = (SELECT coalesce(sum(a.amount), 0) FROM payment_allocation a WHERE a.invoice_id = i.id)
             AND i.written_off = (SELECT coalesce(sum(w.amount), 0) FROM invoice_write_off w WHERE w.invoice_id = i.id)
        ) THEN
          RAISE EXCEPTION 'invoice % does not add up', invoice_row USING ERRCODE = '23514', CONSTRAINT = 'invoice_sums_ck';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER invoice_write_off_sums AFTER INSERT ON invoice_write_off
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_invoice_sums();

      -- What a supplier gave for a claim pays invoices too; that is no money of the day.
      ALTER TABLE payment DROP CONSTRAINT payment_method_ck;
      ALTER TABLE payment ADD CONSTRAINT payment_method_ck
        CHECK (method IN ('cash', 'card', 'transfer', 'deposit', 'claim')) NOT VALID;
      ALTER TABLE payment VALIDATE CONSTRAINT payment_method_ck;

      -- A claim pays an invoice once, whichever of the two came later.
      CREATE TABLE supplier_claim_payment (
        claim_id uuid NOT NULL CONSTRAINT supplier_claim_payment_claim_fk REFERENCES supplier_claim,
        invoice_id uuid NOT NULL,
        payment_id uuid NOT NULL,
        CONSTRAINT supplier_claim_payment_pk PRIMARY KEY (claim_id, invoice_id),
        CONSTRAINT supplier_claim_payment_payment_uq UNIQUE (payment_id),
        CONSTRAINT supplier_claim_payment_allocation_fk FOREIGN KEY (payment_id, invoice_id)
          REFERENCES payment_allocation (payment_id, invoice_id)
      );
      CREATE TRIGGER supplier_claim_payment_append_only BEFORE UPDATE OR DELETE ON supplier_claim_payment
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- Installations that were there before: those who lead a centre may give a debt up.
      INSERT INTO role_permission (role_id, permission)
      SELECT id, 'billing.write-off' FROM role WHERE code IN ('manager', 'admin')
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
