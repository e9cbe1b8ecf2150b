import { problem } from '@aftercare/platform';

export const unknownTrackingCode = problem('portal.unknown-code', 404, 'There is no such tracking code.');
export const codeRefused = problem(
  'portal.code-refused',
  401,
  'This one-time code is wrong, used or no longer valid. Ask for a new one.',
);
