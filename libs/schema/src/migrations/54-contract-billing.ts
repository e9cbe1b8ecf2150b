import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The price of a contract is billed: what is due when, and invoices that belong to a contract instead of an order. What
 * runs already stays without a plan until somebody makes one, so nothing is invoiced for the past.
 */
export class ContractBilling1764000000054 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE service_contract
        ADD COLUMN billing_every text
          CONSTRAINT service_contract_billing_every_ck CHECK (billing_every IN ('once', 'month', 'quarter', 'year')),
        ADD COLUMN billing_due text
          CONSTRAINT service_contract_billing_due_ck CHECK (billing_due IN ('in-advance', 'in-arrears')),
        ADD COLUMN billing_center_id uuid CONSTRAINT service_contract_billing_center_fk REFERENCES service_center,
        ADD COLUMN billed_elsewhere bigint NOT NULL DEFAULT 0
          CONSTRAINT service_contract_billed_elsewhere_ck CHECK (billed_elsewhere >= 0),
        ADD CONSTRAINT service_contract_billing_ck
          CHECK (num_nonnulls(billing_every, billing_due, billing_center_id) IN (0, 3));

      CREATE TABLE service_contract_instalment (
        id uuid CONSTRAINT service_contract_instalment_pk PRIMARY KEY,
        contract_id uuid NOT NULL CONSTRAINT service_contract_instalment_contract_fk REFERENCES service_contract,
        number integer NOT NULL CONSTRAINT service_contract_instalment_number_ck CHECK (number > 0),
        due_on date NOT NULL,
        amount bigint NOT NULL CONSTRAINT service_contract_instalment_amount_ck CHECK (amount > 0),
        -- The day on which it was told that it is to be billed; from then on it stands.
        told_on date,
        CONSTRAINT service_contract_instalment_number_uq UNIQUE (contract_id, number)
      );
      CREATE INDEX service_contract_instalment_due_ix ON service_contract_instalment (due_on) WHERE told_on IS NULL;
      CREATE TRIGGER service_contract_instalment_append_only BEFORE UPDATE OR DELETE ON service_contract_instalment
        FOR EACH ROW WHEN (OLD.told_on IS NOT NULL) EXECUTE FUNCTION refuse_change();

      ALTER TABLE invoice
        ALTER COLUMN order_id DROP NOT NULL,
        ADD COLUMN contract_id uuid CONSTRAINT invoice_contract_fk REFERENCES service_contract,
        DROP CONSTRAINT invoice_kind_ck,
        ADD CONSTRAINT invoice_kind_ck CHECK (kind IN ('customer', 'warranty', 'contract')),
        DROP CONSTRAINT invoice_buyer_ck,
        ADD CONSTRAINT invoice_buyer_ck
          CHECK ((kind = 'warranty') = (payer IS NOT NULL) AND (kind = 'warranty') = (customer_id IS NULL)),
        ADD CONSTRAINT invoice_subject_ck
          CHECK ((kind = 'contract') = (contract_id IS NOT NULL) AND (kind = 'contract') = (order_id IS NULL));
      CREATE INDEX invoice_contract_ix ON invoice (contract_id) WHERE contract_id IS NOT NULL;

      ALTER TABLE invoice_line
        ALTER COLUMN order_line_id DROP NOT NULL,
        ADD COLUMN instalment_id uuid
          CONSTRAINT invoice_line_instalment_fk REFERENCES service_contract_instalment
          CONSTRAINT invoice_line_instalment_uq UNIQUE,
        DROP CONSTRAINT invoice_line_class_ck,
        ADD CONSTRAINT invoice_line_class_ck
          CHECK (class IN ('parts', 'labour', 'travel', 'shipping', 'unit', 'contract')),
        ADD CONSTRAINT invoice_line_subject_ck
          CHECK ((kind = 'contract') = (instalment_id IS NOT NULL) AND (kind = 'contract') = (order_line_id IS NULL)
                 AND (kind = 'contract') = (class = 'contract')),
        DROP CONSTRAINT invoice_line_once_uq;
      CREATE UNIQUE INDEX invoice_line_once_uq ON invoice_line (order_line_id, kind, payer) NULLS NOT DISTINCT
        WHERE order_line_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
