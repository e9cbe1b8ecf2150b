import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one account did, newest first: the audit asks so besides by record. */
export class AuditByActor1764000000015 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX audit_entry_actor_ix ON audit_entry (actor_account_id, id DESC) WHERE actor_account_id IS NOT NULL',
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
