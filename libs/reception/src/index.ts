export * from './arrivals.service.js';
export * from './front-desk.queries.js';
export * from './hand-overs.service.js';
export * from './reception.errors.js';
export * from './reception.events.js';
export * from './reception.module.js';
export * from './reception.queries.js';
export * from './receptions.service.js';
export { readTrackingCode } from './tracking-code.js';
