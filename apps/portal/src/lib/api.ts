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
export type ActiveCard = Schemas['ActiveCardDto'];
export type CoverClass = Schemas['CoverClass'];
export type QuoteAnswer = Schemas['AnswerOwnQuoteDto'];

/** A refusal of the server by its problem code, or `offline` when there was no answer. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    /** Seconds to wait, for `too-many-requests`. */
    readonly retryAfter = 0,
    /** The first field at fault, as a JSON Pointer. */
    readonly field = '',
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

/** Asks for a one-time code to the number, for a card and the code below its scratch layer. Throws Refusal. */
export async function requestCardCode(body: Schemas['RequestCardCodeDto']): Promise<void> {
  await send('POST', 'cards/codes', { body });
}

/** Exchanges the one-time code for the token of a visit that activates cards. Throws Refusal. */
export async function openCardVisit(mobile: string, otp: string): Promise<string> {
  const body: Schemas['OpenCardVisitDto'] = { mobile, otp };
  return (await send<Schemas['VisitDto']>('POST', 'cards/sessions', { body })).token;
}

/** Makes the card a guarantee. `key` stays the same for one intent, so that a repeat counts once. Throws Refusal. */
export function activateCard(token: string, body: Schemas['ActivateOwnCardDto'], key: string): Promise<ActiveCard> {
  return send<ActiveCard>('POST', 'cards/activations', { token, body, key });
}

/** A key for one intent. Unlike `crypto.randomUUID`, also where the page came without TLS. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
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
  const { code, errors } = (answer ?? {}) as { code?: string; errors?: { pointer: string }[] };
  throw new Refusal(code ?? 'internal', Number(response.headers.get('Retry-After') ?? 0), errors?.[0]?.pointer);
}
