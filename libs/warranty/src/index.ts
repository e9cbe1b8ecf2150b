export * from './coverage-decision.js';
export * from './coverage-period.js';
export * from './policy-terms.js';
