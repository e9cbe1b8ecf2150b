import type { Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';

/** A message waits to be sent: for the first time, or again after it had failed. */
export const messageQueued = event<{ messageId: Id; event: string; channel: string }>(
  'notifications.message-queued',
  1,
  'message',
);
export const messageTemplateChanged = event<{ event: string; channel: string; locale: string }>(
  'notifications.template-changed',
  1,
  'message-template',
);

/** Somebody sent an SMS; who and what stands in its row only. */
export const smsReceived = event<object>('notifications.sms-received', 1, 'inbound-sms');
