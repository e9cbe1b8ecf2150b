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
});
