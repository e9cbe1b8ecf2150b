import { problem } from '@aftercare/platform';

export const unknownVariable = problem<{ names: string }>(
  'notifications.unknown-variable',
  422,
  'The text names a variable that this event does not have.',
);
export const subjectMismatch = problem(
  'notifications.subject-mismatch',
  422,
  'An e-mail needs a subject, an SMS has none.',
  { constraints: ['message_template_subject_ck'] },
);
export const emptyText = problem('notifications.empty-text', 422, 'The text of a message cannot be empty.', {
  constraints: ['message_template_body_ck'],
});
export const messageNotFailed = problem<{ state: string }>(
  'notifications.message-not-failed',
  409,
  'Only a message that failed can be sent again.',
);
export const codeNotResent = problem(
  'notifications.code-not-resent',
  409,
  'A one-time code is not sent again: the customer asks for a new one.',
);
