import { event } from '@aftercare/platform';

export const customerRegistered = event<{ readonly kind: string }>('customers.registered', 1, 'customer');
/** `fields` names what was sent, never its content: that is personal data. */
export const customerChanged = event<{ readonly fields: readonly string[] }>('customers.changed', 1, 'customer');
