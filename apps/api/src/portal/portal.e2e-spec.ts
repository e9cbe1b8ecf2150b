import { JwtService } from '@nestjs/jwt';
import { Clock, type Id, newId, SystemClock } from '@aftercare/kernel';
import { statement, STARTER_ROLES } from '@aftercare/platform';
import { OneTimeCodes } from '@aftercare/portal';
import type { Test } from 'supertest';
import { runningApi, type SignedInClient } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const MINUTE = 60_000;
const PRIVATE = /سارا|احمدی|09123456789|\+98912|SN-1|روشن|14080000|\d{7,}/;

const newestChallenge = statement('test.newest-challenge', 'SELECT id FROM otp_challenge ORDER BY id DESC LIMIT 1');
const everything = statement(
  'test.challenges-and-facts',
  `SELECT (SELECT coalesce(json_agg(o), '[]') FROM otp_challenge o)::text AS challenges,
          (SELECT coalesce(json_agg(e), '[]') FROM outbox_event e)::text AS facts,
          (SELECT coalesce(json_agg(a), '[]') FROM audit_entry a)::text AS audit`,
);
const challenges = statement('test.count-challenges', 'SELECT count(*)::int AS n FROM otp_challenge');
const audited = statement(
  'test.audited-visits',
  `SELECT action FROM audit_entry WHERE action LIKE 'portal.%' ORDER BY id`,
);
const changeMobile = statement('test.change-mobile', `UPDATE customer SET mobile = '+989120000000'`);

describe('portal', () => {
  const api = runningApi({ TRUST_PROXY: '127.0.0.1' });
  let shop: Workshop;
  let code: string;
  let orderId: Id;
  let ownerId: Id;
  let visitors = 0;

  /** A POST from a network of its own, unless `ip` says from where. */
  const post = (path: string, body: object, ip = `198.${18 + (visitors >> 8)}.${visitors++ & 255}.1`): Test =>
    api.anonymous.post(`/portal/${path}`, body).set('x-forwarded-for', ip);
  const withToken = (request: Test, token: string): Test => request.set('authorization', `Bearer ${token}`);
  const own = (token: string): Test => withToken(api.anonymous.get('/portal/tracking'), token);
  const answer = (token: string, body: object): Test => withToken(post('quotes/answer', body), token);
  const later = (ms: number): void => {
    const clock = api.app.get(Clock);
    const now = new SystemClock().now().getTime() + ms;
    jest.spyOn(clock, 'now').mockImplementation(() => new Date(now));
  };

  /** What the worker would have sent for the newest request. */
  const arrived = async (): Promise<string> => {
    const { id } = (await api.db.row<{ id: Id }>(newestChallenge))!;
    const codes = api.app.get(OneTimeCodes, { strict: false });
    return (await api.db.transaction((tx) => codes.issue(tx, id)))!.code;
  };
  const requestCode = async (): Promise<string> => {
    await post('trackings/codes', { code }).expect(202);
    return arrived();
  };
  const visit = async (): Promise<string> => {
    const otp = await requestCode();
    return (await post('sessions', { code, otp }).expect(201)).body.token;
  };
  const wrong = (otp: string): string => String((Number(otp) + 1) % 1_000_000).padStart(6, '0');

  const act = async (client: SignedInClient, path: string, body: object = {}, verb: 'post' | 'put' = 'post') => {
    const { version } = (await shop.staff.manager.get(`/repair-orders/${orderId}`)).body;
    const response = await client[verb](`/repair-orders/${orderId}/${path}`, body, version);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
  };
  const addLine = (serviceItemId: Id) =>
    act(shop.staff.technician, 'lines', { serviceItemId, partId: null, quantity: 1, faultCodeId: null, evidence: [] });
  const quote = async (): Promise<void> => {
    const { technician } = shop.staff;
    await act(technician, 'moves', { act: 'start-diagnosis', reason: null });
    const codes = { symptomCodeId: shop.code('symptom', 'S110'), faultCodeId: shop.code('fault', 'F100') };
    await act(technician, 'diagnosis', { findings: [{ ...codes, causeCodeId: null, note: null }] }, 'put');
    await addLine(shop.labour);
    await act(technician, 'quotes');
  };

  /** Of the same customer in the same centre. */
  const anotherReceipt = async () => {
    const { manager, reception } = shop.staff;
    const { brandId, productId } = shop;
    const owner = { customerId: ownerId, ownedFrom: '2020-03-01' };
    const unit = { brandId, productId, serial: 'SN-2', soldOn: '2020-03-01', owner };
    const { body } = await manager.post('/devices', unit).expect(201);
    return shop.receive(reception, { deviceId: body.id, customerId: ownerId });
  };

  beforeEach(async () => {
    shop = await aWorkshop(api);
    const device = await shop.soldDevice('SN-1', '2020-03-01');
    const receipt = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
    code = receipt.trackingCode;
    orderId = receipt.orderId;
    ownerId = device.ownerId;
  });
  afterEach(() => jest.restoreAllMocks());

  describe('a tracking code', () => {
    it('P1 alone shows steps, device type and centre, and nothing of the person', async () => {
      await quote();
      const { body, text } = await post('trackings', { code }).expect(200);
      expect(body).toEqual({
        locale: 'fa',
        center: {
          name: { fa: 'مرکز تهران', en: 'Tehran centre' },
          phone: '+982188880000',
          address: null,
          timeZone: 'Asia/Tehran',
          hours: expect.any(Array),
        },
        devices: [
          {
            brand: { fa: 'سپهر', en: 'Sepehr' },
            product: { fa: 'تلویزیون ۵۵', en: 'TV 55' },
            promisedOn: null,
            journey: {
              status: 'awaiting-answer',
              steps: expect.arrayContaining([{ step: 'answer', standing: 'current', at: expect.any(String) }]),
            },
          },
        ],
      });
      expect(text.replace('+982188880000', '').replace(/\d{4}-[\d:T.+-]+/g, '')).not.toMatch(PRIVATE);
    });

    it('P1 is read as people type it', async () => {
      const typed = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
      const persian = typed.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
      await post('trackings', { code: persian }).expect(200);
    });

    it('P1 that is unknown and one that can be none get the same answers everywhere', async () => {
      const answers = [];
      for (const strange of ['0000000000000', 'nonsense', '../../etc', `${code}0`])
        for (const path of ['trackings', 'trackings/codes', 'sessions']) {
          const body = path === 'sessions' ? { code: strange, otp: '123456' } : { code: strange };
          const { status, body: told } = await post(path, body);
          answers.push({ path, status, told: { ...told, instance: '' } });
        }
      for (const path of ['trackings', 'trackings/codes', 'sessions']) {
        const same = answers.filter((each) => each.path === path);
        for (const each of same) expect(each).toEqual(same[0]);
      }
      expect(answers.slice(0, 3).map(({ status, told }) => [status, told.code])).toEqual([
        [404, 'portal.unknown-code'],
        [202, undefined],
        [401, 'portal.code-refused'],
      ]);
      expect(await api.db.row(challenges)).toEqual({ n: 0 });
    });

    it('is asked for in the body only, and in a shape we know', async () => {
      await api.anonymous.get(`/portal/trackings/${code}`).expect(404);
      await post('trackings', {}).expect(422);
      await post('trackings', { code, mobile: '09123456789' }).expect(422);
    });

    it('is answered so that nobody keeps, lists or passes it on', async () => {
      for (const response of [
        await post('trackings', { code }).expect(200),
        await post('trackings', { code: 'nonsense' }).expect(404),
        await api.anonymous.get('/portal/tracking').expect(401),
      ])
        expect(response.headers).toMatchObject({
          'referrer-policy': 'no-referrer',
          'x-robots-tag': 'noindex',
          'cache-control': 'no-store',
        });
    });

    it('P5 is looked up ten times a minute from a network, hit or miss, and 60 from a wide one', async () => {
      for (let n = 0; n < 10; n++) await post('trackings', { code: n % 2 ? code : 'miss' }, `203.0.113.${n}`);
      const refused = await post('trackings', { code }, '203.0.113.200').expect(429);
      expect(refused.body.code).toBe('too-many-requests');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      await post('trackings/codes', { code }, '203.0.113.1').expect(429);
      await post('sessions', { code, otp: '123456' }, '203.0.113.1').expect(429);
      await post('trackings', { code }, '203.0.114.1').expect(200);
      for (let n = 0; n < 49; n++) await post('trackings', { code: 'miss' }, `203.0.${n}.1`).expect(404);
      await post('trackings', { code }, '203.0.200.1').expect(429);
      await post('trackings', { code }, '203.1.0.1').expect(200);
    });
  });

  describe('a one-time code', () => {
    it('P2 opens the visit once, and is nowhere but in its message', async () => {
      const otp = await requestCode();
      expect(otp).toMatch(/^\d{6}$/);
      for (const text of Object.values((await api.db.row<Record<string, string>>(everything))!))
        expect(text).not.toMatch(new RegExp(`[^0-9a-f]${otp}[^0-9a-f]`));
      const { body } = await post('sessions', { code, otp }).expect(201);
      expect(body).toEqual({ token: expect.any(String), expiresIn: 900 });
      await post('sessions', { code, otp }).expect(401);
      expect((await api.db.rows(audited)).map(({ action }) => action)).toEqual([
        'portal.code-requested',
        'portal.session-opened',
        'portal.code-refused',
      ]);
    });

    it('P2 is taken in Persian digits, as two at once only by one', async () => {
      const otp = await requestCode();
      const persian = otp.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
      const both = await Promise.all([post('sessions', { code, otp: persian }), post('sessions', { code, otp })]);
      expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 401]);
    });

    it('P2 cannot be guessed: five tries, then the right one is refused too', async () => {
      const otp = await requestCode();
      for (let n = 0; n < 5; n++) {
        const { body } = await post('sessions', { code, otp: wrong(otp) }).expect(401);
        expect(body.code).toBe('portal.code-refused');
      }
      await post('sessions', { code, otp }).expect(401);
    });

    it('P2 is void after five minutes', async () => {
      const otp = await requestCode();
      later(5 * MINUTE + 1_000);
      await post('sessions', { code, otp }).expect(401);
    });

    it('P2 is void once a newer one was asked for, or the number on file changed', async () => {
      const first = await requestCode();
      await api.db.rows(statement('test.forget-throttles', 'DELETE FROM throttle'));
      const second = await requestCode();
      if (first !== second) await post('sessions', { code, otp: first }).expect(401);
      await api.db.rows(changeMobile);
      await post('sessions', { code, otp: second }).expect(401);
    });

    it('P2 of one receipt opens no other', async () => {
      const otp = await requestCode();
      const receipt = await anotherReceipt();
      await post('sessions', { code: receipt.trackingCode, otp }).expect(401);
    });

    it('P2 is made once, and not for a request that waited too long', async () => {
      await requestCode();
      const codes = api.app.get(OneTimeCodes, { strict: false });
      const { id } = (await api.db.row<{ id: Id }>(newestChallenge))!;
      expect(await api.db.transaction((tx) => codes.issue(tx, id))).toBeNull();
      await api.db.rows(statement('test.forget-throttles-2', 'DELETE FROM throttle'));
      await post('trackings/codes', { code }).expect(202);
      later(6 * MINUTE);
      const waiting = (await api.db.row<{ id: Id }>(newestChallenge))!;
      expect(await api.db.transaction((tx) => codes.issue(tx, waiting.id))).toBeNull();
      later(25 * 60 * MINUTE);
      expect(await api.db.transaction((tx) => codes.purge(tx))).toBe(2);
    });

    it('P3 goes to the number on file whatever else is typed', async () => {
      await post('trackings/codes', { code, mobile: '+989120000000' }).expect(422);
      await post('sessions', { code, otp: '6789' }).expect(401);
      await post('sessions', { code, otp: '09123456789' }).expect(401);
    });

    it('P4 is sent once a minute to a number, known or not', async () => {
      await post('trackings/codes', { code }).expect(202);
      await post('trackings/codes', { code }).expect(429);
      await post('trackings/codes', { code: 'nonsense' }).expect(202);
      await post('trackings/codes', { code: 'nonsense' }).expect(429);
      expect(await api.db.row(challenges)).toEqual({ n: 1 });
    });

    it('P4 is sent five times an hour and ten times a day to a number', async () => {
      const forget = statement('test.forget', 'DELETE FROM throttle WHERE key LIKE ANY($1)');
      const nextMinute = () => api.db.rows(forget, [['portal.code.minute%']]);
      const nextHour = () => api.db.rows(forget, [['portal.code.minute%', 'portal.code.hour%']]);
      for (let n = 0; n < 10; n++) {
        await post('trackings/codes', { code }).expect(202);
        if (n !== 4) await nextMinute();
        else {
          await nextMinute();
          await post('trackings/codes', { code }).expect(429);
          await nextHour();
        }
      }
      await nextHour();
      await post('trackings/codes', { code }).expect(429);
    });

    it('P4 is sent 20 times an hour from a network', async () => {
      const forget = statement('test.forget-look-ups', `DELETE FROM throttle WHERE key LIKE 'portal.look-up%'`);
      for (let n = 0; n < 20; n++) {
        await post('trackings/codes', { code: `nobody-${n}` }, '192.0.2.1').expect(202);
        if (n % 9 === 8) await api.db.rows(forget);
      }
      await api.db.rows(forget);
      await post('trackings/codes', { code }, '192.0.2.9').expect(429);
      await post('trackings/codes', { code }, '192.0.3.9').expect(202);
    });
  });

  describe('a visit', () => {
    it('P3 shows first name, fault, prices and what can be answered', async () => {
      await quote();
      const { body } = await own(await visit()).expect(200);
      expect(body).toMatchObject({
        customerName: 'سارا',
        currency: 'IRR',
        devices: [
          {
            orderId,
            declaredFault: 'روشن نمی‌شود',
            quote: { number: 1, state: 'sent', net: 3_000_000, tax: 300_000, total: 3_300_000, answerable: true },
            invoices: [],
          },
        ],
      });
      expect(body.devices[0].quote.lines).toEqual([
        {
          description: { fa: 'LABOUR', en: 'LABOUR' },
          quantity: 1,
          listAmount: 3_000_000,
          coveredAmount: 0,
          chargedAmount: 3_000_000,
          taxAmount: 300_000,
        },
      ]);
      expect(JSON.stringify(body)).not.toMatch(/احمدی|SN-1|\+98912/);
    });

    it('P6 approves a quote once, and history says who and from where', async () => {
      await quote();
      const token = await visit();
      const word = { orderId, number: 1, total: 3_300_000, approved: true };
      const { body } = await answer(token, word).expect(200);
      expect(body.devices[0]).toMatchObject({
        journey: { status: 'in-repair' },
        quote: { state: 'approved', answerable: false },
      });
      const again = await answer(token, { ...word, approved: false }).expect(409);
      expect(again.body.code).toBe('repair.quote-outdated');
      const order = (await shop.staff.manager.get(`/repair-orders/${orderId}`)).body;
      expect(order.quotes[0]).toMatchObject({ answeredBy: '+98912•••6789', answerChannel: 'portal' });
      expect(order.transitions[0]).toMatchObject({ act: 'approve-quote', by: '+98912•••6789' });
    });

    it('P6 gets the first answer again for the same Idempotency-Key: a double click counts once', async () => {
      await quote();
      const token = await visit();
      const word = { orderId, number: 1, total: 3_300_000, approved: true };
      const key = newId();
      const first = await answer(token, word).set('idempotency-key', key).expect(200);
      const second = await answer(token, word).set('idempotency-key', key).expect(200);
      expect(second.body).toEqual(first.body);
    });

    it('P6 refuses a quote, and the device goes home as it came', async () => {
      await quote();
      const { body } = await answer(await visit(), { orderId, number: 1, total: 3_300_000, approved: false });
      expect(body.devices[0]).toMatchObject({ journey: { status: 'ready-unrepaired' }, quote: { state: 'refused' } });
      expect(body.devices[0].journey.steps.map(({ step }: { step: string }) => step)).toEqual([
        'received',
        'diagnosis',
        'answer',
        'ready',
        'delivered',
      ]);
    });

    it('P6 cannot answer a superseded quote, nor one with another sum', async () => {
      await quote();
      const token = await visit();
      await act(shop.staff.technician, 'moves', { act: 'take-back-quote', reason: 'more work' });
      await addLine(shop.travel);
      await act(shop.staff.technician, 'quotes');
      const old = await answer(token, { orderId, number: 1, total: 3_300_000, approved: true }).expect(409);
      expect(old.body).toMatchObject({ code: 'repair.quote-outdated', params: { number: 2, total: 4_180_000 } });
      await answer(token, { orderId, number: 2, total: 3_300_000, approved: true }).expect(409);
      await answer(token, { orderId, number: 2, total: 4_180_000, approved: true }).expect(200);
    });

    it('P6 cannot answer an expired quote', async () => {
      await quote();
      const token = await visit();
      later(20 * 24 * 60 * MINUTE);
      const { body } = await own(token).expect(200);
      expect(body.devices[0].quote).toMatchObject({ state: 'sent', answerable: false });
      const late = await answer(token, { orderId, number: 1, total: 3_300_000, approved: true }).expect(409);
      expect(late.body.code).toBe('repair.quote-expired');
    });

    it('P6 cannot answer for another receipt of the same centre', async () => {
      await quote();
      const receipt = await anotherReceipt();
      code = receipt.trackingCode;
      const token = await visit();
      const foreign = await answer(token, { orderId, number: 1, total: 3_300_000, approved: true }).expect(404);
      const absent = await answer(token, { orderId: newId(), number: 1, total: 3_300_000, approved: true }).expect(404);
      expect({ ...foreign.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
      const order = (await shop.staff.manager.get(`/repair-orders/${orderId}`)).body;
      expect(order.quotes[0].state).toBe('sent');
    });

    it('P6 needs an Idempotency-Key, a number and a sum', async () => {
      const token = await visit();
      await answer(token, { orderId, number: 1, total: 1, approved: true }).unset('idempotency-key').expect(400);
      await answer(token, { orderId, approved: true }).expect(422);
    });

    it('P8 ends when the number on file changes', async () => {
      const token = await visit();
      await own(token).expect(200);
      await api.db.rows(changeMobile);
      await own(token).expect(401);
    });

    it('P8 tokens open no staff route, and staff tokens no visit', async () => {
      const token = await visit();
      for (const path of ['/me', `/repair-orders/${orderId}`, '/messages', '/events'])
        await withToken(api.anonymous.get(path), token).expect(401);
      const admin = await api.signIn(STARTER_ROLES['admin']?.permissions ?? []);
      await own(admin.token).expect(401);
      await answer(admin.token, { orderId, number: 1, total: 1, approved: true }).expect(401);
    });

    it('P8 tokens are ours, for the portal, of a redeemed code and of the last quarter of an hour', async () => {
      const otp = await requestCode();
      const { id } = (await api.db.row<{ id: Id }>(newestChallenge))!;
      const forge = (claims: object = {}, options: object = {}, secret = api.config.JWT_SECRET) =>
        new JwtService({ secret }).signAsync(
          { typ: 'portal', sub: id, iss: 'aftercare', aud: 'portal', ...claims },
          { algorithm: 'HS256', expiresIn: 900, ...options },
        );
      await own(await forge()).expect(401); // not redeemed yet
      await post('sessions', { code, otp }).expect(201);
      await own(await forge()).expect(200);
      for (const forged of [
        await forge({ aud: 'staff' }),
        await forge({ typ: 'access' }),
        await forge({ iss: 'somebody' }),
        await forge({ sub: newId() }),
        await forge({}, { algorithm: 'HS512' }),
        await forge({}, { expiresIn: -1 }),
        await forge({}, {}, 'another-secret-of-32-characters-or-more'),
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await forge()).split('.')[1]}.`,
        'nonsense',
      ])
        await own(forged).expect(401);
      await api.anonymous.get('/portal/tracking').expect(401);
    });
  });
});
