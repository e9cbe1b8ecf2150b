export * from './database.js';
export * from './drain.js';
