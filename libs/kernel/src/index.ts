export * from './civil-date.js';
export * from './clock.js';
export * from './day-text.js';
export * from './ids.js';
export * from './mobile.js';
export * from './money.js';
export * from './text.js';
