import { newId } from '@aftercare/kernel';
import { type RunningApi, runningApi, type SignedInClient } from '../../test/running-api.js';

const api: RunningApi = runningApi();
let manager: SignedInClient;
beforeEach(async () => {
  manager = await api.signIn(['catalog.manage', 'catalog.read']);
});

const NAME = { fa: 'نام', en: 'Name' };

describe.each([
  ['/brands', () => ({ name: NAME }), 'catalog.brand-exists'],
  ['/product-groups', () => ({ parentId: null, code: 'tv', name: NAME }), 'catalog.product-group-exists'],
  ['/parts', () => ({ sku: 'P-1', name: NAME, brandId: null, groupId: null, listPrice: 100 }), 'catalog.part-exists'],
  [
    '/service-items',
    () => ({ code: 'L-1', name: NAME, groupId: null, coverClass: 'labour', standardMinutes: 30, price: 100 }),
    'catalog.service-item-exists',
  ],
  ['/codes', () => ({ kind: 'fault', code: 'F999', name: NAME }), 'catalog.code-exists'],
])('%s', (path, body, existsCode) => {
  it('is made, read, listed and changed', async () => {
    const made = await manager.post(path, body()).expect(201);
    expect(made.headers['etag']).toBe('"1"');
    expect((await manager.get(`${path}/${made.body.id}`).expect(200)).body).toEqual(made.body);
    const list = await manager.get(`${path}?q=name${path === '/codes' ? '&kind=fault' : ''}`).expect(200);
    expect(list.body.data).toContainEqual(made.body);
    const renamed = { name: { fa: null, en: 'Renamed' } };
    const changed = await manager.patch(`${path}/${made.body.id}`, renamed, 1).expect(200);
    expect(changed.body).toMatchObject({ name: { fa: null, en: 'Renamed' }, version: 2 });
  });

  it('refuses a second one of the same name or code', async () => {
    await manager.post(path, body()).expect(201);
    expect((await manager.post(path, body()).expect(409)).body.code).toBe(existsCode);
  });

  it('refuses an unknown field, a missing name, a stale and a missing version', async () => {
    const unknown = await manager.post(path, { ...body(), colour: 'red' }).expect(422);
    expect(unknown.body.errors).toEqual([expect.objectContaining({ pointer: '/colour', code: 'unknownField' })]);
    const nameless = await manager.post(path, { ...body(), name: { fa: null, en: null } });
    expect(nameless.body).toMatchObject({ status: 422, code: 'catalog.name-missing' });
    const { id } = (await manager.post(path, body()).expect(201)).body;
    await manager.patch(`${path}/${id}`, { name: NAME }).expect(428);
    await manager.patch(`${path}/${id}`, { name: NAME }, 7).expect(412);
    await manager.get(`${path}/${newId()}`).expect(404);
    await manager.get(`${path}/no-id`).expect(404);
  });

  it('is readable and writable by permission only', async () => {
    const reader = await api.signIn(['catalog.read']);
    const stranger = await api.signIn([]);
    expect((await reader.post(path, body()).expect(403)).body).toMatchObject({
      params: { permission: 'catalog.manage' },
    });
    await stranger.get(path).expect(403);
    await api.anonymous.get(path).expect(401);
  });
});

describe('/products', () => {
  it('belong to a brand and a group that exist, with a mask of their serials', async () => {
    const brandId = (await manager.post('/brands', { name: NAME })).body.id;
    const groupId = (await manager.post('/product-groups', { parentId: null, code: 'tv', name: NAME })).body.id;
    const product = { brandId, groupId, code: 'TV-55', name: NAME, serialPattern: 'TV999999' };
    const made = await manager.post('/products', product).expect(201);
    expect(made.body).toMatchObject({ brand: { id: brandId }, group: { id: groupId, code: 'tv' } });
    expect((await manager.post('/products', product).expect(409)).body.code).toBe('catalog.product-exists');
    expect((await manager.post('/products', { ...product, code: 'X', brandId: newId() }).expect(422)).body.code).toBe(
      'catalog.unknown-reference',
    );
    expect(
      (await manager.post('/products', { ...product, code: 'X', serialPattern: '(a+)+' }).expect(422)).body.code,
    ).toBe('catalog.bad-serial-pattern');
    expect((await manager.get(`/products?groupId=${groupId}`)).body.data).toHaveLength(1);
    expect((await manager.get(`/products?groupId=${newId()}`)).body.data).toHaveLength(0);
  });

  it('are known by GTIN, value and end of support, and tell who takes one in what does not fit', async () => {
    const brandId = (await manager.post('/brands', { name: NAME })).body.id;
    const groupId = (await manager.post('/product-groups', { parentId: null, code: 'tv', name: NAME })).body.id;
    const product = { brandId, groupId, code: 'P-1', name: NAME, serialPattern: 'TV999' };
    const refused = async (more: object) =>
      (await manager.post('/products', { ...product, ...more }).expect(422)).body.code;
    expect(await refused({ gtin: '4006381333932' })).toBe('catalog.bad-gtin');
    expect(await refused({ discontinuedOn: '2026-01-02', supportUntil: '2026-01-01' })).toBe(
      'catalog.support-before-end',
    );
    await manager.post('/products', { ...product, replacementValue: 0 }).expect(422);
    const known = { gtin: '036000291452', hasImei: true, replacementValue: 5_000, discontinuedOn: '2020-01-01' };
    const { body: made } = await manager.post('/products', { ...product, ...known }).expect(201);
    expect(made).toMatchObject({ ...known, supportUntil: null });
    expect(made.replacementValueOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const twin = { ...product, code: 'P-2', gtin: '0036000291452' }; // the same number, as GTIN-13
    expect((await manager.post('/products', twin).expect(409)).body.code).toBe('catalog.gtin-exists');
    expect((await manager.get('/products?gtin=00036000291452')).body.data).toMatchObject([{ id: made.id }]);

    const notices = async (query: string) =>
      (await manager.get(`/products/${made.id}/notices?${query}`).expect(200)).body;
    expect(await notices('serial=XX1')).toEqual({ notices: ['serial-pattern', 'imei-missing', 'discontinued'] });
    await manager.patch(`/products/${made.id}`, { supportUntil: '2024-01-01', replacementValue: null }, 1).expect(200);
    expect(await notices('serial=tv-123&imei=490154203237518')).toEqual({ notices: ['support-ended'] });
    expect((await manager.get(`/products/${made.id}`)).body).toMatchObject({
      replacementValueOn: null,
      gtin: '036000291452',
    });
    await manager.get(`/products/${newId()}/notices`).expect(404);
  });
});

describe('/tariffs', () => {
  const tariff = { partId: null, serviceItemId: null, productId: null, groupId: null, grade: null, minutes: null };
  const since = { validFrom: '2020-01-01', validUntil: null };

  async function catalogue() {
    const id = async (path: string, body: object) => (await manager.post(path, body).expect(201)).body.id as string;
    const brandId = await id('/brands', { name: NAME });
    const home = await id('/product-groups', { parentId: null, code: 'home', name: NAME });
    const fridge = await id('/product-groups', { parentId: home, code: 'fridge', name: NAME });
    const productId = await id('/products', { brandId, groupId: fridge, code: 'F-1', name: NAME, serialPattern: null });
    const partId = await id('/parts', { sku: 'P-1', name: NAME, brandId: null, groupId: null, listPrice: 100 });
    const work = { code: 'L-1', name: NAME, groupId: null, coverClass: 'labour', standardMinutes: 30, price: 100 };
    return { home, fridge, productId, partId, serviceItemId: await id('/service-items', work) };
  }

  it('C10 the closest one that holds today is what a list tells, by product and grade of the centre', async () => {
    const { home, fridge, productId, partId, serviceItemId } = await catalogue();
    const [center] = await api.db.source.query<{ id: string }[]>(
      `INSERT INTO service_center (id, code, name_fa, time_zone, calendar, grade)
       VALUES (gen_random_uuid(), 'C1', 'مرکز', 'Asia/Tehran', 'jalali', 'A') RETURNING id`,
    );
    const add = (more: object) => manager.post('/tariffs', { ...tariff, ...since, ...more }).expect(201);
    const costs = async (query = '') => {
      const scope = `forProductId=${productId}${query}`;
      const [service] = (await manager.get(`/service-items?${scope}`).expect(200)).body.data;
      return service.applied && [service.applied.price, service.applied.minutes];
    };
    expect(await costs()).toBeNull();
    await add({ serviceItemId, price: 1, validUntil: '2021-01-01' });
    expect(await costs()).toBeNull();
    await add({ serviceItemId, groupId: home, price: 2, minutes: 20 });
    expect(await costs()).toEqual([2, 20]);
    await add({ serviceItemId, groupId: home, grade: 'A', price: 3 });
    expect(await costs()).toEqual([2, 20]);
    expect(await costs(`&forCenterId=${center!.id}`)).toEqual([3, null]);
    await add({ serviceItemId, groupId: fridge, price: 4 });
    expect(await costs(`&forCenterId=${center!.id}`)).toEqual([4, null]);
    await add({ serviceItemId, productId, price: 5 });
    expect(await costs()).toEqual([5, null]);
    await add({ partId, productId, price: 6 });
    expect((await manager.get(`/parts?forProductId=${productId}`)).body.data).toMatchObject([
      { applied: { price: 6 } },
    ]);
    expect((await manager.get('/parts')).body.data[0]).not.toHaveProperty('applied');
    expect((await manager.get(`/tariffs?productId=${productId}`)).body.data).toHaveLength(2);
    expect((await manager.get(`/tariffs?serviceItemId=${serviceItemId}&from=2021-01-01`)).body.data).toHaveLength(4);
  });

  it('C9 a newer one ends the open one; periods for the same never overlap, however many come at once', async () => {
    const { partId, home } = await catalogue();
    const body = { ...tariff, partId, groupId: home, price: 10 };
    const first = (await manager.post('/tariffs', { ...body, ...since }).expect(201)).body;
    const next = { ...body, validFrom: '2026-03-21', validUntil: null };
    const answers = await Promise.all([1, 2, 3].map(() => manager.post('/tariffs', next)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('catalog.tariff-overlaps');
    expect((await manager.get(`/tariffs/${first.id}`)).body).toMatchObject({ validUntil: '2026-03-21', version: 2 });
    const inside = { ...body, validFrom: '2025-01-01', validUntil: '2025-02-01' };
    expect((await manager.post('/tariffs', inside).expect(409)).body.code).toBe('catalog.tariff-overlaps');
    await manager.patch(`/tariffs/${first.id}`, { validUntil: '2025-01-01', price: 11 }, 2).expect(200);
    await manager.post('/tariffs', inside).expect(201);
  });

  it('refuses what is for nothing, for two things, or ends before it begins', async () => {
    const { partId, serviceItemId, productId, home } = await catalogue();
    const bad = async (more: object) =>
      (await manager.post('/tariffs', { ...tariff, ...since, price: 1, ...more }).expect(422)).body.code;
    expect(await bad({})).toBe('catalog.bad-tariff');
    expect(await bad({ partId, serviceItemId })).toBe('catalog.bad-tariff');
    expect(await bad({ partId, productId, groupId: home })).toBe('catalog.bad-tariff');
    expect(await bad({ partId, minutes: 5 })).toBe('catalog.bad-tariff');
    expect(await bad({ partId, validUntil: '2020-01-01' })).toBe('catalog.bad-tariff');
    expect(await bad({ partId: newId() })).toBe('catalog.unknown-reference');
    await manager.post('/tariffs', { ...tariff, ...since, partId, price: -1 }).expect(422);
    const reader = await api.signIn(['catalog.read']);
    await reader.post('/tariffs', { ...tariff, ...since, partId, price: 1 }).expect(403);
    expect((await manager.get('/tariffs')).body.data).toEqual([]);
  });
});

describe('parts of products', () => {
  async function catalogue() {
    const made = async (path: string, body: object) => (await manager.post(path, body).expect(201)).body.id as string;
    const part = (sku: string) => made('/parts', { sku, name: NAME, brandId: null, groupId: null, listPrice: 1 });
    const brandId = await made('/brands', { name: NAME });
    const groupId = await made('/product-groups', { parentId: null, code: 'tv', name: NAME });
    const productId = await made('/products', { brandId, groupId, code: 'TV', name: NAME, serialPattern: null });
    return { groupId, productId, board: await part('BRD'), newer: await part('BRD-2'), other: await part('BRD-3') };
  }

  it('C11 a product has places below places, replaced as a whole', async () => {
    const { groupId, productId, board } = await catalogue();
    const path = `/products/${productId}/structure`;
    const at = (slot: string, more: object = {}) => ({
      slot,
      parentSlot: null,
      groupId: null,
      partId: null,
      quantity: 1,
      serialised: false,
      ...more,
    });
    const components = [
      at('lid', { quantity: 2 }),
      at('board', { parentSlot: 'lid', groupId, partId: board, serialised: true }),
    ];
    const set = await manager.put(path, { components }, 1).expect(200);
    expect(set.body.components).toMatchObject([
      { slot: 'lid', quantity: 2, part: null },
      { slot: 'board', parentSlot: 'lid', group: { code: 'tv' }, part: { code: 'BRD' }, serialised: true },
    ]);
    await manager.put(path, { components }, 1).expect(412);
    const bad = async (...places: object[]) =>
      (await manager.put(path, { components: places }, 2).expect(422)).body.code;
    expect(await bad(at('a', { parentSlot: 'b' }))).toBe('catalog.bad-structure');
    expect(await bad(at('a'), at('a'))).toBe('catalog.bad-structure');
    expect(await bad(at('a', { partId: newId() }))).toBe('catalog.unknown-reference');
    await manager.put(path, { components: [at('a', { quantity: 0 })] }, 2).expect(422);
    expect((await manager.get(path).expect(200)).body).toEqual(set.body);
    await manager.put(path, { components: [at('case')] }, 2).expect(200);
    expect((await manager.get(path)).body.components).toMatchObject([{ slot: 'case' }]);
    await manager.get(`/products/${newId()}/structure`).expect(404);
    const reader = await api.signIn(['catalog.read']);
    await reader.put(path, { components: [] }, 3).expect(403);
  });

  it('C12 a part fits products and has substitutes in their order, one way only', async () => {
    const { productId, board, newer, other } = await catalogue();
    const path = `/parts/${board}/relations`;
    const substitutes = [
      { partId: newer, note: 'needs firmware 2' },
      { partId: other, note: null },
    ];
    const set = await manager.put(path, { productIds: [productId, productId], substitutes }, 1).expect(200);
    expect(set.body).toMatchObject({
      products: [{ id: productId, code: 'TV' }],
      substitutes: [
        { part: { code: 'BRD-2' }, note: 'needs firmware 2' },
        { part: { code: 'BRD-3' }, note: null },
      ],
      version: 2,
    });
    expect((await manager.get(`/parts/${newer}/relations`)).body).toMatchObject({ products: [], substitutes: [] });
    expect((await manager.get(`/products/${productId}/parts`)).body.data).toMatchObject([{ id: board, code: 'BRD' }]);
    const bad = async (body: object) =>
      (await manager.put(path, { productIds: [], substitutes: [], ...body }, 2)).body.code;
    expect(await bad({ substitutes: [{ partId: board, note: null }] })).toBe('catalog.bad-substitute');
    expect(await bad({ substitutes: [substitutes[0], substitutes[0]] })).toBe('catalog.bad-substitute');
    expect(await bad({ productIds: [newId()] })).toBe('catalog.unknown-reference');
    expect((await manager.get(path)).body).toEqual(set.body);
    await manager.get(`/parts/${newId()}/relations`).expect(404);
  });
});

describe('/codes and their combinations', () => {
  const codeOf = async (kind: string, code: string): Promise<string> =>
    (await manager.get(`/codes?kind=${kind}&q=${code}`).expect(200)).body.data[0].id;

  it('have a place in IRIS, a heading and a product group; bad input is refused and changes nothing', async () => {
    const groupId = (await manager.post('/product-groups', { parentId: null, code: 'tv', name: NAME })).body.id;
    const heading = { kind: 'symptom', code: 'H17', name: NAME, irisCode: '17', isHeading: true };
    const headingId = (await manager.post('/codes', heading).expect(201)).body.id;
    const code = { kind: 'symptom', code: 'T-1', name: NAME, irisCode: '17X', headingId, groupId, position: 3 };
    expect((await manager.post('/codes', code).expect(201)).body).toMatchObject({
      irisCode: '17X',
      heading: { code: 'H17' },
      group: { code: 'tv' },
      isHeading: false,
      position: 3,
    });
    const refusals = [
      [{ irisCode: '1' }, 'catalog.bad-iris-code'],
      [{ irisCode: '18X' }, 'catalog.bad-iris-code'],
      [{ irisCode: 'TOO-LONG' }, 'invalid-input'],
      [{ headingId: newId() }, 'catalog.bad-heading'],
      [{ kind: 'fault', irisCode: null }, 'catalog.bad-heading'],
      [{ groupId: newId() }, 'catalog.unknown-reference'],
      [{ position: -1 }, 'invalid-input'],
    ] as const;
    for (const [more, problem] of refusals) {
      const { body } = await manager.post('/codes', { ...code, code: 'T-2', ...more }).expect(422);
      expect(body.code).toBe(problem);
    }
    expect((await manager.get('/codes?kind=symptom&q=T-2')).body.data).toEqual([]);
    await manager.get('/codes?kind=symptom&show=some').expect(400);
    await manager.get('/codes?kind=nothing').expect(400);
  });

  it('go together as the list says: made, found, changed under its version, taken off', async () => {
    const [symptomId, faultId] = [await codeOf('symptom', 'S110'), await codeOf('fault', 'F101')];
    const row = { groupId: null, symptomId, faultId, causeId: null, repairId: null };
    const { body: made } = await manager.post('/code-combinations', row).expect(201);
    expect(made).toMatchObject({ symptom: { code: 'S110' }, fault: { code: 'F101' }, cause: null, version: 1 });
    expect((await manager.get('/code-combinations?q=F101')).body.data).toEqual([made]);
    expect((await manager.get(`/code-combinations?symptomId=${newId()}`)).body.data).toEqual([]);
    expect((await manager.post('/code-combinations', row).expect(409)).body.code).toBe('catalog.combination-exists');
    expect((await manager.post('/code-combinations', { ...row, faultId: null }).expect(422)).body.code).toBe(
      'catalog.bad-combination',
    );
    expect((await manager.post('/code-combinations', { ...row, faultId: symptomId }).expect(422)).body).toMatchObject({
      code: 'catalog.unknown-code',
      errors: [{ pointer: '/faultId' }],
    });
    const path = `/code-combinations/${made.id}`;
    await manager.patch(path, { causeId: await codeOf('cause', 'C30') }).expect(428);
    const changed = await manager.patch(path, { causeId: await codeOf('cause', 'C30') }, 1).expect(200);
    expect(changed.body).toMatchObject({ cause: { code: 'C30' }, version: 2 });
    const reader = await api.signIn(['catalog.read']);
    await reader.post('/code-combinations', row).expect(403);
    await reader.delete(path, 2).expect(403);
    await manager.delete(path, 1).expect(412);
    await manager.delete(path, 2).expect(204);
    await manager.get(path).expect(404);
  });

  it('come in starter sets, each with its day and source, taken over once', async () => {
    const { body } = await manager.get('/code-presets').expect(200);
    expect(body.data.map(({ code }: { code: string }) => code)).toEqual(['general', 'phones', 'appliances']);
    const adopt = (groupId: string | null) => manager.post('/code-presets/appliances/adoption', { groupId });
    expect((await adopt(newId()).expect(422)).body.code).toBe('catalog.unknown-reference');
    expect((await manager.get('/codes?kind=repair')).body.data).toEqual([]);
    const first = (await adopt(null).expect(200)).body;
    expect(first.created).toBeGreaterThan(80);
    expect((await adopt(null).expect(200)).body).toMatchObject({ created: 0, completed: 0 });
    await manager.post('/code-presets/none/adoption', { groupId: null }).expect(404);
    const reader = await api.signIn(['catalog.read']);
    await reader.post('/code-presets/general/adoption', { groupId: null }).expect(403);
    const { data } = (await manager.get('/codes?kind=circumstance&show=all')).body;
    expect(data[0]).toMatchObject({ code: 'E1', irisCode: 'X1', isHeading: true });
    expect(data.find(({ code }: { code: string }) => code === 'E11')).toMatchObject({ heading: { code: 'E1' } });
  });
});
