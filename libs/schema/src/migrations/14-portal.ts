import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one-time codes that prove to the portal that a visitor holds the customer's phone. */
export class Portal1764000000014 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE otp_challenge (
        id uuid CONSTRAINT otp_challenge_pk PRIMARY KEY,
        reception_id uuid NOT NULL CONSTRAINT otp_challenge_reception_fk REFERENCES reception,
        flow text NOT NULL CONSTRAINT otp_challenge_flow_ck CHECK (flow IN ('tracking')),
        -- The number the code goes to. When the customer's number changes, what was sent to the old one is void.
        mobile text COLLATE "C" NOT NULL,
        -- Both null until the code is made, in the moment in which it is put into its message.
        code_hmac bytea CONSTRAINT otp_challenge_hmac_ck CHECK (octet_length(code_hmac) = 32),
        expires_at timestamptz,
        tries smallint NOT NULL DEFAULT 0 CONSTRAINT otp_challenge_tries_ck CHECK (tries BETWEEN 0 AND 5),
        consumed_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT otp_challenge_issued_ck CHECK ((code_hmac IS NULL) = (expires_at IS NULL)),
        CONSTRAINT otp_challenge_consumed_ck CHECK (consumed_at IS NULL OR code_hmac IS NOT NULL)
      );
      CREATE INDEX otp_challenge_reception_ix ON otp_challenge (reception_id, id DESC);
      CREATE INDEX otp_challenge_created_ix ON otp_challenge (created_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
