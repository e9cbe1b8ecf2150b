import type { MessageDriver } from './message-driver.js';

/** Where no provider is configured: nothing leaves, and the message is there to read in the staff app. */
export const DEV_OUTBOX = 'dev-outbox';

export const devOutboxDriver: MessageDriver = {
  name: DEV_OUTBOX,
  send: async () => ({ providerId: null }),
};
