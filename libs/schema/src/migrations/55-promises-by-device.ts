import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * R35 of warranty as before. Most devices took no other's place: for them the walk through earlier units is neither
 * planned nor estimated by the statements that ask.
 */
export class PromisesByDevice1764000000055 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION device_promises(one uuid) RETURNS TABLE (line_id uuid, started_at bigint)
      LANGUAGE plpgsql STABLE ROWS 5 AS $$
      #variable_conflict use_column
      DECLARE
        twins uuid[] := device_twins(one);
      BEGIN
        RETURN QUERY SELECT w.line_id, w.started_at FROM repair_promise w WHERE w.device_id = ANY(twins);
        IF NOT EXISTS (SELECT FROM device_swap WHERE new_device_id = ANY(twins)) THEN
          RETURN;
        END IF;
        RETURN QUERY
        WITH RECURSIVE unit AS (
          SELECT twin AS id, ARRAY[s.id] AS swaps
            FROM device_swap s CROSS JOIN unnest(device_twins(s.old_device_id)) AS twin WHERE s.new_device_id = ANY(twins)
          UNION ALL
          SELECT twin, s.id || unit.swaps
            FROM unit JOIN device_swap s ON s.new_device_id = unit.id CROSS JOIN unnest(device_twins(s.old_device_id)) AS twin
        )
        SELECT w.line_id,
               CASE WHEN w.started_at IS NOT NULL THEN w.started_at + (
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
                  ) shown)::bigint
               END
          FROM unit JOIN repair_promise w ON w.device_id = unit.id;
      END
      $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
