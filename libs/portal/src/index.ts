export * from './card-activations.js';
export { JOURNEY_STATUSES, JOURNEY_STEPS, type Journey, type JourneyStatus, type JourneyStep } from './journey.js';
export * from './one-time-codes.js';
export * from './portal-throttles.js';
export * from './portal.errors.js';
export * from './portal.events.js';
export * from './portal.module.js';
export * from './quote-answers.service.js';
export * from './tracking.queries.js';
