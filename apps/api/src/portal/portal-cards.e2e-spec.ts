import { Clock, type Id } from '@aftercare/kernel';
import { statement, SYSTEM } from '@aftercare/platform';
import { OneTimeCodes } from '@aftercare/portal';
import { CardsService } from '@aftercare/warranty';
import type { Test } from 'supertest';
import { runningApi } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const newest = statement('test.newest-card-challenge', 'SELECT id FROM otp_challenge ORDER BY id DESC LIMIT 1');
const MOBILE = '09121112233';

describe('portal cards', () => {
  const api = runningApi({ TRUST_PROXY: '127.0.0.1' });
  let shop: Workshop;
  let batchId: string;
  let cards: { cardNo: string; scratchCode: string }[];
  let visitors = 0;

  /** A POST from a network of its own, unless `ip` says from where. */
  const post = (path: string, body: object, ip = `198.${18 + (visitors >> 8)}.${visitors++ & 255}.1`): Test =>
    api.anonymous.post(`/portal/cards/${path}`, body).set('x-forwarded-for', ip);
  const inHand = (n = 0) => ({ cardNo: cards[n]?.cardNo ?? '', scratchCode: cards[n]?.scratchCode ?? '' });
  const ask = (card: object = inHand(), mobile = MOBILE) => post('codes', { ...card, mobile, locale: 'fa' });
  const issued = async () => {
    const { id } = (await api.db.row<{ id: Id }>(newest))!;
    return (await api.db.transaction((tx) => api.app.get(OneTimeCodes, { strict: false }).issue(tx, id)))!;
  };
  const visit = async (card: object = inHand(), mobile = MOBILE): Promise<string> => {
    await ask(card, mobile).expect(202);
    return (await post('sessions', { mobile, otp: (await issued()).code }).expect(201)).body.token;
  };
  const activate = (token: string, body: object) => post('activations', body).set('authorization', `Bearer ${token}`);
  const refusal = async (test: Test) => {
    const { status, body } = await test;
    return [status, body.code];
  };

  beforeEach(async () => {
    shop = await aWorkshop(api);
    const office = await api.signIn(['warranty.read', 'warranty.manage']);
    const [policy] = (await office.get('/warranty-policies').expect(200)).body.data;
    const order = { policyId: policy.id, productId: shop.productId, count: 4 };
    batchId = (await office.post('/warranty-card-batches', order).expect(201)).body.id;
    cards = (await office.post(`/warranty-card-batches/${batchId}/printing`, {}, 1).expect(200)).body.cards;
  });
  afterEach(() => jest.restoreAllMocks());

  it('P9 become the guarantee of the unit: card, number, code of the message, and what is covered until when', async () => {
    await ask({ ...inHand(), scratchCode: inHand().scratchCode.replace(/(\d{4})(?=\d)/g, '$1 ') }).expect(202);
    const message = await issued();
    expect(message).toMatchObject({ mobile: '+989121112233', locale: 'fa', centerId: null, receptionId: null });
    expect(message.center).not.toBe('');
    const { body } = await post('sessions', { mobile: '0912 111 2233', otp: message.code }).expect(201);
    const active = await activate(body.token, { ...inHand(), serial: 'TV-777' }).expect(200);
    expect(active.body).toEqual({
      cardNo: inHand().cardNo,
      brand: { fa: 'سپهر', en: 'Sepehr' },
      product: { fa: 'تلویزیون ۵۵', en: 'TV 55' },
      serial: 'TV-777',
      cover: [],
    });
    const staff = await api.signIn(['warranty.read', 'device.read']);
    const [card] = (await staff.get(`/warranty-cards?q=${inHand().cardNo}`)).body.data;
    expect(card).toMatchObject({ activatedBy: 'portal', deviceId: expect.any(String) });
    const [audit] = await api.db.source.query(
      `SELECT actor_kind, actor_name FROM audit_entry WHERE action = 'warranty.card-activated'`,
    );
    expect(audit).toEqual({ actor_kind: 'customer', actor_name: expect.stringMatching(/^\+98912•••2233$/) });
    const texts = JSON.stringify(
      await api.db.source.query('SELECT * FROM outbox_event UNION ALL SELECT * FROM outbox_event'),
    );
    expect(texts).not.toContain(inHand().scratchCode);
    expect(texts).not.toContain(message.code);
  });

  it('P9 show each class with its days where the start of cover is known', async () => {
    const erp = await api.signIn(['feed.write']);
    const lines = [{ product: { code: 'TV-55' }, serial: 'TV-9', cardNo: inHand().cardNo }];
    await erp.put('/feeds/shop/sales-deliveries/1', { soldOn: '2026-03-21', lines }).expect(200);
    const token = await visit();
    const { body } = await activate(token, inHand()).expect(200);
    expect(body).toMatchObject({
      serial: 'TV-9',
      cover: [
        { class: 'parts', percent: 100, startsOn: '2026-03-21', endsOn: '2028-03-20' },
        { class: 'labour', percent: 100, startsOn: '2026-03-21', endsOn: '2027-03-21' },
      ],
    });
  });

  it('C4 learn nothing of a card whose code they do not know', async () => {
    const wrong = { cardNo: inHand().cardNo, scratchCode: '0000000000000000' };
    const unknown = { cardNo: 'WC-9999-000001', scratchCode: '0000000000000000' };
    expect(await refusal(ask(wrong))).toEqual([422, 'warranty.card-code-refused']);
    expect((await ask(wrong)).body.title).toBe((await ask(unknown)).body.title);
    const office = await api.signIn(['warranty.read', 'warranty.manage']);
    const [card] = (await office.get(`/warranty-cards?q=${inHand().cardNo}`)).body.data;
    await office.post(`/warranty-cards/${card.id}/suspension`, { reason: 'lost' }, card.version).expect(200);
    expect(await refusal(ask(wrong))).toEqual([422, 'warranty.card-code-refused']);
    const held = await ask();
    expect([held.status, held.body.code, held.body.params]).toEqual([
      409,
      'warranty.card-not-open',
      { state: 'suspended', used: false },
    ]);
    const [{ n }] = await api.db.source.query('SELECT count(*)::int AS n FROM otp_challenge');
    expect(n).toBe(0); // no message leaves for somebody without a card

    const token = await visit(inHand(1));
    expect(await refusal(activate(token, { ...wrong, serial: 'X' }))).toEqual([422, 'warranty.card-code-refused']);
    expect(await refusal(activate(token, inHand(1)))).toEqual([422, 'invalid-input']);
    await activate(token, { ...inHand(1), serial: 'TV-1' }).expect(200);
    expect(await refusal(activate(token, { ...inHand(1), serial: 'TV-1' }))).toEqual([409, 'warranty.card-not-open']);
    expect(await refusal(activate(token, { ...inHand(2), serial: 'TV-1' }))).toEqual([
      409,
      'warranty.device-registered',
    ]);
  });

  it('P9 guesses are counted by card and by network, messages by number', async () => {
    const wrong = { cardNo: inHand().cardNo, scratchCode: '0000000000000000' };
    for (let n = 0; n < 10; n++) expect((await ask(wrong)).status).toBe(422);
    expect(await refusal(ask())).toEqual([429, 'too-many-requests']);
    await ask(inHand(1)).expect(202);
    expect(await refusal(ask(inHand(2)))).toEqual([429, 'too-many-requests']); // a message a minute to one number
    for (let n = 0; n < 10; n++)
      await post('codes', { cardNo: `X-${n}`, scratchCode: '1', mobile: MOBILE, locale: 'en' }, '203.0.113.9');
    expect((await post('codes', { ...inHand(3), mobile: MOBILE, locale: 'en' }, '203.0.113.10')).status).toBe(429);
  });

  it('P2 take a code five times, once, and only for the number it went to', async () => {
    await ask().expect(202);
    const { code } = await issued();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await refusal(post('sessions', { mobile: '09120000000', otp: code }))).toEqual([401, 'portal.code-refused']);
    for (let n = 0; n < 4; n++)
      expect(await refusal(post('sessions', { mobile: MOBILE, otp: wrong }))).toEqual([401, 'portal.code-refused']);
    await post('sessions', { mobile: MOBILE, otp: code }).expect(201);
    expect(await refusal(post('sessions', { mobile: MOBILE, otp: code }))).toEqual([401, 'portal.code-refused']);
    const sent = api.app.get(Clock).now().getTime();
    const clock = jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(new Date(sent + 61_000));
    await ask(inHand(1)).expect(202);
    const later = await issued();
    clock.mockReturnValue(new Date(sent + 400_000));
    expect(await refusal(post('sessions', { mobile: MOBILE, otp: later.code }))).toEqual([401, 'portal.code-refused']);
  });

  it('P8 a visit with a card opens no receipt and no staff route, and a receipt’s visit no card', async () => {
    const token = await visit();
    await api.anonymous.get('/portal/tracking').set('authorization', `Bearer ${token}`).expect(401);
    await api.anonymous.get('/warranty-cards').set('authorization', `Bearer ${token}`).expect(401);
    const staff = await api.signIn(['warranty.register']);
    expect(await refusal(activate(staff.token, { ...inHand(), serial: 'X' }))).toEqual([401, 'not-signed-in']);
    await post('activations', inHand()).expect(401);
    expect(await refusal(post('sessions', { mobile: '12', otp: '123456' }))).toEqual([422, 'invalid-input']);
  });

  it('C3 of the portal, an SMS and a counter at once exactly one makes the card a guarantee', async () => {
    const token = await visit();
    const clerk = await api.signIn(['warranty.register', 'warranty.read']);
    const service = api.app.get(CardsService, { strict: false });
    const by = { channel: 'sms', scratchCode: inHand().scratchCode, mobile: '+989120000000' } as const;
    const sms = api.db
      .transaction((tx) => service.activate(tx, SYSTEM, { cardNo: inHand().cardNo, serial: 'TV-5', by }))
      .then(
        () => 200,
        ({ status }: { status: number }) => status,
      );
    const outcomes = await Promise.all([
      sms,
      activate(token, { ...inHand(), serial: 'TV-5' }).then(({ status }) => status),
      clerk
        .post('/warranty-cards/activations', { cardNo: inHand().cardNo, serial: 'TV-5' })
        .then(({ status }) => status),
    ]);
    expect(outcomes.sort()).toEqual([200, 409, 409]);
  });
});
