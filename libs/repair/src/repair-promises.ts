import type { CivilDate, Id } from '@aftercare/kernel';
import { execute, statement, type Tx } from '@aftercare/platform';
import { bearersFor, type ChosenPolicy, type CoverClass, type PoliciesService } from '@aftercare/warranty';
import type { RepairOrder } from './repair-order.entity.js';

/**
 * $1 the order, $2 the day of hand-over, $3 the version it is promised by, $4 who bears each line. What an earlier
 * promise paid is promised already: a repeat does not restart it. Use counts from what the meter showed during this visit:
 * an older figure would make the promise shorter than it is.
 */
const recordAll = statement(
  'repair.record-promises',
  `INSERT INTO repair_promise (line_id, order_id, device_id, kind, part_id, fault_code_id, starts_on, months, calendar,
                               percent, labour, bearers, exclusions, meter, max_use, started_at)
   SELECT l.id, o.id, o.device_id, given.kind, l.part_id,
          coalesce(l.fault_code_id, (SELECT f.fault_code_id FROM repair_finding f WHERE f.order_id = o.id
                                      ORDER BY f.position LIMIT 1)),
          $2, given.months, v.terms->>'calendar', given.percent, coalesce(given.labour, false), $4::jsonb->l.id::text,
          v.terms->'exclusions', given.usage->>'meter', (given.usage->>'max')::bigint,
          (SELECT m.value FROM device_reading m
            WHERE m.device_id = ANY(device_twins(o.device_id)) AND m.meter = given.usage->>'meter' AND m.read_at >= came.at
            ORDER BY m.id DESC LIMIT 1)
     FROM repair_order o
     -- At the counter the meter is read before the order is opened.
     CROSS JOIN LATERAL (SELECT coalesce((SELECT received_at FROM reception WHERE id = o.reception_id), o.received_at) AS at) came
     JOIN coverage_decision d ON d.subject_id = o.id
      AND NOT EXISTS (SELECT FROM coverage_decision next WHERE next.supersedes_id = d.id)
     JOIN warranty_policy_version v ON v.id = $3
     JOIN repair_line l ON l.order_id = o.id AND l.withdrawn_at IS NULL
     CROSS JOIN LATERAL (
       SELECT CASE l.kind WHEN 'part' THEN 'part' ELSE 'work' END AS kind, t.*
         FROM jsonb_to_record(CASE l.kind WHEN 'part' THEN v.terms->'partWarranty' ELSE v.terms->'workWarranty' END)
              AS t(months int, percent int, labour boolean, usage jsonb)
     ) given
    WHERE o.id = $1 AND given.months IS NOT NULL AND (l.fitted_quantity > 0 OR l.class = 'labour')
      AND NOT d.result @> jsonb_build_object('lines', jsonb_build_array(
            jsonb_build_object('lineId', l.id, 'rule', 'work-warranty')))`,
);
const versionOf = statement(
  'repair.version-of-decision',
  `SELECT v.id AS "policyVersionId", v.terms FROM coverage_decision d JOIN warranty_policy_version v ON v.id = d.policy_version_id
    WHERE d.subject_id = $1 AND NOT EXISTS (SELECT FROM coverage_decision next WHERE next.supersedes_id = d.id)`,
);
const linesOf = statement(
  'repair.lines-to-promise',
  `SELECT l.id, l.class, coalesce(product_group_codes(coalesce(p.group_id, i.group_id)), '{}') AS "componentGroups"
     FROM repair_line l LEFT JOIN part p ON p.id = l.part_id LEFT JOIN service_item i ON i.id = l.service_item_id
    WHERE l.order_id = $1 AND l.withdrawn_at IS NULL`,
);

interface PromisedLine {
  readonly id: Id;
  readonly class: CoverClass;
  readonly componentGroups: readonly string[];
}

/**
 * R13. On the day a repaired device is handed over, its fitted parts and its labour get the promise of the policy it was
 * decided under, else of the one that is meant for it today. Who bears the cover of a line bears its promise.
 */
export async function recordPromises(
  tx: Tx,
  policies: PoliciesService,
  order: Pick<RepairOrder, 'id' | 'deviceId' | 'outcome'>,
  on: CivilDate,
): Promise<void> {
  if (order.outcome !== 'repaired') return;
  const [decided] = await execute<ChosenPolicy>(tx, versionOf, [order.id]);
  const policy = decided ?? (await policies.find(tx, order.deviceId));
  if (!policy) return;
  const lines = await execute<PromisedLine>(tx, linesOf, [order.id]);
  const bearers = Object.fromEntries(lines.map((line) => [line.id, bearersFor(policy.terms, line)]));
  await execute(tx, recordAll, [order.id, on, policy.policyVersionId, JSON.stringify(bearers)]);
}
