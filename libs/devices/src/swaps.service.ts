import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, saveRoot, staleVersion, statement, type Tx } from '@aftercare/platform';
import { Device, type SwapCause } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { deviceBlocked, deviceWithdrawn, replacementTaken, unknownProduct } from './devices.errors.js';
import { deviceSwapped } from './devices.events.js';
import { DevicesService } from './devices.service.js';
import { readIdentity } from './identity.js';
import { lockPair } from './lock-pair.js';
import { OwnershipService } from './ownership.service.js';

/** The unit that is handed out, as it stands on its label. */
export interface ReplacementUnit {
  readonly productId: Id;
  readonly serial: string;
  readonly imei: string | null;
  readonly imei2?: string | null;
}

/** `cost` is what the unit cost us, in minor units of the company currency; null where it is not from our stock. */
export interface DeviceSwap {
  readonly deviceId: Id;
  readonly unit: ReplacementUnit;
  readonly cause: SwapCause;
  readonly orderId: Id | null;
  readonly centerId: Id | null;
  readonly on: CivilDate;
  readonly reason: string;
  readonly cost: number | null;
}

const knownUnit = statement(
  'devices.known-unit',
  `SELECT p.brand_id AS "brandId", d.id FROM product p
     LEFT JOIN device d ON d.brand_id = p.brand_id AND d.serial_norm = normalize_serial($2) WHERE p.id = $1`,
);
const hasOwner = statement(
  'devices.has-owner',
  'SELECT 1 AS found FROM device_ownership WHERE device_id = $1 AND owned_to IS NULL',
);
const insertSwap = statement(
  'devices.insert-swap',
  `INSERT INTO device_swap (id, old_device_id, new_device_id, cause, order_id, swapped_on, reason, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** D15. One unit takes the place of another. */
@Injectable()
export class SwapsService {
  constructor(
    private readonly devices: DevicesService,
    private readonly ownership: OwnershipService,
    private readonly history: DeviceHistory,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the device and puts the unit in its place: with its owner, its place in a bigger device, and the days and
   * papers it does not have itself. Registers the unit where nobody knows it. Gives its id. Of two swaps of one device
   * the second is refused with `devices.withdrawn`; a unit that cannot serve with `devices.replacement-taken`.
   */
  async swap(tx: Tx, actor: Actor, swap: DeviceSwap, version?: number): Promise<Id> {
    const { deviceId, unit, cause, orderId, centerId, on, reason, cost } = swap;
    const replacementId = await this.registered(tx, actor, unit);
    if (replacementId === deviceId) throw replacementTaken();
    const { one: old, other: next } = await lockPair(tx, deviceId, replacementId);
    if (version !== undefined && old.version !== version) throw staleVersion();
    if (old.status !== 'active') throw deviceWithdrawn();
    if (old.provenance === 'blocked') throw deviceBlocked({ deviceId });
    await assertFree(tx, next);
    await execute(tx, insertSwap, [newId(), deviceId, replacementId, cause, orderId, on, reason, this.clock.now()]);

    const { parentId, componentSlot } = old;
    await saveRoot(tx, Device, Object.assign(old, { status: 'replaced', parentId: null, componentSlot: null }));
    await saveRoot(tx, Device, Object.assign(next, inheritedFrom(old, next), { parentId, componentSlot }));
    const ownerId = await this.ownership.end(tx, deviceId, on);
    if (ownerId !== null) await this.ownership.transfer(tx, actor, replacementId, ownerId, on);

    const fact = deviceSwapped(
      { id: deviceId, centerId },
      {
        deviceId,
        productId: old.productId,
        replacementId,
        replacementProductId: next.productId,
        cause,
        orderId,
        on,
        cost,
      },
    );
    const identity = {
      serialOut: old.serial,
      serialIn: next.serial,
      imeiOut: old.imei,
      imeiIn: next.imei,
      imei2Out: old.imei2,
      imei2In: next.imei2,
    };
    await this.history.tell(tx, actor, fact, { reason, ...identity });
    await this.history.note(tx, actor, replacementId, 'swapped', { ...fact.payload, reason, ...identity });
    return replacementId;
  }

  private async registered(tx: Tx, actor: Actor, { productId, ...label }: ReplacementUnit): Promise<Id> {
    const identity = readIdentity(label);
    const [known] = await execute<{ brandId: Id; id: Id | null }>(tx, knownUnit, [productId, identity.serial]);
    if (!known) throw unknownProduct();
    if (known.id !== null) return known.id;
    return this.devices.register(tx, actor, { brandId: known.brandId, productId, ...identity });
  }
}

async function assertFree(tx: Tx, unit: Device): Promise<void> {
  const owned = (await execute(tx, hasOwner, [unit.id])).length > 0;
  if (unit.status !== 'active' || unit.provenance === 'blocked' || unit.parentId !== null || owned)
    throw replacementTaken();
}

/** The unit we hand out is known to us; but it proves nothing for a device that nobody had proven. */
function inheritedFrom(old: Device, next: Device): Partial<Device> {
  return {
    provenance: old.provenance === 'unknown' ? 'unknown' : 'verified',
    soldOn: next.soldOn ?? old.soldOn,
    deliveredOn: next.deliveredOn ?? old.deliveredOn,
    installedOn: next.installedOn ?? old.installedOn,
    activatedOn: next.activatedOn ?? old.activatedOn,
    saleDocumentNo: next.saleDocumentNo ?? old.saleDocumentNo,
  };
}
