import type { Permission } from '@aftercare/platform';

/**
 * One kind of history: a SELECT of `id, at, by, number, link_type, link_id, params` over the rows of the subject `$1` that
 * a reader of the centres `$7` (null = all) may see. `needs` is the right to read these records.
 */
export interface Branch {
  readonly needs: Permission;
  readonly select: string;
}

/**
 * HI1. `$2` to `$4` the last key of the page before, `$5` the kinds, `$6` how many rows. A branch that is not wanted is
 * never run: its condition holds no column.
 */
export function union(branches: Readonly<Record<string, Branch>>): string {
  const cut = Object.entries(branches).map(
    ([kind, { select }]) => `
      (SELECT '${kind}' AS kind, b.* FROM (${select}) AS b (id, at, by, number, link_type, link_id, params)
        WHERE '${kind}' = ANY($5::text[])
          AND ($2::timestamptz IS NULL OR (b.at, '${kind}', b.id) < ($2, $3::text, $4::uuid))
        ORDER BY b.at DESC, b.id DESC LIMIT $6)`,
  );
  return `
    SELECT id, kind, at, by, number, params, at::text AS cursor_at,
           CASE WHEN link_id IS NOT NULL THEN json_build_object('type', link_type, 'id', link_id) END AS link
      FROM (${cut.join(' UNION ALL ')}) entry ORDER BY at DESC, kind DESC, id DESC LIMIT $6`;
}

/** The orders of a condition as visits: what was said, found and done, and where. */
export const visits = (condition: string): string => `
  SELECT o.id, o.received_at, NULL::text, o.number, 'repair-order', o.id,
         jsonb_build_object('state', o.state, 'type', o.type, 'outcome', o.outcome, 'declaredFault', o.declared_fault,
           'center', jsonb_build_object('fa', c.name_fa, 'en', c.name_en),
           'faults', coalesce((SELECT jsonb_agg(jsonb_build_object('fa', f.name_fa, 'en', f.name_en) ORDER BY x.position)
              FROM repair_finding x JOIN service_code f ON f.id = x.fault_code_id WHERE x.order_id = o.id), '[]'),
           'done', coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('fa', r.name_fa, 'en', r.name_en))
              FROM repair_line l JOIN service_code r ON r.id = l.repair_code_id
             WHERE l.order_id = o.id AND l.withdrawn_at IS NULL), '[]'),
           'parts', coalesce((SELECT jsonb_agg(jsonb_build_object('fa', l.description_fa, 'en', l.description_en)
                                               ORDER BY l.position)
              FROM repair_line l WHERE l.order_id = o.id AND l.fitted_quantity > 0), '[]'))
    FROM repair_order o JOIN service_center c ON c.id = o.center_id WHERE ${condition}`;

/** The same orders when they left; free is what cost the customer nothing. */
export const handOvers = (condition: string): string => `
  SELECT o.id, o.delivered_at, NULL::text, o.number, 'repair-order', o.id,
         jsonb_build_object('outcome', o.outcome, 'free', EXISTS (
           SELECT FROM repair_line l WHERE l.order_id = o.id AND l.withdrawn_at IS NULL
           HAVING count(*) > 0 AND bool_and(covered_amount(l.quantity * l.unit_price, l.covered_percent, l.covered_at_most) = l.quantity * l.unit_price)))
    FROM repair_order o WHERE ${condition} AND o.delivered_at IS NOT NULL`;
