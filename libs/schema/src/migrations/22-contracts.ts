import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service contracts, subscriptions, periodic-service cards and service plans, their addenda and what repairs use of them. */
export class Contracts1764000000022 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE service_contract (
        id uuid CONSTRAINT service_contract_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT service_contract_number_ck CHECK (normalize_serial(number) <> ''),
        number_norm text COLLATE "C" NOT NULL GENERATED ALWAYS AS (normalize_serial(number)) STORED
          CONSTRAINT service_contract_number_uq UNIQUE,
        kind text NOT NULL CONSTRAINT service_contract_kind_ck
          CHECK (kind IN ('contract', 'subscription', 'service-card', 'service-plan')),
        customer_id uuid NOT NULL CONSTRAINT service_contract_customer_fk REFERENCES customer,
        state text NOT NULL CONSTRAINT service_contract_state_ck
          CHECK (state IN ('draft', 'active', 'suspended', 'expired', 'terminated')),
        state_reason text,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        scope text NOT NULL CONSTRAINT service_contract_scope_ck CHECK (scope IN ('devices', 'group', 'customer')),
        product_group_id uuid CONSTRAINT service_contract_group_fk REFERENCES product_group,
        device_limit integer CONSTRAINT service_contract_device_limit_ck CHECK (device_limit > 0),
        sites text[] NOT NULL,
        -- As signed; addenda change them from a day on.
        terms jsonb NOT NULL,
        visits_used integer NOT NULL DEFAULT 0 CONSTRAINT service_contract_visits_ck CHECK (visits_used >= 0),
        minutes_used integer NOT NULL DEFAULT 0 CONSTRAINT service_contract_minutes_ck CHECK (minutes_used >= 0),
        notice_days integer NOT NULL CONSTRAINT service_contract_notice_ck CHECK (notice_days BETWEEN 0 AND 365),
        expiry_told_on date,
        note text,
        renews_id uuid CONSTRAINT service_contract_renews_fk REFERENCES service_contract
          CONSTRAINT service_contract_renews_uq UNIQUE,
        drafted_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT service_contract_period_ck CHECK (starts_on < ends_on),
        CONSTRAINT service_contract_scope_group_ck CHECK ((scope = 'group') = (product_group_id IS NOT NULL)),
        CONSTRAINT service_contract_scope_limit_ck CHECK (scope <> 'devices' OR device_limit IS NULL),
        CONSTRAINT service_contract_reason_ck
          CHECK (state NOT IN ('suspended', 'terminated') OR state_reason IS NOT NULL)
      );
      CREATE INDEX service_contract_customer_ix ON service_contract (customer_id, id);
      CREATE INDEX service_contract_group_ix ON service_contract (product_group_id) WHERE product_group_id IS NOT NULL;
      CREATE INDEX service_contract_end_ix ON service_contract (ends_on) WHERE state IN ('active', 'suspended');
      CREATE INDEX service_contract_search_ix ON service_contract USING gin (number_norm gin_trgm_ops);

      -- Where it is honoured; none: everywhere.
      CREATE TABLE service_contract_center (
        contract_id uuid NOT NULL CONSTRAINT service_contract_center_contract_fk REFERENCES service_contract,
        center_id uuid NOT NULL CONSTRAINT service_contract_center_center_fk REFERENCES service_center,
        CONSTRAINT service_contract_center_pk PRIMARY KEY (contract_id, center_id)
      );
      CREATE INDEX service_contract_center_center_ix ON service_contract_center (center_id);

      CREATE TABLE service_contract_device (
        id uuid CONSTRAINT service_contract_device_pk PRIMARY KEY,
        contract_id uuid NOT NULL CONSTRAINT service_contract_device_contract_fk REFERENCES service_contract,
        device_id uuid NOT NULL CONSTRAINT service_contract_device_device_fk REFERENCES device,
        covered_from date NOT NULL,
        covered_to date,
        CONSTRAINT service_contract_device_period_ck CHECK (covered_to >= covered_from),
        CONSTRAINT service_contract_device_overlap_ex EXCLUDE USING gist
          (contract_id WITH =, device_id WITH =, daterange(covered_from, covered_to) WITH &&)
      );
      CREATE INDEX service_contract_device_device_ix ON service_contract_device (device_id);

      CREATE TABLE service_contract_addendum (
        id uuid CONSTRAINT service_contract_addendum_pk PRIMARY KEY,
        contract_id uuid NOT NULL CONSTRAINT service_contract_addendum_contract_fk REFERENCES service_contract,
        number integer NOT NULL CONSTRAINT service_contract_addendum_number_ck CHECK (number > 0),
        effective_on date NOT NULL,
        changes jsonb NOT NULL,
        added_devices uuid[] NOT NULL,
        removed_devices uuid[] NOT NULL,
        text text NOT NULL,
        agreed_by text NOT NULL,
        agreed_on date NOT NULL,
        agreement_no text,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT service_contract_addendum_number_uq UNIQUE (contract_id, number)
      );
      CREATE TRIGGER service_contract_addendum_append_only BEFORE UPDATE OR DELETE ON service_contract_addendum
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- What an order holds of a contract, turn by turn: the last one counts. An order holds one visit at most.
      CREATE TABLE service_contract_use (
        id uuid CONSTRAINT service_contract_use_pk PRIMARY KEY,
        contract_id uuid NOT NULL CONSTRAINT service_contract_use_contract_fk REFERENCES service_contract,
        order_id uuid NOT NULL CONSTRAINT service_contract_use_order_fk REFERENCES repair_order,
        device_id uuid NOT NULL CONSTRAINT service_contract_use_device_fk REFERENCES device,
        turn integer NOT NULL CONSTRAINT service_contract_use_turn_ck CHECK (turn > 0),
        visits integer NOT NULL CONSTRAINT service_contract_use_visits_ck CHECK (visits IN (0, 1)),
        minutes integer NOT NULL CONSTRAINT service_contract_use_minutes_ck CHECK (minutes >= 0),
        actor_name text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT service_contract_use_turn_uq UNIQUE (contract_id, order_id, turn),
        CONSTRAINT service_contract_use_held_ck CHECK (visits = 1 OR minutes = 0)
      );
      CREATE INDEX service_contract_use_order_ix ON service_contract_use (order_id);
      CREATE INDEX service_contract_use_contract_ix ON service_contract_use (contract_id, id DESC);
      CREATE TRIGGER service_contract_use_append_only BEFORE UPDATE OR DELETE ON service_contract_use
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- The look-up at the counter: every number by which a customer may claim, written any way.
      CREATE INDEX warranty_registration_card_norm_ix ON warranty_registration (normalize_serial(card_no));
      CREATE INDEX invoice_number_norm_ix ON invoice (normalize_serial(number));
      CREATE INDEX device_sale_document_norm_ix ON device (normalize_serial(sale_document_no))
        WHERE sale_document_no IS NOT NULL;

      -- Installations that were there before: the roles they started with learn of contracts.
      INSERT INTO role_permission (role_id, permission)
      SELECT role.id, given.permission
        FROM role JOIN (VALUES ('reception', 'contract.read'), ('manager', 'contract.read'), ('manager', 'contract.manage'),
                               ('admin', 'contract.read'), ('admin', 'contract.manage')) AS given(code, permission)
          ON given.code = role.code
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
