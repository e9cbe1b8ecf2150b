import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Repairs that were handed over before their days were stored (38) never lengthened the period as it is shown. How much
 * they add is reckoned by the calendar of the terms, so the worker does it: one fact for each registration that may be
 * longer, in the centre of its last repair.
 */
export class ExtensionsDue1764000000048 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO outbox_event (id, name, version, subject_type, subject_id, center_id, payload, actor_name, occurred_at)
      SELECT gen_random_uuid(), 'repair.extension-due', 1, 'warranty-registration', r.id, visit.center_id,
             jsonb_build_object('deviceId', r.device_id, 'centerId', visit.center_id), 'system', now()
        FROM warranty_registration r
        JOIN warranty_policy_version v ON v.id = r.policy_version_id
        CROSS JOIN LATERAL (
          SELECT o.center_id FROM coverage_decision d JOIN repair_order o ON o.id = d.subject_id
           WHERE d.registration_id IN (r.id, r.continues_id) AND o.delivered_at IS NOT NULL
           ORDER BY o.delivered_at DESC LIMIT 1) visit
       WHERE r.state IN ('raw', 'sold', 'active', 'suspended') AND r.extension_days = 0 AND r.extension_months = 0
         AND v.terms ?| ARRAY['shopTime', 'repairExtension'];
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
