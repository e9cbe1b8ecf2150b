import { newId } from '@aftercare/kernel';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

const ahmadi = { kind: 'person', name: 'مریم احمدی', mobile: '۰۹۱۲۳۴۵۶۷۸۹', locale: 'fa' };

describe('customers', () => {
  const api = runningApi();
  let desk: SignedInClient;
  beforeEach(async () => {
    desk = await api.signIn(['customer.read', 'customer.write']);
  });

  it('are registered, found and changed', async () => {
    const made = await desk.post('/customers', { ...ahmadi, nationalId: '0499370898' }).expect(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      kind: 'person',
      name: 'مریم احمدی',
      mobile: '+989123456789',
      otherMobiles: [],
      email: null,
      nationalId: '0499370898',
      nationalIdAgrees: false,
      economicNo: null,
      locale: 'fa',
      address: null,
      note: null,
      version: 1,
      createdAt: expect.any(String),
    });
    expect(made.headers['etag']).toBe('"1"');
    const { id } = made.body as { id: string };
    const changed = await desk.patch(`/customers/${id}`, { email: 'm@example.com' }, 1).expect(200);
    expect(changed.body).toMatchObject({ email: 'm@example.com', nationalId: '0499370898', version: 2 });
    const found = await desk.get(`/customers?q=${encodeURIComponent('احمد')}`).expect(200);
    expect(found.body).toEqual({
      data: [{ id, kind: 'person', name: 'مریم احمدی', mobile: '+989123456789', email: 'm@example.com', version: 2 }],
      page: { nextCursor: null, hasMore: false },
    });
    expect((await desk.get('/customers?q=0913').expect(200)).body.data).toEqual([]);
  });

  it('a repeated request makes one customer, a probable duplicate is asked about', async () => {
    const key = newId();
    const first = await desk.post('/customers', ahmadi).set('idempotency-key', key).expect(201);
    const again = await desk.post('/customers', ahmadi).set('idempotency-key', key).expect(201);
    expect(again.body).toEqual(first.body);
    const asked = await desk.post('/customers', ahmadi).expect(409);
    expect(asked.body).toMatchObject({
      code: 'customers.probable-duplicate',
      params: { customerIds: first.body.id },
    });
    await desk.post('/customers', { ...ahmadi, allowDuplicate: true }).expect(201);
  });

  it('faulty fields are named, nothing is kept', async () => {
    const typed = { ...ahmadi, mobile: '02188776655', nationalId: '12' };
    const refused = await desk.post('/customers', typed).expect(422);
    expect(refused.body).toMatchObject({
      code: 'invalid-input',
      errors: [
        { pointer: '/mobile', code: 'mobile' },
        { pointer: '/nationalId', code: 'nationalId' },
      ],
    });
    for (const wrong of [
      { name: '' },
      { kind: 'alien' },
      { email: 'x' },
      { locale: 'te' },
      { surprise: 1 },
      { name: 'ـ' },
    ])
      await desk.post('/customers', { ...ahmadi, ...wrong }).expect(422);
    await desk.get('/customers?sort=name').expect(400);
    await desk.get('/customers?cursor=x').expect(400);
    expect((await desk.get('/customers')).body.data).toEqual([]);
  });

  it('a change needs the version that was seen', async () => {
    const { id } = (await desk.post('/customers', ahmadi).expect(201)).body as { id: string };
    await desk.patch(`/customers/${id}`, { name: 'x' }).expect(428);
    await desk.patch(`/customers/${id}`, { name: 'x' }, 2).expect(412);
    await desk.patch(`/customers/${newId()}`, { name: 'x' }, 1).expect(404);
    await desk.get(`/customers/${newId()}`).expect(404);
  });

  it('are for who may read or write them; a reader sees national ids masked', async () => {
    const { id } = (await desk.post('/customers', { ...ahmadi, nationalId: '0499370899' }).expect(201)).body as {
      id: string;
    };
    const reader = await api.signIn(['customer.read']);
    expect((await reader.get(`/customers/${id}`).expect(200)).body).toMatchObject({ nationalId: '******0899' });
    await reader.post('/customers', ahmadi).expect(403);
    await reader.patch(`/customers/${id}`, { name: 'x' }, 1).expect(403);
    const other = await api.signIn(['device.read']);
    await other.get('/customers').expect(403);
    await other.get(`/customers/${id}`).expect(403);
    await api.anonymous.get('/customers').expect(401);
  });
});
