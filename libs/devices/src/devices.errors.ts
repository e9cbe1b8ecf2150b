import { problem } from '@aftercare/platform';

export const serialExists = problem<{ deviceId: string | null }>(
  'devices.serial-exists',
  409,
  'The brand has a device of this serial number already.',
  { constraints: ['device_serial_uq'] },
);
export const imeiExists = problem('devices.imei-exists', 409, 'Another device has this IMEI.', {
  constraints: ['device_imei_pk'],
});
export const externalRefExists = problem('devices.external-ref-exists', 409, 'Another device has this reference.', {
  constraints: ['device_external_ref_uq'],
});
export const unknownProduct = problem('devices.unknown-product', 422, 'The brand has no such product.', {
  constraints: ['device_product_fk', 'device_brand_fk', 'device_block_product_fk', 'device_block_brand_fk'],
});
/** `deviceId` is null for a unit that is listed without ever having been met; `blockId` names the entry where it is known. */
export const deviceBlocked = problem<{ deviceId: string | null; blockId?: string; kind?: string }>(
  'devices.blocked',
  409,
  'This device is blocked and may not be served.',
);
export const blockExists = problem('devices.block-exists', 409, 'The source has an entry of this reference already.', {
  constraints: ['device_block_reference_uq'],
});
export const blockLifted = problem('devices.block-lifted', 409, 'This entry has been lifted.');
export const deviceNotBlocked = problem('devices.not-blocked', 409, 'This device is not blocked.');
export const identityProven = problem(
  'devices.identity-proven',
  409,
  'The product and serial number of a verified device are not corrected.',
);
export const identityMissing = problem(
  'devices.identity-missing',
  409,
  'A device is verified by its serial number or IMEI, and this one has neither.',
);
export const unknownOwner = problem('devices.unknown-owner', 422, 'There is no such customer.', {
  constraints: ['device_ownership_customer_fk'],
});
export const ownershipOverlap = problem(
  'devices.ownership-overlap',
  409,
  'The device belonged to somebody else on that day.',
  { constraints: ['device_ownership_overlap_ex', 'device_ownership_period_ck'] },
);
export const componentElsewhere = problem(
  'devices.component-elsewhere',
  409,
  'The component is fitted in a device already.',
);
export const componentNested = problem(
  'devices.component-nested',
  409,
  'A component holds no components, and a device is not its own.',
);
export const slotTaken = problem('devices.slot-taken', 409, 'Another component sits in this place.', {
  constraints: ['device_slot_uq', 'device_component_slot_uq'],
});
export const componentAbsent = problem('devices.component-absent', 409, 'The component is not fitted in this device.');
export const componentSerialDiffers = problem<{ serial: string }>(
  'devices.component-serial-differs',
  409,
  'Another serial number is known to sit in this place.',
);
export const partElsewhere = problem(
  'devices.part-elsewhere',
  409,
  'A part of this serial number sits in a device already.',
  {
    constraints: ['device_component_serial_uq'],
  },
);
export const readingLower = problem<{ meter: string; value: number }>(
  'devices.reading-lower',
  409,
  'The meter showed more before. A lower figure needs a reason.',
);
export const unitFedTwice = problem('devices.unit-fed-twice', 409, 'Another key of this source names the same unit.', {
  constraints: ['fed_unit_device_uq'],
});
export const notTwins = problem(
  'devices.not-twins',
  409,
  'These are not two records of one device: brand, IMEI or place differ.',
);
export const twinsOfTwoOwners = problem(
  'devices.twins-of-two-owners',
  409,
  'The two records have different owners: correct the owner first.',
);
export const replacementTaken = problem(
  'devices.replacement-taken',
  409,
  'This unit cannot replace another one: it is out of service, blocked, fitted, somebody’s, or replaced one already.',
  { constraints: ['device_swap_new_uq', 'device_swap_two_ck'] },
);
export const deviceWithdrawn = problem(
  'devices.withdrawn',
  409,
  'The device has been replaced, scrapped or merged into another.',
  {
    constraints: ['device_swap_old_uq'],
  },
);
