import { Test, type TestingModule } from '@nestjs/testing';
import { Clock, FixedClock, type Id } from '@aftercare/kernel';
import { Database, PlatformModule, statement, SYSTEM } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import { AccountsService, ActorsQueries, IdentityModule, type SessionGrant, SessionsService } from './index.js';
import { anAccount } from './testing/builders.js';

const limits = { idleMinutes: 120, maxHours: 12 };
const client = { userAgent: 'Firefox', ip: '192.0.2.1' };
const ends = statement('test.session-ends', 'SELECT end_reason AS reason FROM session ORDER BY id');
const audited = statement(
  'test.session-audit',
  `SELECT action, details->>'reason' AS reason FROM audit_entry ORDER BY id`,
);
const tokens = statement(
  'test.session-tokens',
  `SELECT encode(token_hash, 'hex') AS hash FROM session UNION ALL SELECT encode(hash, 'hex') FROM spent_refresh_token`,
);

describe('sessions', () => {
  const database = testDatabase();
  const clock = new FixedClock(new Date('2026-03-21T08:00:00Z'));
  let app: TestingModule;
  let db: Database;
  let sessions: SessionsService;
  let accountId: Id;
  const open = async (): Promise<SessionGrant> => {
    const grant = await db.transaction((tx) =>
      sessions.open(tx, SYSTEM, { id: accountId, sessionVersion: 1 }, client, limits),
    );
    if (!grant) throw new Error('refused');
    return grant;
  };
  const refresh = (token: string): Promise<SessionGrant | null> =>
    db.transaction((tx) => sessions.refresh(tx, SYSTEM, token, limits));
  const endReasons = async (): Promise<(string | null)[]> =>
    (await db.rows<{ reason: string | null }>(ends)).map((row) => row.reason);

  beforeAll(async () => {
    const platform = PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 12, applicationName: 'test' });
    app = await Test.createTestingModule({ imports: [platform, IdentityModule] })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    await app.init();
    db = app.get(Database);
    sessions = app.get(SessionsService);
  });
  beforeEach(async () => {
    await database.emptyTables();
    clock.set('2026-03-21T08:00:00Z');
    ({ id: accountId } = await db.transaction((tx) => anAccount(tx, app, { permissions: ['account.manage'] })));
  });
  afterAll(() => app.close());

  it('I5 a refresh token works once and gives the next', async () => {
    const first = await open();
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ sessionId: first.sessionId, accountId, expiresAt: first.expiresAt });
    expect(second?.refreshToken).not.toBe(first.refreshToken);
    expect(Buffer.from(second?.refreshToken ?? '', 'base64url')).toHaveLength(32);
    expect(await refresh(second?.refreshToken ?? '')).not.toBeNull();
  });

  it('I5 a table thief gets no token: only hashes are kept', async () => {
    const { refreshToken } = await open();
    const hashes = await db.rows<{ hash: string }>(tokens);
    expect(hashes).toHaveLength(1);
    expect(hashes.map((row) => row.hash)).not.toContain(Buffer.from(refreshToken, 'base64url').toString('hex'));
  });

  it('I5 within ten seconds the direct predecessor gives the same successor again', async () => {
    const first = await open();
    const second = await refresh(first.refreshToken);
    clock.advance(10_000);
    expect((await refresh(first.refreshToken))?.refreshToken).toBe(second?.refreshToken);
    expect(await endReasons()).toEqual([null]);
  });

  it('I5 a spent token after the grace ends the session, and the successor with it', async () => {
    const first = await open();
    const second = await refresh(first.refreshToken);
    clock.advance(10_001);
    expect(await refresh(first.refreshToken)).toBeNull();
    expect(await endReasons()).toEqual(['token-reused']);
    expect(await refresh(second?.refreshToken ?? '')).toBeNull();
    expect(await db.rows(audited)).toContainEqual({ action: 'identity.session-ended', reason: 'token-reused' });
  });

  it('I5 the grace is for the direct predecessor only: a grandparent ends the session at once', async () => {
    const first = await open();
    const second = await refresh(first.refreshToken);
    await refresh(second?.refreshToken ?? '');
    expect(await refresh(first.refreshToken)).toBeNull();
    expect(await endReasons()).toEqual(['token-reused']);
  });

  it('I5 twenty refreshes at the same moment all get the one successor', async () => {
    const { refreshToken } = await open();
    const grants = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(new Set(grants.map((grant) => grant?.refreshToken)).size).toBe(1);
    expect(grants[0]).not.toBeNull();
    expect(await db.rows(tokens)).toHaveLength(2);
  });

  it('I5 twenty late reuses at the same moment: none is served, the session ends once', async () => {
    const { refreshToken } = await open();
    await refresh(refreshToken);
    clock.advance(60_000);
    const grants = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(grants.every((grant) => grant === null)).toBe(true);
    const told = await db.rows<{ action: string }>(audited);
    expect(told.filter((row) => row.action === 'identity.session-ended')).toHaveLength(1);
  });

  it('I5 a foreign token is worth nothing and harms nobody', async () => {
    await open();
    for (const token of ['', 'nonsense', Buffer.alloc(32).toString('base64url')])
      expect(await refresh(token)).toBeNull();
    expect(await endReasons()).toEqual([null]);
  });

  it('I6 a session ends when idle, and at its last hour however busy', async () => {
    const idle = await open();
    clock.advance(120 * 60_000);
    expect(await refresh(idle.refreshToken)).toBeNull();
    let busy: SessionGrant | null = await open();
    for (let hour = 1; hour < 12; hour++) {
      clock.advance(3_600_000);
      busy = await refresh(busy?.refreshToken ?? '');
      expect(busy).not.toBeNull();
    }
    clock.advance(3_600_000);
    expect(await refresh(busy?.refreshToken ?? '')).toBeNull();
    expect(await endReasons()).toEqual(['expired', 'expired']);
  });

  it('I6 signing out works with the current and with a spent token', async () => {
    const one = await open();
    const two = await open();
    await refresh(two.refreshToken);
    for (const { refreshToken } of [one, two]) await db.transaction((tx) => sessions.signOut(tx, SYSTEM, refreshToken));
    expect(await endReasons()).toEqual(['signed-out', 'signed-out']);
  });

  it('I11 a changed access ends the sessions; a password checked before opens none', async () => {
    const { refreshToken, sessionId } = await open();
    const actors = app.get(ActorsQueries);
    expect(await actors.find(sessionId, 1, 'r')).toMatchObject({ accountId, centers: 'all', requestId: 'r' });
    await db.transaction((tx) =>
      app.get(AccountsService).assignCenters(tx, SYSTEM, accountId, 1, { scope: 'network', centerIds: [] }),
    );
    expect(await refresh(refreshToken)).toBeNull();
    const late = { id: accountId, sessionVersion: 1 };
    expect(await db.transaction((tx) => sessions.open(tx, SYSTEM, late, client, limits))).toBeNull();
    clock.advance(3_000);
    expect(await actors.find(sessionId, 1, 'r')).toBeNull();
  });

  it('I6 forgets sessions that are over for a day, with their spent tokens', async () => {
    const { refreshToken } = await open();
    await refresh(refreshToken);
    clock.advance(35 * 3_600_000); // twelve hours it lived
    await open();
    const forgetOver = () => db.transaction((tx) => sessions.forgetOver(tx));
    expect(await forgetOver()).toBe(0);
    clock.advance(2 * 3_600_000);
    expect(await forgetOver()).toBe(1);
    expect(await endReasons()).toEqual([null]);
    expect(await db.source.query('SELECT FROM spent_refresh_token')).toEqual([]);
  });
});
