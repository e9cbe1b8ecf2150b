import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money taken ahead for an order: owed to the customer until an invoice takes it or it goes back. */
export class Deposits1764000000032 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE deposit (
        id uuid CONSTRAINT deposit_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT deposit_number_uq UNIQUE,
        center_id uuid NOT NULL CONSTRAINT deposit_center_fk REFERENCES service_center,
        order_id uuid NOT NULL,
        customer_id uuid NOT NULL CONSTRAINT deposit_customer_fk REFERENCES customer,
        method text NOT NULL CONSTRAINT deposit_method_ck CHECK (method IN ('cash', 'card', 'transfer')),
        amount bigint NOT NULL CONSTRAINT deposit_amount_ck CHECK (amount > 0),
        -- What is still owed to the customer: neither taken by an invoice nor given back.
        held bigint NOT NULL,
        currency text NOT NULL CONSTRAINT deposit_currency_ck CHECK (currency ~ '^[A-Z]{3}$'),
        reference text,
        taken_at timestamptz NOT NULL,
        taken_by uuid CONSTRAINT deposit_taker_fk REFERENCES account,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT deposit_order_fk FOREIGN KEY (center_id, order_id) REFERENCES repair_order (center_id, id),
        CONSTRAINT deposit_route_uq UNIQUE (id, method),
        CONSTRAINT deposit_held_ck CHECK (held BETWEEN 0 AND amount)
      );
      CREATE INDEX deposit_order_ix ON deposit (order_id, id);
      CREATE INDEX deposit_customer_ix ON deposit (customer_id, id);
      CREATE INDEX deposit_center_ix ON deposit (center_id, taken_at);

      -- The route is that of the deposit: cash goes back as cash, a card payment to the card.
      CREATE TABLE deposit_refund (
        id uuid CONSTRAINT deposit_refund_pk PRIMARY KEY,
        deposit_id uuid NOT NULL,
        method text NOT NULL,
        amount bigint NOT NULL CONSTRAINT deposit_refund_amount_ck CHECK (amount > 0),
        reference text,
        reason text NOT NULL,
        refunded_at timestamptz NOT NULL,
        refunded_by uuid CONSTRAINT deposit_refund_by_fk REFERENCES account,
        CONSTRAINT deposit_refund_route_fk FOREIGN KEY (deposit_id, method) REFERENCES deposit (id, method)
      );
      CREATE INDEX deposit_refund_deposit_ix ON deposit_refund (deposit_id);
      CREATE TRIGGER deposit_refund_append_only BEFORE UPDATE OR DELETE ON deposit_refund
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- An invoice may be paid from a deposit of its order; that is no money of that day.
      ALTER TABLE payment DROP CONSTRAINT payment_method_ck;
      ALTER TABLE payment ADD CONSTRAINT payment_method_ck
        CHECK (method IN ('cash', 'card', 'transfer', 'deposit')) NOT VALID;
      ALTER TABLE payment VALIDATE CONSTRAINT payment_method_ck;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
