import { problem } from './problem.js';

export const malformedRequest = problem('malformed-request', 400, 'The request could not be read.');
export const invalidQuery = problem('invalid-query', 400, 'A query parameter is unknown or invalid.');
export const idempotencyKeyMissing = problem(
  'idempotency-key-missing',
  400,
  'This request needs an Idempotency-Key header.',
);
export const notSignedIn = problem('not-signed-in', 401, 'Sign in to continue.');
export const notAllowed = problem<{ permission: string }>(
  'not-allowed',
  403,
  'Your account lacks the permission for this.',
);
export const notFound = problem('not-found', 404, 'No such resource, or it is outside your service centres.');
export const methodNotAllowed = problem('method-not-allowed', 405, 'This method is not allowed here.');
export const conflict = problem('conflict', 409, 'The change conflicts with existing data.');
export const requestInProgress = problem('request-in-progress', 409, 'The same request is still being carried out.');
export const staleVersion = problem('stale-version', 412, 'Somebody changed this in the meantime.');
export const bodyTooLarge = problem('body-too-large', 413, 'The request body is too large.');
export const unsupportedMediaType = problem('unsupported-media-type', 415, 'This content type is not accepted.');
export const invalidInput = problem('invalid-input', 422, 'Some fields are invalid.');
export const idempotencyKeyReused = problem(
  'idempotency-key-reused',
  422,
  'This Idempotency-Key was used before with another request body.',
);
export const versionRequired = problem('version-required', 428, 'Send the version you saw in an If-Match header.');
export const tooManyRequests = problem<{ retryAfterSeconds: number }>(
  'too-many-requests',
  429,
  'Too many requests. Try again later.',
);
export const internalError = problem('internal', 500, 'Something went wrong on our side.');
export const unavailable = problem('unavailable', 503, 'The service is busy or restarting. Try again shortly.');
