import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  codedJson,
  Database,
  type Name,
  nameJson,
  notFound,
  statement,
} from '@aftercare/platform';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** A fault that repairs of the same symptom found, with its usual cause; `ofModel` counts those of the same product. */
export interface LikelyFault {
  readonly fault: Coded;
  readonly cause: Coded | null;
  readonly repairs: number;
  readonly ofModel: number;
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

const orderSeen = statement(
  'repair.kind-of-device',
  `SELECT p.id AS "productId", p.group_id AS "groupId"
     FROM repair_order o JOIN device d ON d.id = o.device_id JOIN product p ON p.id = d.product_id
    WHERE o.id = $1 AND ($2::uuid[] IS NULL OR o.center_id = ANY ($2))`,
);

/** Findings that are looked through for one answer, the newest: the answer costs the same however long the history. */
const LOOKED_THROUGH = 2000;
const SHOWN = 5;

// $1 the symptom, $2 the product group, $3 the product, $4 the order itself.
const ALIKE = `
  WITH recent AS (
    SELECT order_id, fault_code_id, cause_code_id FROM repair_finding
     WHERE symptom_code_id = $1 ORDER BY order_id DESC LIMIT ${LOOKED_THROUGH}
  ), alike AS (
    SELECT recent.*, d.product_id = $3 AS of_model
      FROM recent JOIN repair_order o ON o.id = recent.order_id AND o.outcome = 'repaired' AND o.id <> $4
      JOIN device d ON d.id = o.device_id JOIN product p ON p.id = d.product_id AND p.group_id = $2
  )`;

const likelyFaults = statement(
  'repair.likely-faults',
  `${ALIKE}
   SELECT ${codedJson('f')} AS fault, CASE WHEN c.id IS NOT NULL THEN ${codedJson('c')} END AS cause,
          found.repairs, found.of_model AS "ofModel", (SELECT count(DISTINCT order_id)::int FROM alike) AS total
     FROM (SELECT fault_code_id, count(DISTINCT order_id)::int AS repairs,
                  (count(DISTINCT order_id) FILTER (WHERE of_model))::int AS of_model,
                  mode() WITHIN GROUP (ORDER BY cause_code_id) AS cause_code_id
             FROM alike GROUP BY fault_code_id) found
     JOIN service_code f ON f.id = found.fault_code_id AND f.retired_on IS NULL
     LEFT JOIN service_code c ON c.id = found.cause_code_id AND c.retired_on IS NULL
    ORDER BY found.of_model DESC, found.repairs DESC, f.code LIMIT ${SHOWN}`,
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
   * R18. The faults that devices of the same product group had behind a symptom, those of the same product first, and
   * with `faultCodeId` what mended that one. 404 for an order of another centre.
   */
  async of(actor: Actor, orderId: Id, symptomCodeId: Id, faultCodeId?: Id): Promise<SimilarRepairs> {
    const order = await this.db.row<{ productId: Id; groupId: Id }>(orderSeen, [orderId, centerScope(actor)]);
    if (!order) throw notFound();
    const alike = [symptomCodeId, order.groupId, order.productId, orderId];
    const [faults, remedies] = await Promise.all([
      this.db.rows<LikelyFault & { total: number }>(likelyFaults, alike),
      faultCodeId ? this.db.rows<UsualRemedy>(usualRemedies, [...alike, faultCodeId]) : [],
    ]);
    return { repairs: faults[0]?.total ?? 0, faults: faults.map(({ total: _, ...fault }) => fault), remedies };
  }
}
