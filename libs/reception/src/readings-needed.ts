import type { Meter } from '@aftercare/devices';

/** A meter that cover of the device ends with, and what it showed last; null when it was never read. */
export interface ReadingNeeded {
  readonly meter: Meter;
  readonly last: number | null;
}

/**
 * RC7. The meters of device `d` that its standing guarantee, what that promises for repairs, or a running promise of an
 * earlier repair looks at. Which day a promise ends depends on its calendar; here a month more does no harm.
 */
export const READINGS_NEEDED = `
  (SELECT coalesce(json_agg(json_build_object('meter', meter, 'last', (
            SELECT m.value FROM device_reading m WHERE m.device_id = ANY(device_twins(d.id)) AND m.meter = needed.meter
             ORDER BY m.id DESC LIMIT 1)) ORDER BY meter), '[]')
     FROM (SELECT jsonb_path_query(v.terms, '$.*.usage.meter') #>> '{}' AS meter -- the members of cover, too
             FROM warranty_registration r JOIN warranty_policy_version v ON v.id = r.policy_version_id
            WHERE r.device_id = d.id AND r.state IN ('raw', 'sold', 'active')
           UNION
           SELECT w.meter FROM repair_promise w
            -- device_twins(d.id), written out: most devices have no promise, and a call costs more than this look.
            WHERE w.device_id = ANY(ARRAY(SELECT d.id UNION ALL SELECT id FROM device WHERE merged_into_id = d.id))
              AND w.meter IS NOT NULL
              AND w.starts_on + make_interval(months => w.months + 1) > now()
           UNION
           SELECT w.meter FROM device_swap s CROSS JOIN device_promises(d.id) known JOIN repair_promise w USING (line_id)
            WHERE s.new_device_id = d.id AND w.meter IS NOT NULL
              AND w.starts_on + make_interval(months => w.months + 1) > now()) needed)`;
