import { newId } from '@aftercare/kernel';
import { PERMISSIONS } from '@aftercare/platform';
import supertest from 'supertest';
import { buildOpenApi } from '../../src/http/openapi.js';
import { runningApi } from '../running-api.js';

const api = runningApi();

interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly permission: string | undefined;
  readonly open: boolean;
}

let routes: readonly Route[];
beforeAll(() => {
  routes = readRoutes();
});

/** Every route of the running router, from the contract that it writes. */
function readRoutes(): Route[] {
  const { paths } = buildOpenApi(api.app);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { security?: object[]; 'x-permission'?: string }>).map(
      ([method, operation]) => ({
        method: method as Route['method'],
        path: path
          .replace(/\{number\}/g, '1')
          .replace(/\{subscriber\}/g, 'notify-customer')
          .replace(/\{[^}]+\}/g, newId()),
        permission: operation['x-permission'],
        open: (operation.security ?? []).length === 0,
      }),
    ),
  );
}

async function send({ method, path }: Route, token?: string): Promise<number> {
  let request = supertest(api.app.getHttpServer())[method](path).set('idempotency-key', newId()).set('if-match', '"1"');
  if (token) request = request.set('authorization', `Bearer ${token}`);
  if (method !== 'get') request = request.send({});
  const { status } = await request.timeout(3_000);
  return status;
}

it('every route is closed to strangers, and to accounts without its permission', async () => {
  const without = await api.signIn([]);
  const wrong: string[] = [];
  const guarded = routes.filter((route) => !route.open && !route.path.endsWith('/events'));
  for (const route of guarded) {
    const anonymous = await send(route);
    if (anonymous !== 401) wrong.push(`anonymous ${route.method} ${route.path}: ${anonymous}`);
    if (route.permission === undefined) continue;
    const poor = await send(route, without.token);
    if (poor !== 403) wrong.push(`without rights ${route.method} ${route.path}: ${poor}`);
  }
  expect(wrong).toEqual([]);
  expect(guarded.length).toBeGreaterThan(120);
}, 60_000);

it('an account with every permission but one is refused by exactly the routes of that one', async () => {
  const wrong: string[] = [];
  for (const permission of PERMISSIONS) {
    const own = routes.filter((route) => route.permission === permission);
    const [sample] = own;
    if (!sample) continue;
    const account = await api.signIn(PERMISSIONS.filter((each) => each !== permission));
    for (const route of own) {
      const status = await send(route, account.token);
      if (status !== 403) wrong.push(`${permission}: ${route.method} ${route.path}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

it('no answer to an absent object is a server error', async () => {
  const admin = await api.signIn(PERMISSIONS);
  const wrong: string[] = [];
  for (const route of routes.filter((each) => !each.path.endsWith('/events'))) {
    const status = await send(route, admin.token);
    if (status >= 500) wrong.push(`${route.method} ${route.path}: ${status}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

it('every permission is used by a route or inside an act', () => {
  const used = new Set(routes.map((route) => route.permission));
  const insideActs = ['import.run', 'reception.override', 'repair.cancel', 'repair.credit', 'repair.diagnose'];
  expect(PERMISSIONS.filter((permission) => !used.has(permission) && !insideActs.includes(permission))).toEqual([]);
});
