import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type NewAccount, SessionsService } from '@aftercare/identity';
import { type Id, newId } from '@aftercare/kernel';
import { Database, loadConfig, type Permission, SYSTEM } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import supertest, { type Test } from 'supertest';
import { anAccount } from '../../../libs/identity/src/testing/builders.js';
import { type ApiConfig, apiSchema } from '../src/config.js';
import { createServer } from '../src/http/server.js';
import { AccessTokens } from '../src/identity/access-tokens.js';

/** A client of the API; POSTs carry an Idempotency-Key, writes with a `version` carry If-Match. */
export interface ApiClient {
  get(path: string): Test;
  post(path: string, body?: object, version?: number): Test;
  put(path: string, body: object, version?: number): Test;
  patch(path: string, body: object, version?: number): Test;
  delete(path: string, version?: number): Test;
}

export interface SignedInClient extends ApiClient {
  readonly accountId: Id;
  readonly email: string;
  readonly token: string;
}

/** The whole API on a database of its own, emptied after each test; known once the file's `beforeAll` hooks ran. */
export interface RunningApi {
  readonly app: NestFastifyApplication;
  readonly db: Database;
  readonly config: ApiConfig;
  /** Nobody is signed in. */
  readonly anonymous: ApiClient;
  /** A new account with exactly these permissions, of the network unless `centerIds` are given. */
  signIn(permissions: readonly Permission[], account?: Partial<NewAccount>): Promise<SignedInClient>;
  /** What the facts of a name tell, oldest first. */
  factsNamed(name: string): Promise<Record<string, unknown>[]>;
}

export function runningApi(environment: Record<string, string> = {}): RunningApi {
  const database = testDatabase();
  const config = loadConfig(apiSchema, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    ...environment,
  });
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await createServer(config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterEach(() => database.emptyTables());
  afterAll(() => app?.close());

  return {
    config,
    get app() {
      return app;
    },
    get db() {
      return app.get(Database);
    },
    get anonymous() {
      return clientOf(app);
    },
    signIn: async (permissions, given = {}) => {
      const limits = { idleMinutes: config.SESSION_IDLE_MINUTES, maxHours: config.SESSION_MAX_HOURS };
      const client = { userAgent: 'test', ip: '127.0.0.1' };
      const [account, grant] = await app.get(Database).transaction(async (tx) => {
        const made = await anAccount(tx, app, { ...given, permissions });
        const sessions = app.get(SessionsService, { strict: false });
        return [made, await sessions.open(tx, SYSTEM, { id: made.id, sessionVersion: 1 }, client, limits)] as const;
      });
      if (!grant) throw new Error('the new account cannot sign in');
      const token = await app.get(AccessTokens, { strict: false }).sign(grant);
      return Object.assign(clientOf(app, token), { accountId: account.id, email: account.email, token });
    },
    factsNamed: async (name) => {
      const facts = `SELECT payload FROM outbox_event WHERE name = $1 ORDER BY id`;
      const rows: { payload: Record<string, unknown> }[] = await app.get(Database).source.query(facts, [name]);
      return rows.map(({ payload }) => payload);
    },
  };
}

function clientOf(app: NestFastifyApplication, token?: string): ApiClient {
  const agent = supertest(app.getHttpServer());
  const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object, version?: number) => {
    let request = agent[method](`/api/v1${path}`);
    if (token) request = request.set('authorization', `Bearer ${token}`);
    if (method === 'post') request = request.set('idempotency-key', newId());
    if (version !== undefined) request = request.set('if-match', `"${version}"`);
    return body === undefined ? request : request.send(body);
  };
  return {
    get: (path) => send('get', path),
    post: (path, body, version) => send('post', path, body, version),
    put: (path, body, version) => send('put', path, body, version),
    patch: (path, body, version) => send('patch', path, body, version),
    delete: (path, version) => send('delete', path, undefined, version),
  };
}
