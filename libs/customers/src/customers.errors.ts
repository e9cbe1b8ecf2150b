import { problem } from '@aftercare/platform';

/** `customerIds` are the ids of the like ones, oldest first, separated by commas. */
export const probableDuplicate = problem<{ customerIds: string }>(
  'customers.probable-duplicate',
  409,
  'A customer of this name and mobile number exists already.',
);
