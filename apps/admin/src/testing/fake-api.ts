import type { Account } from '../lib/session';

/** What a fake route answers: a body for 200, or a whole Response. */
type Answer = object | Response;
type Handler = (request: Request, body: unknown) => Answer | Promise<Answer>;
/** Handlers by `METHOD /path`, without the query string: `GET /api/v1/search`. */
export type FakeRoutes = Readonly<Record<string, Handler>>;

export interface FakeApi {
  /** Every request so far, in order. */
  readonly requests: readonly Request[];
}

/** Puts an API of our own in the place of fetch. A route that the test did not give is an error of the test. */
export function fakeApi(routes: FakeRoutes): FakeApi {
  const requests: Request[] = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(
      input instanceof Request ? input : new URL(String(input), window.location.origin),
      init,
    );
    requests.push(request);
    const route = `${request.method} ${new URL(request.url).pathname}`;
    const handler = routes[route];
    if (!handler) throw new Error(`the fake API has no ${route}`);
    const body = await bodyOf(request.clone());
    const answer = await handler(request, body);
    return answer instanceof Response ? answer : Response.json(answer);
  };
  return { requests };
}

async function bodyOf(request: Request): Promise<unknown> {
  if (request.body === null) return null;
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data');
  return isForm ? request.formData() : request.json();
}

/** A refusal as the server writes it. */
export function problem(status: number, code: string, rest: object = {}): Response {
  return Response.json({ type: 'about:blank', title: code, status, code, instance: '0193-test', ...rest }, { status });
}

export const anAccount: Account = {
  id: '0193f2aa-0000-7000-8000-000000000001',
  displayName: 'Sara Ahmadi',
  email: 'sara@example.org',
  mobile: '+989121234567',
  locale: 'en',
  calendar: 'gregorian',
  scope: 'centers',
  permissions: [],
  centers: [{ id: 'c1', code: 'THR-1', name: { fa: 'مرکز ونک', en: 'Vanak centre' } }],
  version: 1,
};

/** The routes every signed-in page asks first. */
export function signedIn(account: Partial<Account> = {}): FakeRoutes {
  return {
    'POST /api/v1/auth/refresh': () => ({
      accessToken: 'token',
      expiresIn: 900,
      account: { ...anAccount, ...account },
    }),
    'GET /api/v1/events': () => problem(404, 'http.404'),
  };
}

/** The route a page asks when nobody is signed in. */
export const signedOut: FakeRoutes = {
  'POST /api/v1/auth/refresh': () => problem(401, 'not-signed-in'),
};
