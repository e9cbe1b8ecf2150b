import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Printed guarantee cards, from the batch they are issued in to the registration they become. */
export class WarrantyCards1764000000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Which state may follow which, for cards and registrations alike. Mirrors STATE_MOVES in libs/warranty.
      CREATE FUNCTION warranty_state_follows(before text, after text) RETURNS boolean LANGUAGE sql IMMUTABLE
        RETURN CASE before
          WHEN 'raw' THEN after IN ('sold', 'active', 'suspended', 'void', 'expired', 'transferred')
          WHEN 'sold' THEN after IN ('raw', 'active', 'suspended', 'void', 'expired', 'transferred')
          WHEN 'active' THEN after IN ('raw', 'sold', 'suspended', 'void', 'expired', 'transferred')
          WHEN 'suspended' THEN after IN ('raw', 'sold', 'active', 'void', 'expired', 'transferred')
          ELSE false
        END;
      CREATE FUNCTION refuse_warranty_state_move() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% cannot become %', OLD.state, NEW.state
          USING ERRCODE = '23514', CONSTRAINT = 'warranty_state_move_ck';
      END $$;

      CREATE TABLE warranty_card_batch (
        id uuid CONSTRAINT warranty_card_batch_pk PRIMARY KEY,
        number text NOT NULL CONSTRAINT warranty_card_batch_number_uq UNIQUE,
        policy_version_id uuid NOT NULL CONSTRAINT warranty_card_batch_version_fk REFERENCES warranty_policy_version,
        product_id uuid CONSTRAINT warranty_card_batch_product_fk REFERENCES product,
        size integer NOT NULL CONSTRAINT warranty_card_batch_size_ck CHECK (size BETWEEN 1 AND 1000),
        issued_on date NOT NULL,
        issued_by text NOT NULL,
        printed_at timestamptz,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX warranty_card_batch_version_ix ON warranty_card_batch (policy_version_id);
      CREATE INDEX warranty_card_batch_product_ix ON warranty_card_batch (product_id);

      CREATE TABLE warranty_card (
        id uuid CONSTRAINT warranty_card_pk PRIMARY KEY,
        batch_id uuid NOT NULL CONSTRAINT warranty_card_batch_fk REFERENCES warranty_card_batch,
        card_no text NOT NULL,
        card_key text NOT NULL GENERATED ALWAYS AS (normalize_serial(card_no)) STORED
          CONSTRAINT warranty_card_key_uq UNIQUE,
        -- The unit it is printed for; null for a card that waits for one.
        serial text,
        state text NOT NULL DEFAULT 'raw' CONSTRAINT warranty_card_state_ck
          CHECK (state IN ('raw', 'sold', 'active', 'suspended', 'void', 'expired', 'transferred')),
        state_reason text,
        -- SHA-256 of the code below the scratch layer; null until it is printed.
        scratch_hash bytea CONSTRAINT warranty_card_scratch_ck CHECK (octet_length(scratch_hash) = 32),
        sold_on date,
        activated_at timestamptz,
        activated_by text CONSTRAINT warranty_card_channel_ck CHECK (activated_by IN ('staff', 'portal', 'sms')),
        -- E.164: who activated it, where that is not a member of staff.
        holder_mobile text COLLATE "C",
        registration_id uuid CONSTRAINT warranty_card_registration_uq UNIQUE
          CONSTRAINT warranty_card_registration_fk REFERENCES warranty_registration,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT warranty_card_activated_ck CHECK ((activated_at IS NULL) = (activated_by IS NULL)),
        -- A card without a device is no registration yet: it covers nothing that could run, end or change hands.
        CONSTRAINT warranty_card_bound_ck
          CHECK (registration_id IS NOT NULL OR (activated_at IS NULL AND state IN ('raw', 'sold', 'suspended', 'void'))),
        CONSTRAINT warranty_card_void_ck CHECK (state NOT IN ('void', 'suspended') OR state_reason IS NOT NULL)
      );
      CREATE INDEX warranty_card_batch_ix ON warranty_card (batch_id, id);
      CREATE INDEX warranty_card_serial_ix ON warranty_card (normalize_serial(serial)) WHERE serial IS NOT NULL;
      CREATE INDEX warranty_card_state_ix ON warranty_card (state, id DESC);

      CREATE TRIGGER warranty_card_state_move BEFORE UPDATE OF state ON warranty_card FOR EACH ROW
        WHEN (NEW.state <> OLD.state AND NOT warranty_state_follows(OLD.state, NEW.state))
        EXECUTE FUNCTION refuse_warranty_state_move();
      CREATE TRIGGER warranty_registration_state_move BEFORE UPDATE OF state ON warranty_registration FOR EACH ROW
        WHEN (NEW.state <> OLD.state AND NOT warranty_state_follows(OLD.state, NEW.state))
        EXECUTE FUNCTION refuse_warranty_state_move();

      -- Once it has a registration a card stands as that does, whoever changes it.
      CREATE FUNCTION follow_warranty_registration() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE warranty_card SET state = NEW.state, state_reason = NEW.state_reason, version = version + 1
         WHERE registration_id = NEW.id AND state <> NEW.state;
        RETURN NULL;
      END $$;
      CREATE TRIGGER warranty_card_follows AFTER UPDATE OF state ON warranty_registration FOR EACH ROW
        WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION follow_warranty_registration();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
