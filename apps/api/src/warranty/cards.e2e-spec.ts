import { BrandsService, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { type Id, newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { PoliciesService } from '@aftercare/warranty';
import type { Test } from 'supertest';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

const terms = {
  calendar: 'jalali',
  startBasis: 'activation',
  startCapMonths: 3,
  cover: [{ class: 'parts', months: 18, percent: 100 }],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'cost', handlingPercent: 0 },
};

describe('card routes', () => {
  const api = runningApi();
  let desk: SignedInClient;
  let clerk: SignedInClient;
  let policyId: Id;
  let productId: Id;

  beforeEach(async () => {
    desk = await api.signIn(['warranty.read', 'warranty.manage']);
    clerk = await api.signIn(['warranty.read', 'warranty.register']);
    const service = <T>(type: new (...parameters: never[]) => T): T => api.app.get<T>(type, { strict: false });
    await api.db.transaction(async (tx) => {
      const name = { fa: 'گوشی', en: 'Phone' };
      const brandId = await service(BrandsService).create(tx, SYSTEM, { name });
      const groupId = await service(ProductGroupsService).create(tx, SYSTEM, { parentId: null, code: 'ph', name });
      const product = { brandId, groupId, code: 'PH-1', name, serialPattern: null };
      productId = await service(ProductsService).create(tx, SYSTEM, product);
      const scopes = [{ brandId: null, productGroupId: null, productId: null }];
      policyId = await service(PoliciesService).draft(tx, SYSTEM, { code: 'PHONE-18', name, scopes, terms });
      await service(PoliciesService).publish(tx, SYSTEM, policyId, 1);
    });
  });

  const issue = async (body: object = {}) =>
    (await desk.post('/warranty-card-batches', { policyId, productId, count: 2, ...body }).expect(201)).body;
  const refusal = async (test: Test) => {
    const { status, body } = await test;
    return [status, body.code, ...(body.errors ?? []).map((fault: { pointer: string }) => fault.pointer)];
  };

  it('are issued, printed once, activated and voided, each act told in the audit', async () => {
    const batch = await issue();
    expect(batch).toMatchObject({
      policy: { code: 'PHONE-18', number: 1 },
      product: { code: 'PH-1', brand: { en: 'Phone' } },
      size: 2,
      activated: 0,
      printedAt: null,
    });
    const printing = await desk.post(`/warranty-card-batches/${batch.id}/printing`, {}, 1).expect(200);
    expect(printing.headers['cache-control']).toBe('no-store');
    const [card] = printing.body.cards;
    expect(card).toEqual({
      id: expect.any(String),
      cardNo: expect.stringMatching(/^WC-/),
      serial: null,
      scratchCode: expect.stringMatching(/^\d{16}$/),
    });
    const again = await desk.post(`/warranty-card-batches/${batch.id}/printing`, {}, 1);
    expect([again.status, again.body.code]).toEqual([412, 'stale-version']);

    const active = await clerk.post('/warranty-cards/activations', { cardNo: card.cardNo, serial: 'SN-1' }).expect(200);
    expect(active.body).toMatchObject({ cardNo: card.cardNo, state: 'active', activatedBy: 'staff' });
    expect((await clerk.get(`/warranty-cards?q=${card.cardNo.toLowerCase()}`).expect(200)).body.data).toEqual([
      active.body,
    ]);
    expect((await clerk.get('/warranty-cards?state=raw').expect(200)).body.data).toHaveLength(1);
    expect((await clerk.get(`/warranty-cards?batchId=${batch.id}&limit=1`).expect(200)).body.page.hasMore).toBe(true);
    expect((await clerk.get('/warranty-card-batches').expect(200)).body.data).toMatchObject([{ activated: 1 }]);
    const registered = await clerk.get(`/warranty-registrations?cardNo=${card.cardNo}`).expect(200);
    expect(registered.body.data).toMatchObject([{ deviceId: active.body.deviceId, state: 'active' }]);

    const path = `/warranty-cards/${active.body.id}`;
    const suspended = await desk.post(`${path}/suspension`, { reason: 'unpaid' }, active.body.version).expect(200);
    expect(suspended.body).toMatchObject({ state: 'suspended', allowedActions: ['resume', 'void'] });
    const resumed = await desk.post(`${path}/resumption`, { reason: 'paid' }, suspended.body.version).expect(200);
    const voided = await desk.post(`${path}/voiding`, { reason: 'forged' }, resumed.body.version).expect(200);
    expect(voided.body).toMatchObject({ state: 'void', stateReason: 'forged', allowedActions: [] });
    expect((await clerk.get(path).expect(200)).body).toEqual(voided.body);
    const acts = await api.db.source.query<{ action: string }[]>(
      `SELECT action FROM audit_entry WHERE action LIKE 'warranty.card%' OR action LIKE 'warranty.registration%' ORDER BY id`,
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'warranty.cards-issued',
      'warranty.cards-printed',
      'warranty.card-activated',
      'warranty.registration-suspended',
      'warranty.registration-resumed',
      'warranty.registration-voided',
    ]);
  });

  it('come as PDF to who has just made their codes, in both sizes and languages', async () => {
    const batch = await issue();
    const { body } = await desk.post(`/warranty-card-batches/${batch.id}/printing`, {}, 1).expect(200);
    expect(body.activationUrl).toMatch(/\/t\/cards$/);
    const cards = body.cards.map(({ id, scratchCode }: { id: Id; scratchCode: string }) => ({ id, scratchCode }));
    const path = `/warranty-card-batches/${batch.id}/papers`;
    const sizes: number[] = [];
    for (const [form, language] of [
      ['card', 'fa'],
      ['a6', 'en'],
    ]) {
      const paper = await desk.post(path, { form, language, cards }).expect(200);
      expect(paper.headers['content-type']).toBe('application/pdf');
      expect(paper.headers['content-disposition']).toContain(`${batch.number}-${form}-${language}.pdf`);
      expect(paper.headers['cache-control']).toBe('no-store');
      expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-');
      sizes.push(paper.body.length);
    }
    expect(new Set(sizes).size).toBe(2);
    const wrong = [{ ...cards[0], scratchCode: '0000000000000000' }];
    const asked = { form: 'card', language: 'fa' };
    expect(await refusal(desk.post(path, { ...asked, cards: wrong }))).toEqual([422, 'warranty.card-code-refused']);
    expect(await refusal(desk.post(path, { ...asked, cards: [] }))).toEqual([422, 'invalid-input', '/cards']);
    expect(await refusal(desk.post(path, { ...asked, form: 'a0', cards }))).toEqual([422, 'invalid-input', '/form']);
    expect(await refusal(clerk.post(path, { ...asked, cards }))).toEqual([403, 'not-allowed']);
    await desk.post(`/warranty-card-batches/${batch.id}/printing`, {}, 2).expect(200);
    expect(await refusal(desk.post(path, { ...asked, cards }))).toEqual([422, 'warranty.card-code-refused']);
  });

  it('refuse what is wrong, each with its code', async () => {
    const order = (body: object) => desk.post('/warranty-card-batches', { policyId, productId, ...body });
    expect(await refusal(order({}))).toEqual([422, 'invalid-input', '/count']);
    expect(await refusal(order({ count: 0 }))).toEqual([422, 'invalid-input', '/count']);
    expect(await refusal(order({ count: 1001 }))).toEqual([422, 'invalid-input', '/count']);
    expect(await refusal(order({ count: 1, serials: ['A1'] }))).toEqual([422, 'invalid-input', '/count']);
    expect(await refusal(order({ serials: ['A1', 'a-1'] }))).toEqual([422, 'invalid-input', '/serials/1']);
    expect(await refusal(order({ count: 1, productId: newId() }))).toEqual([422, 'warranty.unknown-reference']);
    expect(await refusal(order({ count: 1, policyId: newId() }))).toEqual([404, 'not-found']);
    expect(await refusal(order({ count: 1, scratchCode: '1' }))).toEqual([422, 'invalid-input', '/scratchCode']);

    const batch = await issue();
    const [card] = (await clerk.get(`/warranty-cards?batchId=${batch.id}`)).body.data;
    const activate = (body: object) => clerk.post('/warranty-cards/activations', body);
    expect(await refusal(activate({ cardNo: card.cardNo }))).toEqual([422, 'invalid-input', '/serial']);
    expect(await refusal(activate({ cardNo: 'WC-0', serial: 'S' }))).toEqual([404, 'not-found']);
    expect(await refusal(activate({ cardNo: card.cardNo, serial: 'S', mobile: '12' }))).toEqual([
      422,
      'invalid-input',
      '/mobile',
    ]);
    await activate({ cardNo: card.cardNo, serial: 'S1' }).expect(200);
    expect(await refusal(activate({ cardNo: card.cardNo, serial: 'S2' }))).toEqual([409, 'warranty.card-not-open']);
    const path = `/warranty-cards/${card.id}`;
    expect((await refusal(desk.post(`${path}/voiding`, {}, 2))).slice(0, 3)).toEqual([422, 'invalid-input', '/reason']);
    expect(await refusal(desk.post(`${path}/voiding`, { reason: 'x' }))).toEqual([428, 'version-required']);
    expect(await refusal(desk.post(`${path}/resumption`, { reason: 'x' }, 2))).toEqual([409, 'warranty.card-not-open']);
    expect(await refusal(clerk.get('/warranty-cards?state=lost'))).toEqual([400, 'invalid-query', '/state']);
    expect(await refusal(clerk.get(`/warranty-cards/${newId()}`))).toEqual([404, 'not-found']);
    expect(await refusal(clerk.get(`/warranty-card-batches/${newId()}`))).toEqual([404, 'not-found']);
  });

  it('are issued, printed and voided by who manages guarantees, activated by who registers them', async () => {
    const batch = await issue();
    const [card] = (await clerk.get(`/warranty-cards?batchId=${batch.id}`)).body.data;
    const reader = await api.signIn(['warranty.read']);
    expect(await refusal(clerk.post('/warranty-card-batches', { policyId, productId, count: 1 }))).toEqual([
      403,
      'not-allowed',
    ]);
    expect(await refusal(clerk.post(`/warranty-card-batches/${batch.id}/printing`, {}, 1))).toEqual([
      403,
      'not-allowed',
    ]);
    for (const act of ['suspension', 'resumption', 'voiding'])
      expect(await refusal(clerk.post(`/warranty-cards/${card.id}/${act}`, { reason: 'x' }, 1))).toEqual([
        403,
        'not-allowed',
      ]);
    expect(await refusal(reader.post('/warranty-cards/activations', { cardNo: card.cardNo, serial: 'S' }))).toEqual([
      403,
      'not-allowed',
    ]);
    expect(await refusal((await api.signIn(['device.read'])).get('/warranty-cards'))).toEqual([403, 'not-allowed']);
    await api.anonymous.get('/warranty-card-batches').expect(401);
  });
});
