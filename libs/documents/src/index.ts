export * from './documents.module.js';
export * from './pdf-press.js';
