export * from './blocks.queries.js';
export * from './blocks.service.js';
export * from './components.service.js';
export { BLOCK_KINDS, type BlockKind } from './device-block.entity.js';
export {
  DEVICE_STATUSES,
  type DeviceStatus,
  type Meter,
  METERS,
  PROVENANCES,
  type Provenance,
  SWAP_CAUSES,
  type SwapCause,
} from './device.entity.js';
export { DEVICE_EVENT_KINDS, type DeviceEventKind } from './device-history.js';
export * from './devices.errors.js';
export * from './devices.events.js';
export * from './devices.module.js';
export * from './devices.queries.js';
export * from './devices.service.js';
export * from './documented-units.service.js';
export { isImei, readImei } from './identity.js';
export * from './fitted-parts.service.js';
export * from './imported-devices.js';
export * from './ownership.service.js';
export * from './readings.service.js';
export * from './serial-feed.service.js';
export * from './swaps.service.js';
export * from './twins.service.js';
