import { newId } from '@aftercare/kernel';
import { PERMISSIONS } from '@aftercare/platform';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

describe('accounts', () => {
  const api = runningApi();
  let admin: SignedInClient;
  beforeEach(async () => {
    admin = await api.signIn(PERMISSIONS);
  });
  const center = () => api.db.transaction((tx) => aServiceCenter(tx, api.app));
  const roleId = async (code: string): Promise<string> =>
    (await admin.get('/roles').expect(200)).body.data.find((role: { code: string }) => role.code === code).id;
  const clerk = async (given: object = {}) => ({
    displayName: 'علی رضایی',
    email: null,
    mobile: '0912 345 6789',
    password: 'a password to begin with',
    locale: 'fa',
    calendar: 'jalali',
    scope: 'centers',
    centerIds: [await center()],
    roleIds: [await roleId('reception')],
    ...given,
  });

  it('are made with roles, centres and a first password that signs in', async () => {
    const input = await clerk();
    const { body, headers } = await admin.post('/accounts', input).expect(201);
    expect(body).toMatchObject({
      displayName: 'علی رضایی',
      mobile: '+989123456789',
      roles: [{ code: 'reception' }],
      centers: [{ id: input.centerIds[0], name: { fa: 'مرکز آزمایشی' } }],
      disabledAt: null,
      version: 1,
    });
    expect(JSON.stringify(body)).not.toContain('argon2');
    expect(headers['etag']).toBe('"1"');
    const answer = await api.anonymous
      .post('/auth/sign-in', { login: '09123456789', password: input.password })
      .expect(200);
    expect(answer.body.account.centers).toEqual(body.centers);
    expect((await admin.get('/accounts?q=رضایي&limit=1').expect(200)).body).toMatchObject({
      data: [{ id: body.id }],
      page: { hasMore: false },
    });
  });

  it('need account.manage', async () => {
    const manager = await api.signIn(PERMISSIONS.filter((permission) => permission !== 'account.manage'));
    for (const request of [
      manager.get('/accounts'),
      manager.get(`/accounts/${newId()}`),
      manager.post('/accounts', {}),
    ])
      expect((await request.expect(403)).body.code).toBe('not-allowed');
    await api.anonymous.get('/accounts').expect(401);
  });

  it.each([
    [{ email: 'nonsense' }, 'invalid-input', '/email'],
    [{ password: 'short' }, 'invalid-input', '/password'],
    [{ scope: 'planet' }, 'invalid-input', '/scope'],
    [{ centerIds: [] }, 'invalid-input', '/centerIds'],
    [{ centerIds: ['0198a000-0000-7000-8000-000000000000'] }, 'invalid-input', '/centerIds'],
    [{ roleIds: ['0198a000-0000-7000-8000-000000000000'] }, 'invalid-input', '/roleIds'],
    [{ sessionVersion: 9 }, 'invalid-input', '/sessionVersion'],
    [{ password: 'Password1234' }, 'identity.weak-password', undefined],
    [{ mobile: '021 8877 6655' }, 'identity.invalid-mobile', undefined],
    [{ mobile: null }, 'identity.login-missing', undefined],
  ])('are not made with %j', async (given, code, pointer) => {
    const { body } = await admin.post('/accounts', await clerk(given)).expect(422);
    expect([body.code, body.errors?.[0]?.pointer]).toEqual([code, pointer]);
    expect((await admin.get('/accounts').expect(200)).body.data).toHaveLength(1);
  });

  it('I1 have sign-in names of their own', async () => {
    await admin.post('/accounts', await clerk({ email: 'Ali@example.com' })).expect(201);
    const again = await admin.post('/accounts', await clerk()).expect(409);
    expect(again.body.code).toBe('identity.mobile-taken');
    const email = await admin.post('/accounts', await clerk({ mobile: null, email: 'ali@EXAMPLE.com' })).expect(409);
    expect(email.body.code).toBe('identity.email-taken');
  });

  it('change under If-Match', async () => {
    const { body } = await admin.post('/accounts', await clerk());
    const path = `/accounts/${body.id}`;
    await admin.patch(path, { displayName: 'علی' }).expect(428);
    await admin.patch(path, { displayName: 'علی' }, 9).expect(412);
    const changed = await admin.patch(path, { displayName: 'علی', email: 'ali@example.com' }, 1).expect(200);
    expect(changed.body).toMatchObject({ displayName: 'علی', email: 'ali@example.com', version: 2 });
    expect((await admin.get(path).expect(200)).body).toEqual(changed.body);
  });

  it('I6, I11 lose their sessions with new roles, new centres, a reset password or when disabled', async () => {
    const other = await center();
    const acts: ((id: string) => ReturnType<SignedInClient['put']>)[] = [
      (id) => admin.put(`/accounts/${id}/roles`, { roleIds: [] }, 1),
      (id) => admin.put(`/accounts/${id}/centers`, { scope: 'centers', centerIds: [other] }, 1),
      (id) => admin.post(`/accounts/${id}/password-reset`, { password: 'yet another password' }, 1),
      (id) => admin.post(`/accounts/${id}/disablement`, { reason: 'left' }, 1),
    ];
    for (const act of acts) {
      const person = await api.signIn(['catalog.read']);
      await act(person.accountId).expect(200);
      await person.get('/me').expect(401);
    }
  });

  it('are disabled and enabled again', async () => {
    const person = await api.signIn([]);
    const path = `/accounts/${person.accountId}/disablement`;
    await admin.post(path, {}, 1).expect(422);
    const disabled = await admin.post(path, { reason: 'left the company' }, 1).expect(200);
    expect(disabled.body.disabledAt).not.toBeNull();
    const trail = await admin.get(`/audit-entries?subjectId=${person.accountId}&action=identity.account-disabled`);
    expect(trail.body.data).toMatchObject([{ details: { reason: 'left the company' } }]);
    expect((await admin.get('/accounts?disabled=true').expect(200)).body.data).toHaveLength(1);
    const enabled = await admin.delete(path, disabled.body.version).expect(200);
    expect(enabled.body.disabledAt).toBeNull();
  });

  it('I8 are given only what the giver holds', async () => {
    const helper = await api.signIn(['account.manage', 'repair.read']);
    const person = await api.signIn([]);
    const cashier = await roleId('cashier');
    const given = await helper.put(`/accounts/${person.accountId}/roles`, { roleIds: [cashier] }, 1).expect(403);
    expect(given.body.code).toBe('identity.beyond-own-rights');
    await helper.post('/accounts', await clerk({ roleIds: [cashier] })).expect(403);
    const reset = await helper
      .post(`/accounts/${admin.accountId}/password-reset`, { password: 'taken over by a helper' }, 1)
      .expect(403);
    expect(reset.body.code).toBe('identity.beyond-own-rights');
  });

  it('I9 nobody changes their own access', async () => {
    const path = `/accounts/${admin.accountId}`;
    for (const request of [
      admin.put(`${path}/roles`, { roleIds: [] }, 1),
      admin.put(`${path}/centers`, { scope: 'network', centerIds: [] }, 1),
      admin.post(`${path}/disablement`, { reason: 'holiday' }, 1),
      admin.post(`${path}/password-reset`, { password: 'without the current one' }, 1),
    ])
      expect((await request.expect(403)).body.code).toBe('identity.own-access');
  });

  it('I7 of other centres look like absent ones', async () => {
    const [here, there] = [await center(), await center()];
    const manager = await api.signIn(PERMISSIONS, { centerIds: [here] });
    const person = await api.signIn([], { centerIds: [there] });
    const foreign = await manager.get(`/accounts/${person.accountId}`).expect(404);
    const absent = await manager.get(`/accounts/${newId()}`).expect(404);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
    await manager.patch(`/accounts/${person.accountId}`, { displayName: 'X' }, 1).expect(404);
    const { body } = await manager.get('/accounts').expect(200);
    expect(body.data.map((row: { id: string }) => row.id)).toEqual([manager.accountId]);
    expect((await manager.post('/accounts', await clerk({ centerIds: [there] })).expect(422)).body.code).toBe(
      'invalid-input',
    );
  });

  it('page by name; a foreign cursor and an unknown filter are refused', async () => {
    for (let i = 0; i < 4; i++) await api.signIn([], { displayName: `Person ${i}` });
    const first = await admin.get('/accounts?limit=2&q=person').expect(200);
    const rest = await admin.get(`/accounts?limit=2&q=person&cursor=${first.body.page.nextCursor}`).expect(200);
    const names = [...first.body.data, ...rest.body.data].map((row: { displayName: string }) => row.displayName);
    expect(names).toEqual(['Person 0', 'Person 1', 'Person 2', 'Person 3']);
    for (const query of ['cursor=xyz', 'limit=0', 'limit=201', 'sort=name', 'centerId=1'])
      expect((await admin.get(`/accounts?${query}`).expect(400)).body.code).toBe('invalid-query');
  });
});
