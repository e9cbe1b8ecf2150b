import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time codes also prove the number of somebody who activates a card: no reception stands behind them. */
export class PortalCards1764000000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE otp_challenge ALTER COLUMN reception_id DROP NOT NULL;
      -- The language of the page it was asked for on; a reception's customer has one of their own.
      ALTER TABLE otp_challenge ADD COLUMN locale text CONSTRAINT otp_challenge_locale_ck CHECK (locale IN ('fa', 'en'));
      ALTER TABLE otp_challenge DROP CONSTRAINT otp_challenge_flow_ck;
      ALTER TABLE otp_challenge ADD CONSTRAINT otp_challenge_flow_ck
        CHECK (CASE flow WHEN 'tracking' THEN reception_id IS NOT NULL
                         WHEN 'card' THEN reception_id IS NULL AND locale IS NOT NULL ELSE false END);
      CREATE INDEX otp_challenge_mobile_ix ON otp_challenge (mobile, id DESC) WHERE reception_id IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
