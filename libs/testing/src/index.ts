export * from './database.js';
export * from './drain.js';
export * from './kavenegar-peer.js';
export * from './mail-server.js';
export * from './test-day.js';
export * from './without-orders.js';
