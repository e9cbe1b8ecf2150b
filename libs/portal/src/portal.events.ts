import type { Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';

/** Somebody who holds a tracking code asks for a one-time code to the number on file. */
export const codeRequested = event<{ challengeId: Id; receptionId: Id }>('portal.code-requested', 1, 'reception');

/** Somebody who holds a printed card asks for a one-time code to the number they name. */
export const cardCodeRequested = event<{ challengeId: Id }>('portal.card-code-requested', 1, 'visitor');
