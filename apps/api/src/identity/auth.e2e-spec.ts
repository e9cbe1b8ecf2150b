import { JwtService } from '@nestjs/jwt';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { statement } from '@aftercare/platform';
import { anAccount, TEST_PASSWORD } from '../../../../libs/identity/src/testing/builders.js';
import { runningApi } from '../../test/running-api.js';

const audited = statement(
  'test.audited-sign-ins',
  'SELECT action, subject_type AS type, subject_id AS id, actor_name AS actor, details FROM audit_entry ORDER BY audit_entry.id DESC LIMIT 1',
);
const sessionOf = statement('test.session-of', 'SELECT id FROM session WHERE account_id = $1');

describe('auth', () => {
  const api = runningApi();
  const account = (given: Parameters<typeof anAccount>[2] = {}) =>
    api.db.transaction((tx) => anAccount(tx, api.app, given));
  const signIn = (login: string, password = TEST_PASSWORD) => api.anonymous.post('/auth/sign-in', { login, password });
  const fromOwnPage = (path: string, cookie: string) =>
    api.anonymous.post(path).set('cookie', cookie).set('x-requested-with', 'aftercare');
  const setCookie = (response: { headers: object }): string =>
    (response.headers as { 'set-cookie'?: string[] })['set-cookie']?.[0] ?? '';
  const cookieOf = (response: { headers: object }): string => setCookie(response).split(';')[0] ?? '';
  const me = (token: string) => api.anonymous.get('/me').set('authorization', `Bearer ${token}`);

  describe('sign-in', () => {
    it('opens the API and gives a cookie that scripts and other sites cannot use', async () => {
      const { email, id } = await account({ permissions: ['catalog.read'] });
      const response = await signIn(email.toUpperCase()).expect(200);
      expect(response.body).toMatchObject({
        expiresIn: 600,
        account: { id, email, scope: 'network', permissions: ['catalog.read'], centers: [] },
      });
      expect(setCookie(response)).toMatch(/^refresh=[\w-]{43}; Max-Age=7200; Path=\/; HttpOnly; SameSite=Strict$/);
      const own = await me(response.body.accessToken).expect(200);
      expect(own.body).toEqual(response.body.account);
      expect(own.headers['etag']).toBe('"1"');
      const [entry] = await api.db.rows(audited);
      expect(entry).toMatchObject({ action: 'identity.session-opened', id, actor: 'Test account' });
    });

    it('I1 takes the mobile in Persian digits', async () => {
      await account({ mobile: '+989123456789' });
      await signIn('۰۹۱۲ ۳۴۵ ۶۷۸۹').expect(200);
    });

    it('I3 answers a wrong password, an unknown and a disabled account alike, and audits each', async () => {
      const { email, id } = await account();
      const { email: disabled } = await account();
      await api.db.rows(statement('test.disable', 'UPDATE account SET disabled_at = now() WHERE email = $1'), [
        disabled,
      ]);
      const answers = [
        await signIn(email, 'not the password').expect(401),
        await signIn('nobody@example.com').expect(401),
        await signIn(disabled).expect(401),
      ];
      for (const { body } of answers)
        expect({ ...body, instance: '' }).toEqual({
          ...answers[0]?.body,
          code: 'identity.sign-in-refused',
          instance: '',
        });
      await signIn(email, 'not the password').expect(401);
      expect(await api.db.rows(audited)).toMatchObject([
        { action: 'identity.sign-in-refused', type: 'account', id, actor: 'visitor', details: { network: '127.0.0' } },
      ]);
    });

    /** Delays begin at a second: however slow the machine, the tries of a test come at one moment. */
    const holdClock = () => jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(api.app.get(Clock).now());
    afterEach(() => jest.restoreAllMocks());

    it('I4 makes an account wait after five failures, by whatever name, the right password too', async () => {
      holdClock();
      const { email } = await account({ mobile: '+989123456789' });
      for (let i = 0; i < 5; i++) await signIn(i % 2 ? email : '09123456789', 'not the password').expect(401);
      const paused = await signIn(email).expect(429);
      expect(paused.body.code).toBe('too-many-requests');
      expect(paused.headers['retry-after']).toBe('1');
      const { email: other } = await account();
      await signIn(other).expect(200);
    });

    it('I4 ten guesses at the same moment are not more than five', async () => {
      holdClock();
      const { email } = await account();
      const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(email, 'not the password')));
      expect(answers.map((answer) => String(answer.status)).sort()).toEqual([
        ...Array(5).fill('401'),
        ...Array(5).fill('429'),
      ]);
    });

    it('I4 forgets failures with a success', async () => {
      const { email } = await account();
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 4; i++) await signIn(email, 'not the password').expect(401);
        await signIn(email).expect(200);
      }
    });

    it('I4 pauses a network after twenty tries in a minute', async () => {
      for (let i = 0; i < 20; i++) await signIn(`nobody${i}@example.com`).expect(401);
      await signIn('nobody@example.com').expect(429);
    });

    it.each([
      [{}, ['/login', '/password']],
      [{ login: 'a@b.c', password: '' }, ['/password']],
      [{ login: 'a@b.c', password: 12 }, ['/password']],
      [{ login: ['a'], password: 'x' }, ['/login']],
      [{ login: 'a@b.c', password: 'x', scope: 'network' }, ['/scope']],
    ])('refuses %j', async (body, pointers) => {
      const response = await api.anonymous.post('/auth/sign-in', body).expect(422);
      expect([...new Set(response.body.errors.map((fault: { pointer: string }) => fault.pointer))]).toEqual(pointers);
    });
  });

  describe('refresh', () => {
    it('I5 gives the next pair, and the same one to a second tab', async () => {
      const first = await signIn((await account()).email).expect(200);
      const second = await fromOwnPage('/auth/refresh', cookieOf(first)).expect(200);
      await me(second.body.accessToken).expect(200);
      const again = await fromOwnPage('/auth/refresh', cookieOf(first)).expect(200);
      expect(cookieOf(again)).toBe(cookieOf(second));
      expect(cookieOf(second)).not.toBe(cookieOf(first));
    });

    it('I5 a token spent two refreshes ago ends the session for both holders', async () => {
      const first = await signIn((await account()).email);
      const second = await fromOwnPage('/auth/refresh', cookieOf(first)).expect(200);
      const third = await fromOwnPage('/auth/refresh', cookieOf(second)).expect(200);
      const refused = await fromOwnPage('/auth/refresh', cookieOf(first)).expect(401);
      expect(refused.body.code).toBe('not-signed-in');
      expect(setCookie(refused)).toMatch(/^refresh=;/);
      await fromOwnPage('/auth/refresh', cookieOf(third)).expect(401);
    });

    it('I5 no cookie, a foreign cookie: sign in', async () => {
      await fromOwnPage('/auth/refresh', 'other=1').expect(401);
      await fromOwnPage('/auth/refresh', 'refresh=nonsense').expect(401);
    });

    it.each([
      [{}, 403],
      [{ 'x-requested-with': 'XMLHttpRequest' }, 403],
      [{ 'x-requested-with': 'aftercare', origin: 'https://evil.example' }, 403],
      [{ 'x-requested-with': 'aftercare', origin: 'null' }, 403],
      [{ 'x-requested-with': 'aftercare', 'sec-fetch-site': 'same-site' }, 403],
      [{ 'x-requested-with': 'aftercare', origin: 'http://aftercare.test', host: 'aftercare.test' }, 200],
      [{ 'x-requested-with': 'aftercare', 'sec-fetch-site': 'same-origin' }, 200],
    ] as const)('only our own pages may: %j is %i', async (headers, status) => {
      const cookie = cookieOf(await signIn((await account()).email));
      const response = await api.anonymous.post('/auth/refresh').set('cookie', cookie).set(headers);
      expect(response.status).toBe(status);
      if (status === 403) expect(response.body.code).toBe('identity.foreign-origin');
    });
  });

  describe('sign-out', () => {
    it('I6 ends the session and takes the cookie back; twice does no harm', async () => {
      const cookie = cookieOf(await signIn((await account()).email));
      expect(setCookie(await fromOwnPage('/auth/sign-out', cookie).expect(204))).toMatch(/^refresh=;/);
      await fromOwnPage('/auth/refresh', cookie).expect(401);
      await fromOwnPage('/auth/sign-out', cookie).expect(204);
      await api.anonymous.post('/auth/sign-out').set('cookie', cookie).expect(403);
    });
  });

  describe('access tokens', () => {
    const forge = async (accountId: Id, change: object = {}, secret = api.config.JWT_SECRET, algorithm = 'HS256') => {
      const [session] = await api.db.rows<{ id: Id }>(sessionOf, [accountId]);
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        typ: 'access',
        sub: accountId,
        sid: session?.id,
        ver: 1,
        iss: 'aftercare',
        aud: 'staff',
        iat: now,
        exp: now + 600,
        ...change,
      };
      return new JwtService().sign(claims, { secret, algorithm: algorithm as 'HS256' });
    };

    it('the one we sign is taken, every other is refused with one answer', async () => {
      const { accountId } = await api.signIn([]);
      const { accountId: other } = await api.signIn([]);
      await me(await forge(accountId)).expect(200);
      const [head = '', body = ''] = (await forge(accountId)).split('.');
      const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.`;
      const forged = [
        await forge(accountId, {}, 'another-secret-of-thirty-two-characters'),
        await forge(accountId, {}, api.config.JWT_SECRET, 'HS512'),
        await forge(accountId, { exp: Math.floor(Date.now() / 1000) - 1 }),
        await forge(accountId, { iss: 'somebody' }),
        await forge(accountId, { aud: 'portal' }),
        await forge(accountId, { typ: 'refresh' }),
        await forge(accountId, { ver: 2 }),
        await forge(accountId, { ver: '1' }),
        await forge(accountId, { sid: newId() }),
        await forge(accountId, { sub: other }),
        unsigned,
        `${head}.${body}.`,
        'nonsense',
      ];
      for (const token of forged) {
        const { status, body: problem } = await me(token);
        expect([token.slice(0, 20), status, problem.code]).toEqual([token.slice(0, 20), 401, 'not-signed-in']);
      }
      await api.anonymous.get('/me').expect(401);
    });

    it('one whose signature is remembered ends when it expires, and speaks for no other token', async () => {
      const { accountId } = await api.signIn([]);
      const short = await forge(accountId, { exp: Math.floor(Date.now() / 1000) + 3 });
      await me(short).expect(200);
      await me(short).expect(200);
      await new Promise((resolve) => setTimeout(resolve, 3_100));
      await me(short).expect(401);

      const token = await forge(accountId);
      await me(token).expect(200);
      await me(await forge(accountId, { sub: newId() })).expect(401);
      await me(`${token}x`).expect(401);
    });
  });
});

describe('auth in production', () => {
  const api = runningApi({
    NODE_ENV: 'production',
    JWT_SECRET: 'a-secret-of-this-test-with-32-characters',
    OTP_SECRET: 'another-secret-of-this-test-32-characters',
  });

  it('binds the refresh cookie to this host and to https', async () => {
    const { email } = await api.db.transaction((tx) => anAccount(tx, api.app));
    const response = await api.anonymous.post('/auth/sign-in', { login: email, password: TEST_PASSWORD }).expect(200);
    expect(response.headers['set-cookie']?.[0]).toMatch(
      /^__Host-refresh=[\w-]{43}; Max-Age=7200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});
