import type { Id } from '@aftercare/kernel';
import { lockRoot, type Tx } from '@aftercare/platform';
import { Device } from './device.entity.js';

/** Two devices locked in id order, so that two stories cannot wait for each other. */
export async function lockPair(tx: Tx, oneId: Id, otherId: Id): Promise<{ one: Device; other: Device }> {
  const first = await lockRoot(tx, Device, oneId < otherId ? oneId : otherId);
  const second = await lockRoot(tx, Device, oneId < otherId ? otherId : oneId);
  return first.id === oneId ? { one: first, other: second } : { one: second, other: first };
}
