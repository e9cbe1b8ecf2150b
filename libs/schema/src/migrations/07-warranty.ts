import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guarantee policies with frozen versions, registrations of devices, and append-only coverage decisions. */
export class Warranty1764000000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE warranty_policy (
        id uuid CONSTRAINT warranty_policy_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT warranty_policy_code_uq UNIQUE,
        name_fa text,
        name_en text,
        search_text text NOT NULL GENERATED ALWAYS AS
          (fold_text(code || ' ' || coalesce(name_fa, '') || ' ' || coalesce(name_en, ''))) STORED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT warranty_policy_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL)
      );

      CREATE TABLE warranty_policy_version (
        id uuid CONSTRAINT warranty_policy_version_pk PRIMARY KEY,
        policy_id uuid NOT NULL CONSTRAINT warranty_policy_version_policy_fk REFERENCES warranty_policy,
        number integer NOT NULL CONSTRAINT warranty_policy_version_number_ck CHECK (number > 0),
        terms jsonb NOT NULL,
        published_at timestamptz,
        CONSTRAINT warranty_policy_version_number_uq UNIQUE (policy_id, number)
      );
      CREATE UNIQUE INDEX warranty_policy_version_draft_uq ON warranty_policy_version (policy_id)
        WHERE published_at IS NULL;

      -- What was promised stays promised: a published version is never changed, only followed by another.
      CREATE FUNCTION refuse_published_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'version % of policy % is published', OLD.number, OLD.policy_id
          USING ERRCODE = '23514', CONSTRAINT = 'warranty_policy_version_frozen';
      END $$;
      CREATE TRIGGER warranty_policy_version_frozen BEFORE UPDATE OR DELETE ON warranty_policy_version
        FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_published_version_change();

      -- Which devices a policy is for; a row with nothing set is for every device.
      CREATE TABLE warranty_policy_scope (
        id uuid CONSTRAINT warranty_policy_scope_pk PRIMARY KEY,
        policy_id uuid NOT NULL CONSTRAINT warranty_policy_scope_policy_fk REFERENCES warranty_policy,
        brand_id uuid CONSTRAINT warranty_policy_scope_brand_fk REFERENCES brand,
        product_group_id uuid CONSTRAINT warranty_policy_scope_group_fk REFERENCES product_group,
        product_id uuid CONSTRAINT warranty_policy_scope_product_fk REFERENCES product,
        CONSTRAINT warranty_policy_scope_uq
          UNIQUE NULLS NOT DISTINCT (policy_id, brand_id, product_group_id, product_id),
        CONSTRAINT warranty_policy_scope_product_ck
          CHECK (product_id IS NULL OR (brand_id IS NULL AND product_group_id IS NULL))
      );

      CREATE TABLE warranty_registration (
        id uuid CONSTRAINT warranty_registration_pk PRIMARY KEY,
        card_no text NOT NULL CONSTRAINT warranty_registration_card_uq UNIQUE,
        device_id uuid NOT NULL CONSTRAINT warranty_registration_device_fk REFERENCES device,
        policy_version_id uuid NOT NULL
          CONSTRAINT warranty_registration_version_fk REFERENCES warranty_policy_version,
        state text NOT NULL CONSTRAINT warranty_registration_state_ck
          CHECK (state IN ('raw', 'sold', 'active', 'suspended', 'void', 'expired', 'transferred')),
        state_reason text,
        card_issued_on date,
        sold_on date,
        delivered_on date,
        installed_on date,
        activated_on date,
        made_on date,
        starts_on date,
        ends_on date,
        registered_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT warranty_registration_period_ck CHECK (starts_on < ends_on),
        CONSTRAINT warranty_registration_period_whole_ck CHECK ((starts_on IS NULL) = (ends_on IS NULL)),
        CONSTRAINT warranty_registration_made_ck CHECK (made_on <= LEAST(sold_on, delivered_on, installed_on, activated_on)),
        CONSTRAINT warranty_registration_void_ck CHECK (state <> 'void' OR state_reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX warranty_registration_open_uq ON warranty_registration (device_id)
        WHERE state IN ('raw', 'sold', 'active', 'suspended');
      CREATE INDEX warranty_registration_device_ix ON warranty_registration (device_id, id DESC);
      CREATE INDEX warranty_registration_version_ix ON warranty_registration (policy_version_id);

      -- Who pays and why, as it was seen at that moment. The decisions of a subject form one chain: exactly one first
      -- (root_uq), each followed by at most one (supersedes_uq) of the same subject (supersedes_fk).
      CREATE TABLE coverage_decision (
        id uuid CONSTRAINT coverage_decision_pk PRIMARY KEY,
        subject_id uuid NOT NULL,
        center_id uuid NOT NULL CONSTRAINT coverage_decision_center_fk REFERENCES service_center,
        device_id uuid NOT NULL CONSTRAINT coverage_decision_device_fk REFERENCES device,
        registration_id uuid CONSTRAINT coverage_decision_registration_fk REFERENCES warranty_registration,
        policy_version_id uuid CONSTRAINT coverage_decision_version_fk REFERENCES warranty_policy_version,
        verdict text NOT NULL CONSTRAINT coverage_decision_verdict_ck
          CHECK (verdict IN ('covered', 'partial', 'chargeable')),
        facts jsonb NOT NULL,
        result jsonb NOT NULL,
        kind text NOT NULL CONSTRAINT coverage_decision_kind_ck CHECK (kind IN ('computed', 'override')),
        reason text,
        decided_by uuid,
        decided_by_name text NOT NULL,
        decided_at timestamptz NOT NULL,
        supersedes_id uuid CONSTRAINT coverage_decision_supersedes_uq UNIQUE,
        CONSTRAINT coverage_decision_subject_uq UNIQUE (id, subject_id),
        CONSTRAINT coverage_decision_supersedes_fk FOREIGN KEY (supersedes_id, subject_id)
          REFERENCES coverage_decision (id, subject_id),
        CONSTRAINT coverage_decision_reason_ck
          CHECK (reason IS NOT NULL OR (kind = 'computed' AND supersedes_id IS NULL))
      );
      CREATE UNIQUE INDEX coverage_decision_root_uq ON coverage_decision (subject_id) WHERE supersedes_id IS NULL;
      CREATE INDEX coverage_decision_subject_ix ON coverage_decision (subject_id, decided_at);
      CREATE INDEX coverage_decision_device_ix ON coverage_decision (device_id);
      CREATE TRIGGER coverage_decision_append_only BEFORE UPDATE OR DELETE ON coverage_decision
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
