import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Device } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { deviceWithdrawn, ownershipOverlap } from './devices.errors.js';
import { deviceOwnerChanged } from './devices.events.js';

const current = statement(
  'devices.current-owner',
  `SELECT id, customer_id AS "customerId", owned_from AS "ownedFrom" FROM device_ownership
    WHERE device_id = $1 AND owned_to IS NULL`,
);
const close = statement('devices.close-ownership', 'UPDATE device_ownership SET owned_to = $2 WHERE id = $1');
const open = statement(
  'devices.open-ownership',
  'INSERT INTO device_ownership (id, device_id, customer_id, owned_from) VALUES ($1, $2, $3, $4)',
);

interface Owner {
  readonly id: Id;
  readonly customerId: Id;
  readonly ownedFrom: CivilDate;
}

@Injectable()
export class OwnershipService {
  constructor(private readonly history: DeviceHistory) {}

  /**
   * D7. From `on` the device belongs to this customer: the open period ends that day and the next begins. The owner of
   * today again changes nothing. Refuses a day before the present owner had it with `devices.ownership-overlap`, and a
   * device that is no longer in use with `devices.withdrawn`.
   */
  async transfer(tx: Tx, actor: Actor, deviceId: Id, customerId: Id, on: CivilDate, version?: number): Promise<void> {
    const device = await lockRoot(tx, Device, deviceId, version); // transfers of one device queue here
    if (device.status !== 'active') throw deviceWithdrawn();
    const [owner] = await execute<Owner>(tx, current, [deviceId]);
    if (owner?.customerId === customerId) return;
    if (owner) {
      if (on < owner.ownedFrom) throw ownershipOverlap();
      await execute(tx, close, [owner.id, on]);
    }
    await execute(tx, open, [newId(), deviceId, customerId, on]);
    await saveRoot(tx, Device, device); // the owner is part of what clients see of this version
    const change = { from: owner?.customerId ?? null, to: customerId, on };
    await this.history.tell(tx, actor, deviceOwnerChanged({ id: deviceId, centerId: null }, change));
  }

  /** D7. The device goes back from this customer and is nobody's from `on`. Where it is another's that stays so. */
  async release(tx: Tx, actor: Actor, deviceId: Id, customerId: Id, on: CivilDate): Promise<void> {
    const device = await lockRoot(tx, Device, deviceId);
    const [owner] = await execute<Owner>(tx, current, [deviceId]);
    if (owner?.customerId !== customerId) return;
    await execute(tx, close, [owner.id, on < owner.ownedFrom ? owner.ownedFrom : on]);
    await saveRoot(tx, Device, device);
    const change = { from: customerId, to: null, on };
    await this.history.tell(tx, actor, deviceOwnerChanged({ id: deviceId, centerId: null }, change));
  }

  /** D15. From `on` the device is nobody's; gives whose it was. The caller has locked it and tells why. */
  async end(tx: Tx, deviceId: Id, on: CivilDate): Promise<Id | null> {
    const [owner] = await execute<Owner>(tx, current, [deviceId]);
    if (!owner) return null;
    if (on < owner.ownedFrom) throw ownershipOverlap();
    await execute(tx, close, [owner.id, on]);
    return owner.customerId;
  }
}
