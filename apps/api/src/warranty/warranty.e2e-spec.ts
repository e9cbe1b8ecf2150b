import { BrandsService, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { DevicesService } from '@aftercare/devices';
import { type Id, newId } from '@aftercare/kernel';
import { type Permission, SYSTEM } from '@aftercare/platform';
import type { Test } from 'supertest';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

const terms = {
  calendar: 'jalali',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 12, percent: 100 },
  ],
  exclusions: [{ faultCode: 'F171', evidence: 2 }],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'cost', handlingPercent: 15 },
};
const draft = {
  code: 'HOME-24',
  name: { fa: 'لوازم خانگی', en: null },
  scopes: [{ brandId: null, productGroupId: null, productId: null }],
  terms,
};

describe('warranty routes', () => {
  const api = runningApi();
  const clerkOf = (...permissions: Permission[]) => api.signIn(permissions);
  let clerk: SignedInClient;

  beforeEach(async () => {
    clerk = await clerkOf('warranty.read', 'warranty.register', 'warranty.manage');
  });

  function aDevice(): Promise<Id> {
    const brands = api.app.get(BrandsService, { strict: false });
    const groups = api.app.get(ProductGroupsService, { strict: false });
    const products = api.app.get(ProductsService, { strict: false });
    const devices = api.app.get(DevicesService, { strict: false });
    return api.db.transaction(async (tx) => {
      const code = newId();
      const name = { fa: null, en: code };
      const brandId = await brands.create(tx, SYSTEM, { name });
      const groupId = await groups.create(tx, SYSTEM, { parentId: null, code, name });
      const productId = await products.create(tx, SYSTEM, { brandId, groupId, code, name, serialPattern: null });
      return devices.register(tx, SYSTEM, { brandId, productId, serial: code, verified: true });
    });
  }

  async function aPublishedPolicy(): Promise<{ id: Id; version: number }> {
    const { body } = await clerk.post('/warranty-policies', draft).expect(201);
    const published = await clerk.post(`/warranty-policies/${body.id}/publication`, {}, 1).expect(200);
    return published.body;
  }

  it('drafts, shows, lists, revises and publishes a policy', async () => {
    const created = await clerk.post('/warranty-policies', draft).expect(201);
    const { terms: _, ...shown } = draft;
    expect(created.body).toMatchObject({ ...shown, publishedNumber: null, hasDraft: true, version: 1 });
    expect(created.body.versions).toMatchObject([{ number: 1, terms, publishedAt: null }]);
    expect(created.headers['etag']).toBe('"1"');
    const path = `warranty-policies/${created.body.id}`;
    expect((await clerk.get(`/${path}`).expect(200)).body).toEqual(created.body);
    const longer = { ...terms, cover: [{ class: 'parts', months: 36, percent: 80 }] };
    await clerk.put(`/${path}/draft`, { terms: longer }, 1).expect(200);
    const published = await clerk.post(`/${path}/publication`, {}, 2).expect(200);
    expect(published.body).toMatchObject({
      publishedNumber: 1,
      hasDraft: false,
      version: 3,
      versions: [{ terms: longer }],
    });
    const list = await clerk.get('/warranty-policies?q=خانگي').expect(200);
    expect(list.body).toMatchObject({ data: [{ code: 'HOME-24', publishedNumber: 1 }], page: { hasMore: false } });
  });

  it('changes for which devices a policy is and who answers for it, without a new version of its terms', async () => {
    const policy = await aPublishedPolicy();
    const path = `/warranty-policies/${policy.id}`;
    expect(policy).toMatchObject({ responsible: [] });
    const [first, second] = [await clerkOf('warranty.read'), await clerkOf('warranty.read')];
    const people = [second, first].map(({ accountId }) => accountId);
    const deviceId = await aDevice();
    const { productId } = (
      await api.db.source.query('SELECT product_id AS "productId" FROM device WHERE id = $1', [deviceId])
    )[0];
    const scopes = [{ brandId: null, productGroupId: null, productId }];
    const changed = await clerk.patch(path, { scopes, responsibleIds: people }, policy.version).expect(200);
    expect(changed.body).toMatchObject({ name: draft.name, scopes, publishedNumber: 1, hasDraft: false, version: 3 });
    expect(changed.body.responsible.map(({ id }: { id: Id }) => id)).toEqual(people);
    await clerk.patch(path, { responsibleIds: [] }, policy.version).expect(412);

    const { body: registration } = await clerk
      .post('/warranty-registrations', { deviceId, start: { soldOn: '2026-01-10' } })
      .expect(201);
    expect(registration.responsible).toEqual(changed.body.responsible);
    const other = { deviceId: await aDevice(), start: { soldOn: '2026-01-10' } };
    expect((await clerk.post('/warranty-registrations', other).expect(409)).body.code).toBe(
      'warranty.no-policy-for-device',
    );

    const named = await clerk.patch(path, { name: { fa: null, en: 'Home' }, responsibleIds: [] }, 3).expect(200);
    expect(named.body).toMatchObject({ name: { fa: null, en: 'Home' }, responsible: [], scopes });
    const unknown = await clerk.patch(path, { responsibleIds: [newId()] }, 4).expect(422);
    expect(unknown.body.code).toBe('warranty.unknown-reference');
    expect((await clerk.patch(path, { scopes: [] }, 4).expect(422)).body.errors).toMatchObject([
      { pointer: '/scopes' },
    ]);
    expect((await clerk.get(path)).body.version).toBe(4);
    await first.patch(path, { responsibleIds: [] }, 4).expect(403);
  });

  it('offers presets, each of which can be drafted as it is', async () => {
    const { body } = await clerk.get('/warranty-presets').expect(200);
    expect(body.data.map(({ code }: { code: string }) => code)).toEqual(['ir', 'eu', 'in', 'generic']);
    for (const { policies } of body.data) {
      for (const { code, name, terms: preset } of policies) {
        const { scopes } = draft;
        const created = await clerk.post('/warranty-policies', { code, name, scopes, terms: preset }).expect(201);
        expect(created.body.versions[0].terms).toEqual(preset);
      }
    }
    await (await clerkOf('catalog.read')).get('/warranty-presets').expect(403);
  });

  it('refuses what is wrong about a policy, each with its code', async () => {
    const refusal = async (test: Test) => {
      const { status, body } = await test;
      return [status, body.code, ...(body.errors ?? []).map((fault: { pointer: string }) => fault.pointer)];
    };
    const faulty = {
      ...draft,
      terms: { ...terms, cover: [{ class: 'parts', months: 0, percent: 50 }], startCapMonths: 3 },
    };
    expect(await refusal(clerk.post('/warranty-policies', faulty))).toEqual([
      422,
      'invalid-input',
      '/terms/cover/0/months',
    ]);
    const capped = { ...draft, terms: { ...terms, startCapMonths: 3 } };
    expect(await refusal(clerk.post('/warranty-policies', capped))).toEqual([
      422,
      'invalid-input',
      '/terms/startCapMonths',
    ]);
    const unknown = { ...draft, terms: { ...terms, freeTea: 7 } };
    expect(await refusal(clerk.post('/warranty-policies', unknown))).toEqual([422, 'invalid-input', '/terms/freeTea']);
    const elsewhere = { ...draft, scopes: [{ ...draft.scopes[0], brandId: newId() }] };
    expect(await refusal(clerk.post('/warranty-policies', elsewhere))).toEqual([422, 'warranty.unknown-reference']);
    const twice = { ...draft, scopes: [draft.scopes[0], draft.scopes[0]] };
    expect(await refusal(clerk.post('/warranty-policies', twice))).toEqual([422, 'warranty.scope-repeated']);
    const nameless = { ...draft, name: { fa: null, en: null } };
    expect(await refusal(clerk.post('/warranty-policies', nameless))).toEqual([422, 'warranty.name-missing']);
    const { id } = await aPublishedPolicy();
    expect(await refusal(clerk.post('/warranty-policies', draft))).toEqual([409, 'warranty.policy-code-taken']);
    const publish = (version?: number) => clerk.post(`/warranty-policies/${id}/publication`, {}, version);
    expect(await refusal(publish())).toEqual([428, 'version-required']);
    expect(await refusal(publish(1))).toEqual([412, 'stale-version']);
    expect(await refusal(publish(2))).toEqual([409, 'warranty.nothing-to-publish']);
    expect(await refusal(clerk.get(`/warranty-policies/${newId()}`))).toEqual([404, 'not-found']);
    const reader = await clerkOf('warranty.read');
    expect(await refusal(reader.post('/warranty-policies', draft))).toEqual([403, 'not-allowed']);
    const stranger = await clerkOf('catalog.read');
    expect(await refusal(stranger.get('/warranty-policies'))).toEqual([403, 'not-allowed']);
  });

  it('registers a device, corrects its facts and voids it', async () => {
    await aPublishedPolicy();
    const deviceId = await aDevice();
    const registered = await clerk
      .post('/warranty-registrations', { deviceId, start: { soldOn: '2024-03-20' } })
      .expect(201);
    expect(registered.body).toMatchObject({
      deviceId,
      policy: { code: 'HOME-24', number: 1 },
      state: 'active',
      startsOn: '2024-03-20',
      endsOn: '2026-03-21',
      version: 1,
    });
    const { id, cardNo } = registered.body;
    for (const query of [`deviceId=${deviceId}`, `cardNo=${cardNo}`]) {
      expect((await clerk.get(`/warranty-registrations?${query}`).expect(200)).body.data).toEqual([registered.body]);
    }
    const path = `warranty-registrations/${id}`;
    const correction = { start: { soldOn: '2024-03-21' }, reason: 'receipt found' };
    const corrected = await clerk.patch(`/${path}`, correction, 1).expect(200);
    expect(corrected.body).toMatchObject({ startsOn: '2024-03-21', endsOn: '2026-03-22', version: 2 });
    const voided = await clerk.post(`/${path}/voiding`, { reason: 'forged card' }, 2).expect(200);
    expect(voided.body).toMatchObject({ state: 'void', stateReason: 'forged card', version: 3 });
    expect((await clerk.get(`/${path}`).expect(200)).body).toEqual(voided.body);
  });

  it('refuses what is wrong about a registration, each with its code', async () => {
    const deviceId = await aDevice();
    const register = (body: object) => clerk.post('/warranty-registrations', { deviceId, start: {}, ...body });
    expect((await register({}).expect(409)).body.code).toBe('warranty.no-policy-for-device');
    await aPublishedPolicy();
    expect((await register({ deviceId: newId() }).expect(404)).body.code).toBe('not-found');
    const noDay = await register({ start: { soldOn: '2024-02-30' } }).expect(422);
    expect(noDay.body.errors).toMatchObject([{ pointer: '/start/soldOn', code: 'civilDate' }]);
    const early = await register({ start: { madeOn: '2024-02-02', soldOn: '2024-02-01' } }).expect(422);
    expect(early.body.code).toBe('warranty.dates-contradict');
    const { id } = (await register({ cardNo: 'CARD-1' }).expect(201)).body;
    expect((await register({}).expect(409)).body.code).toBe('warranty.device-registered');
    const other = await register({ deviceId: await aDevice(), cardNo: 'CARD-1' }).expect(409);
    expect(other.body.code).toBe('warranty.card-number-taken');
    const voidIt = (body: object, version: number, by = clerk) =>
      by.post(`/warranty-registrations/${id}/voiding`, body, version);
    const withoutReason = await voidIt({}, 1).expect(422);
    expect(withoutReason.body.errors[0].pointer).toBe('/reason');
    await voidIt({ reason: 'x' }, 1).expect(200);
    const again = await voidIt({ reason: 'x' }, 2).expect(409);
    expect(again.body).toMatchObject({ code: 'warranty.registration-closed', params: { state: 'void' } });
    const receptionist = await clerkOf('warranty.read', 'warranty.register');
    await voidIt({ reason: 'x' }, 2, receptionist).expect(403);
  });

  it('tries terms out on made-up facts and stores nothing', async () => {
    const facts = {
      on: '2025-09-10',
      provenance: 'verified',
      registration: {
        cardNo: 'TRY',
        state: 'active',
        policy: { code: 'HOME-24', version: 1, terms },
        start: {
          cardIssuedOn: null,
          soldOn: '2024-03-20',
          deliveredOn: null,
          installedOn: null,
          activatedOn: null,
          madeOn: null,
        },
      },
      goodwill: null,
      lines: [
        { lineId: 'board', class: 'parts', evidenceCount: 0 },
        { lineId: 'labour', class: 'labour', evidenceCount: 0 },
        { lineId: 'screen', class: 'parts', faultCode: 'F171', evidenceCount: 2 },
      ],
    };
    const tryOut = (body: object) => clerk.post('/warranty-policies/tryouts', body);
    const { body } = await tryOut(facts).expect(200);
    expect(body).toMatchObject({
      overall: 'partial',
      headline: { standing: 'partly', reason: { code: 'excluded' }, daysLeft: 192 },
      lines: [
        { lineId: 'board', coveredPercent: 100, rule: 'product-warranty' },
        { lineId: 'labour', coveredPercent: 0, reasons: [{ code: 'period-over', params: { endsOn: '2025-03-21' } }] },
        { lineId: 'screen', coveredPercent: 0, reasons: [{ code: 'excluded', params: { evidenceNeeded: 2 } }, {}] },
      ],
    });
    expect(await api.db.source.query('SELECT id FROM coverage_decision')).toEqual([]);
    const twice = await tryOut({ ...facts, lines: [facts.lines[0], facts.lines[0]] }).expect(422);
    expect(twice.body.errors).toMatchObject([{ pointer: '/lines/1/lineId', code: 'duplicate' }]);
    const bearers = { ...terms, costBearers: [{ bearer: 'maker', percent: 90 }] };
    const policy = { ...facts.registration.policy, terms: bearers };
    const unsound = await tryOut({ ...facts, registration: { ...facts.registration, policy } }).expect(422);
    expect(unsound.body.errors).toMatchObject([{ pointer: '/registration/policy/terms/costBearers', code: 'sum' }]);
  });
});
