import type { Id } from '@aftercare/kernel';
import { type Actor, assertWorksIn, lockRoot, staleVersion, type Tx } from '@aftercare/platform';
import { RepairOrder } from './repair-order.entity.js';

/** The first statement of every command on an order: locked, in the actor's centres, at the version that was seen. */
export async function lockOrder(tx: Tx, actor: Actor, id: Id, version?: number): Promise<RepairOrder> {
  const order = await lockRoot(tx, RepairOrder, id);
  assertWorksIn(actor, order.centerId);
  if (version !== undefined && order.version !== version) throw staleVersion();
  return order;
}
