import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people who answer for what is sold under a guarantee policy, the first to ask first. */
export class PolicyResponsible1764000000031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE warranty_policy_responsible (
        policy_id uuid NOT NULL CONSTRAINT warranty_policy_responsible_policy_fk REFERENCES warranty_policy,
        account_id uuid NOT NULL CONSTRAINT warranty_policy_responsible_account_fk REFERENCES account,
        place integer NOT NULL,
        CONSTRAINT warranty_policy_responsible_pk PRIMARY KEY (policy_id, account_id)
      );
      CREATE INDEX warranty_policy_responsible_account_ix ON warranty_policy_responsible (account_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
