export { CUSTOMER_KINDS, CUSTOMER_LOCALES, type CustomerKind, type CustomerLocale } from './customer.entity.js';
export { type CustomerSearch, customerSearch } from './customer-search.js';
export * from './customers.errors.js';
export * from './customers.events.js';
export * from './customers.module.js';
export * from './customers.queries.js';
export * from './customers.service.js';
