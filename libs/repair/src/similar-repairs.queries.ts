import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, codedJson, Database, type Name, nameJson, statement } from '@aftercare/platform';
import { orderSeen } from './order-seen.js';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/**
 * A fault that repairs of the same symptom found, or that the catalogue lists behind it, with its usual cause; `ofModel` counts
 * those of the same product.
 */
export interface LikelyFault {
  readonly fault: Coded;
  readonly cause: Coded | null;
  readonly repairs: number;
  readonly ofModel: number;
  /** Whether the catalogue lists it behind the symptom; null where it says nothing of the symptom. */
  readonly listed: boolean | null;
}

/** Work or a part that mended it, and in how many of the repairs. */
export interface UsualRemedy {
  readonly kind: 'operation' | 'part';
  readonly item: Coded;
  readonly repairs: number;
}

/** What the network learnt from repairs like this one: `repairs` is how many it is drawn from. */
export interface SimilarRepairs {
  readonly repairs: number;
  readonly faults: readonly LikelyFault[];
  readonly remedies: readonly UsualRemedy[];
}

/** Findings that are looked through for one answer, the newest: the answer costs the same however long the history. */
const LOOKED_THROUGH = 2000;
const SHOWN = 8;

// $1 the symptom, $2 the product group, $3 the product, $4 the order itself.
export const ALIKE = `
  WITH recent AS (
    SELECT order_id, section_code_id, fault_code_id, cause_code_id FROM repair_finding
     WHERE symptom_code_id = $1 ORDER BY order_id DESC LIMIT ${LOOKED_THROUGH}
  ), alike AS (
    SELECT recent.*, d.product_id = $3 AS of_model
      FROM recent JOIN repair_order o ON o.id = recent.order_id AND o.outcome = 'repaired' AND o.id <> $4
      JOIN device d ON d.id = o.device_id JOIN product p ON p.id = d.product_id AND p.group_id = $2
  )`;

// Where the group admits nothing else, only what is listed is shown.
const likelyFaults = statement(
  'repair.likely-faults',
  `${ALIKE}, groups AS (
     SELECT product_group_path($2) AS path,
            EXISTS (SELECT FROM product_group WHERE id = ANY (product_group_path($2)) AND strict_codes) AS strict
   ), found AS (
     SELECT fault_code_id, count(DISTINCT order_id)::int AS repairs,
            (count(DISTINCT order_id) FILTER (WHERE of_model))::int AS of_model,
            mode() WITHIN GROUP (ORDER BY cause_code_id) AS cause_code_id
       FROM alike GROUP BY fault_code_id
   ), listed AS (
     SELECT DISTINCT ON (c.fault_id) c.fault_id, c.cause_id FROM groups, code_combination c
      WHERE c.symptom_id = $1 AND c.fault_id IS NOT NULL AND (c.group_id IS NULL OR c.group_id = ANY (groups.path))
      ORDER BY c.fault_id, c.cause_id
   )
   SELECT ${codedJson('f')} AS fault, CASE WHEN c.id IS NOT NULL THEN ${codedJson('c')} END AS cause,
          coalesce(found.repairs, 0) AS repairs, coalesce(found.of_model, 0) AS "ofModel", judged.listed,
          (SELECT count(DISTINCT order_id)::int FROM alike) AS total
     FROM groups CROSS JOIN (found FULL JOIN listed ON listed.fault_id = found.fault_code_id)
     JOIN service_code f ON f.id = coalesce(found.fault_code_id, listed.fault_id) AND f.retired_on IS NULL
     LEFT JOIN service_code c ON c.id = coalesce(found.cause_code_id, listed.cause_id) AND c.retired_on IS NULL
     CROSS JOIN LATERAL (SELECT code_combination_listed(groups.path, $1, f.id, NULL, NULL) AS listed) judged
    WHERE judged.listed OR NOT groups.strict
    ORDER BY "ofModel" DESC, repairs DESC, f.code LIMIT ${SHOWN}`,
);

// $5 the fault.
const usualRemedies = statement(
  'repair.usual-remedies',
  `${ALIKE}, orders AS (SELECT DISTINCT order_id FROM alike WHERE fault_code_id = $5)
   SELECT used.kind, used.repairs,
          json_build_object('id', coalesce(p.id, s.id), 'code', coalesce(p.sku, s.code),
                            'name', CASE WHEN p.id IS NULL THEN ${nameJson('s')} ELSE ${nameJson('p')} END) AS item
     FROM (SELECT l.kind, l.part_id, l.service_item_id, count(DISTINCT l.order_id)::int AS repairs
             FROM orders JOIN repair_line l ON l.order_id = orders.order_id AND l.withdrawn_at IS NULL
            WHERE l.kind = 'operation' OR l.fitted_quantity > 0
            GROUP BY l.kind, l.part_id, l.service_item_id) used
     LEFT JOIN part p ON p.id = used.part_id
     LEFT JOIN service_item s ON s.id = used.service_item_id
    WHERE coalesce(p.retired_on, s.retired_on) IS NULL
    ORDER BY used.repairs DESC, coalesce(p.sku, s.code) LIMIT ${SHOWN}`,
);

/** What earlier repairs of the network teach the bench. Figures only: no device, customer or centre is named. */
@Injectable()
export class SimilarRepairsQueries {
  constructor(private readonly db: Database) {}

  /**
   * R18. The faults that devices of the same product group had behind a symptom, those of the same product first, then those
   * that are only listed, and with `faultCodeId` what mended that one. 404 for an order of another centre.
   */
  async of(actor: Actor, orderId: Id, symptomCodeId: Id, faultCodeId?: Id): Promise<SimilarRepairs> {
    const order = await orderSeen(this.db, actor, orderId);
    const alike = [symptomCodeId, order.groupId, order.productId, orderId];
    const [faults, remedies] = await Promise.all([
      this.db.rows<LikelyFault & { total: number }>(likelyFaults, alike),
      faultCodeId ? this.db.rows<UsualRemedy>(usualRemedies, [...alike, faultCodeId]) : [],
    ]);
    return { repairs: faults[0]?.total ?? 0, faults: faults.map(({ total: _, ...fault }) => fault), remedies };
  }
}
