import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What earlier repairs promised goes on with the unit that took the place of the repaired one. */
export class PromisesAfterSwap1764000000053 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- R35 of warranty. The promises that speak for a device, with what its own meter stood at when their use began: what
      -- an earlier unit had used by its swap is used, the rest counts from what the next one showed then, or first.
      CREATE FUNCTION device_promises(one uuid) RETURNS TABLE (line_id uuid, started_at bigint) LANGUAGE sql STABLE AS $$
        WITH RECURSIVE unit AS (
          SELECT id, '{}'::uuid[] AS swaps FROM unnest(device_twins(one)) AS id
          UNION ALL
          SELECT twin, s.id || unit.swaps
            FROM unit JOIN device_swap s ON s.new_device_id = unit.id CROSS JOIN unnest(device_twins(s.old_device_id)) AS twin
        )
        SELECT w.line_id,
               CASE WHEN w.started_at IS NULL OR unit.swaps = '{}' THEN w.started_at
                    ELSE w.started_at + (
                      SELECT coalesce(sum(shown.next), 0) - coalesce(sum(shown.last), 0)
                        FROM unnest(unit.swaps) WITH ORDINALITY AS by(id, step) JOIN device_swap s ON s.id = by.id
                       CROSS JOIN LATERAL (
                         SELECT coalesce((SELECT r.value FROM device_reading r
                                           WHERE r.device_id = ANY(device_twins(s.old_device_id)) AND r.meter = w.meter
                                             AND r.read_at <= s.at ORDER BY r.id DESC LIMIT 1),
                                         CASE WHEN step = 1 THEN w.started_at END) AS last,
                                (SELECT r.value FROM device_reading r
                                  WHERE r.device_id = ANY(device_twins(s.new_device_id)) AND r.meter = w.meter
                                  ORDER BY r.read_at > s.at, CASE WHEN r.read_at <= s.at THEN r.id END DESC, r.id LIMIT 1) AS next
                       ) shown)
               END
          FROM unit JOIN repair_promise w ON w.device_id = unit.id;
      $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
