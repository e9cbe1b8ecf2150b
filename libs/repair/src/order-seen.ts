import type { Id } from '@aftercare/kernel';
import { type Actor, centerScope, type Database, statement } from '@aftercare/platform';

/** In which centre an order lies, and of which product its device is. */
interface OrderSeen {
  readonly centerId: Id;
  readonly productId: Id;
  readonly groupId: Id;
}

const seen = statement(
  'repair.bench-scope',
  `SELECT o.center_id AS "centerId", d.product_id AS "productId", p.group_id AS "groupId"
     FROM repair_order o JOIN device d ON d.id = o.device_id JOIN product p ON p.id = d.product_id
    WHERE o.id = $1 AND ($2::uuid[] IS NULL OR o.center_id = ANY($2))`,
);

/** What the suggestions of the bench go by; 404 for an order of another centre. */
export function orderSeen(db: Database, actor: Actor, orderId: Id): Promise<OrderSeen> {
  return db.one<OrderSeen & Record<string, unknown>>(seen, [orderId, centerScope(actor)]);
}
