import type { CivilDate, Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { BlockKind } from './device-block.entity.js';
import type { DeviceStatus, Meter, Provenance, SwapCause } from './device.entity.js';

export const deviceRegistered = event<{
  readonly brandId: Id;
  readonly productId: Id;
  readonly provenance: Provenance;
  readonly customerId: Id | null;
}>('devices.registered', 1, 'device');
/** `fields` names what was corrected: a changed start date may change the guarantee. */
export const deviceFactsCorrected = event<{ readonly fields: readonly string[] }>(
  'devices.facts-corrected',
  1,
  'device',
);
export const deviceProvenanceChanged = event<{ readonly from: Provenance; readonly to: Provenance }>(
  'devices.provenance-changed',
  1,
  'device',
);
export const deviceBarred = event<{ readonly reason: string }>('devices.blocked', 1, 'device');
export const deviceReleased = event<{ readonly reason: string }>('devices.unblocked', 1, 'device');
/** A unit was put on the register of blocks; devices that bear its number tell of themselves. */
export const blockRaised = event<{
  readonly kind: BlockKind;
  readonly source: string;
  readonly reference: string | null;
}>('devices.block-raised', 1, 'device-block');
/** Its source says something else of an entry. */
export const blockChanged = event<{ readonly fields: readonly string[] }>('devices.block-changed', 1, 'device-block');
/** `reason` is null where its last day passed. */
export const blockEnded = event<{ readonly reason: string | null }>('devices.block-lifted', 1, 'device-block');
export const deviceOwnerChanged = event<{
  readonly from: Id | null;
  readonly to: Id | null;
  readonly on: CivilDate;
}>('devices.owner-changed', 1, 'device');
export const deviceComponentFitted = event<{ readonly componentId: Id; readonly slot: string }>(
  'devices.component-fitted',
  1,
  'device',
);
export const deviceComponentRemoved = event<{ readonly componentId: Id; readonly slot: string }>(
  'devices.component-removed',
  1,
  'device',
);
/** A part in its place; a serial is null where it is not known. */
export const devicePartReplaced = event<{
  readonly lineId: Id;
  readonly partId: Id;
  readonly slot: string;
  readonly serialIn: string | null;
  readonly serialOut: string | null;
}>('devices.part-replaced', 1, 'device');
/** A part was taken out again before the work was done. */
export const devicePartTakenBack = event<{ readonly lineId: Id; readonly slot: string }>(
  'devices.part-taken-back',
  1,
  'device',
);
/** What a meter shows; cover that ends with use may have ended. */
export const deviceMeterRead = event<{ readonly meter: Meter; readonly value: number }>(
  'devices.meter-read',
  1,
  'device',
);
/**
 * Another unit took the place of this one, with its owner, guarantee and contracts. `orderId` is null for a swap in the
 * office; `cost` is what the unit from stock cost, in minor units of the company currency, null where it came from outside.
 */
export const deviceSwapped = event<{
  readonly deviceId: Id;
  readonly productId: Id;
  readonly replacementId: Id;
  readonly replacementProductId: Id;
  readonly cause: SwapCause;
  readonly orderId: Id | null;
  readonly on: CivilDate;
  readonly cost: number | null;
}>('devices.swapped', 1, 'device');
/** Two records were one device: the other is closed, and what hung on it hangs on this one now. */
export const devicesMerged = event<{ readonly survivorId: Id; readonly mergedId: Id }>('devices.merged', 1, 'device');
export const deviceLeftService = event<{ readonly status: DeviceStatus; readonly reason: string }>(
  'devices.withdrawn',
  1,
  'device',
);
