import type { components } from './api-types';

type Schemas = components['schemas'];
export type Tracking = Schemas['TrackingDto'];
export type OwnTracking = Schemas['OwnTrackingDto'];
export type TrackedDevice = Schemas['TrackedDeviceDto'];
export type OwnDevice = Schemas['OwnDeviceDto'];
export type Quote = Schemas['TrackedQuoteDto'];
export type Center = Schemas['TrackedCenterDto'];
export type LocalName = Schemas['NameDto'];
export type JourneyStatus = Schemas['JourneyStatus'];
export type JourneyStep = Schemas['JourneyStep'];
export type QuoteAnswer = Schemas['AnswerOwnQuoteDto'];

/** A refusal of the server by its problem code, or `offline` when there was no answer. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    /** Seconds to wait, for `too-many-requests`. */
    readonly retryAfter = 0,
  ) {
    super(code);
  }
}

/** Where the devices of a tracking code stand. Throws Refusal. */
export function findTracking(code: string): Promise<Tracking> {
  return send<Tracking>('POST', 'trackings', { body: { code } satisfies Schemas['TrackingCodeDto'] });
}

/** Asks for a one-time code to the number on file. Throws Refusal. */
export async function requestCode(code: string): Promise<void> {
  await send('POST', 'trackings/codes', { body: { code } satisfies Schemas['TrackingCodeDto'] });
}

/** Exchanges the one-time code for the token of a visit. Throws Refusal. */
export async function openVisit(code: string, otp: string): Promise<string> {
  const body: Schemas['OpenVisitDto'] = { code, otp };
  return (await send<Schemas['VisitDto']>('POST', 'sessions', { body })).token;
}

/** Everything the customer may see. Throws Refusal. */
export function ownTracking(token: string): Promise<OwnTracking> {
  return send<OwnTracking>('GET', 'tracking', { token });
}

/** `key` stays the same for one intent, so that a repeat counts once. Throws Refusal. */
export function answerQuote(token: string, body: QuoteAnswer, key: string): Promise<OwnTracking> {
  return send<OwnTracking>('POST', 'quotes/answer', { token, body, key });
}

async function send<T>(
  method: 'GET' | 'POST',
  path: string,
  { token, body, key }: { token?: string; body?: object; key?: string },
): Promise<T> {
  const headers = {
    ...(body ? { 'Content-Type': 'application/json' } : {}),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(key ? { 'Idempotency-Key': key } : {}),
  };
  const text = body ? JSON.stringify(body) : null;
  const options: RequestInit = { method, headers, body: text, referrerPolicy: 'no-referrer', cache: 'no-store' };
  const response = await fetch(new URL(`/api/v1/portal/${path}`, window.location.origin), options).catch(() => null);
  if (!response) throw new Refusal('offline');
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const { code } = (answer ?? {}) as { code?: string };
  throw new Refusal(code ?? 'internal', Number(response.headers.get('Retry-After') ?? 0));
}
