export { CUSTOMER_HISTORY_KINDS, type CustomerHistoryKind } from './customer-branches.js';
export { DEVICE_HISTORY_KINDS, type DeviceHistoryKind } from './device-branches.js';
export * from './history.module.js';
export * from './history.queries.js';
