import createClient, { type FetchResponse, type Middleware } from 'openapi-fetch';
import { v4 as uuid } from 'uuid';
import type { paths } from './api-types';
import { preferences } from './preferences';
import { problemOf } from './problem';
import { accessToken, renew } from './session';

/** The typed client of the whole API: `read(api.GET('/api/v1/search', { params: { query: { q } } }))`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-Request-Id', uuid());
    request.headers.set('Accept-Language', preferences.get().language);
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', uuid());
    }
  },
};
api.use(headers);

/**
 * The body of a 2xx answer.
 * @throws Problem for every other answer, and for none at all
 */
export async function read<
  Operation extends Record<string | number, unknown>,
  Init,
  Media extends `${string}/${string}`,
>(
  call: Promise<FetchResponse<Operation, Init, Media>>,
): Promise<NonNullable<FetchResponse<Operation, Init, Media>['data']>> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return data as NonNullable<typeof data>;
}

/** The value of `If-Match` for a version that came from `ETag` or `version`. */
export function ifMatch(version: number): string {
  return `"${version}"`;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** The `params` of a change of a record: refused if somebody changed it since it was read. */
export function asRead({ id, version }: Versioned) {
  return { path: { id }, header: { 'If-Match': ifMatch(version) } };
}

/** The same of an act, which is done once however often it is sent. */
export function actOn({ id, version }: Versioned, idempotencyKey: string) {
  return { path: { id }, header: { 'If-Match': ifMatch(version), 'Idempotency-Key': idempotencyKey } };
}

/** Sends a request as the signed-in account; after a 401 once more with a renewed token. */
export async function authorizedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401) return response;
  return (await renew()) ? send(again) : response;
}

async function send(request: Request): Promise<Response> {
  const token = await accessToken();
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  return fetch(request);
}
