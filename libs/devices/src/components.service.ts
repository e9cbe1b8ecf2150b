import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, execute, saveRoot, staleVersion, statement, type Tx } from '@aftercare/platform';
import { Device } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { componentAbsent, componentElsewhere, componentNested, deviceWithdrawn } from './devices.errors.js';
import { lockPair } from './lock-pair.js';
import { deviceComponentFitted, deviceComponentRemoved } from './devices.events.js';

const hasComponents = statement('devices.has-components', 'SELECT 1 AS found FROM device WHERE parent_id = $1 LIMIT 1');

/** D10. Which unit sits in which. `version` is the one of the device, not of the component. */
@Injectable()
export class ComponentsService {
  constructor(private readonly history: DeviceHistory) {}

  async fit(
    tx: Tx,
    actor: Actor,
    deviceId: Id,
    version: number,
    input: { readonly componentId: Id; readonly slot: string },
  ): Promise<void> {
    const { componentId, slot } = input;
    if (componentId === deviceId) throw componentNested();
    const [device, component] = await lockBoth(tx, deviceId, version, componentId);
    if (device.status !== 'active' || component.status !== 'active') throw deviceWithdrawn();
    if (component.parentId !== null) throw componentElsewhere();
    if (device.parentId !== null || (await execute(tx, hasComponents, [componentId])).length > 0)
      throw componentNested();
    await saveRoot(tx, Device, Object.assign(component, { parentId: deviceId, componentSlot: slot }));
    await saveRoot(tx, Device, device);
    await this.history.tell(tx, actor, deviceComponentFitted({ id: deviceId, centerId: null }, { componentId, slot }));
    await this.history.note(tx, actor, componentId, 'component-fitted', { parentId: deviceId, slot });
  }

  async remove(tx: Tx, actor: Actor, deviceId: Id, version: number, componentId: Id): Promise<void> {
    const [device, component] = await lockBoth(tx, deviceId, version, componentId);
    if (component.parentId !== deviceId || component.componentSlot === null) throw componentAbsent();
    const slot = component.componentSlot;
    await saveRoot(tx, Device, Object.assign(component, { parentId: null, componentSlot: null }));
    await saveRoot(tx, Device, device);
    await this.history.tell(tx, actor, deviceComponentRemoved({ id: deviceId, centerId: null }, { componentId, slot }));
    await this.history.note(tx, actor, componentId, 'component-removed', { parentId: deviceId, slot });
  }
}

async function lockBoth(
  tx: Tx,
  deviceId: Id,
  version: number,
  componentId: Id,
): Promise<readonly [device: Device, component: Device]> {
  const { one: device, other: component } = await lockPair(tx, deviceId, componentId);
  if (device.version !== version) throw staleVersion();
  return [device, component];
}
