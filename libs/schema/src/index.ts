export * from './cluster.js';
export * from './migrate.js';
export { migrations } from './migrations/index.js';
