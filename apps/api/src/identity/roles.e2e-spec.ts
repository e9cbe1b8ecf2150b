import { newId } from '@aftercare/kernel';
import { PERMISSIONS, STARTER_ROLES } from '@aftercare/platform';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

describe('roles', () => {
  const api = runningApi();
  let admin: SignedInClient;
  beforeEach(async () => {
    admin = await api.signIn(PERMISSIONS);
  });
  const role = { code: 'front-desk', name: { fa: 'میز جلو', en: null }, permissions: ['repair.read', 'repair.quote'] };

  it('I12 begin with the starter roles', async () => {
    const { body } = await admin.get('/roles').expect(200);
    const codes = body.data.map((entry: { code: string }) => entry.code);
    expect(codes).toEqual(expect.arrayContaining(Object.keys(STARTER_ROLES)));
    expect((await admin.get('/permissions').expect(200)).body.data).toEqual(PERMISSIONS);
  });

  it('are made, renamed, given permissions and deleted', async () => {
    const { body: made } = await admin.post('/roles', role).expect(201);
    expect(made).toMatchObject({ ...role, permissions: ['repair.quote', 'repair.read'], accounts: 0, version: 1 });
    const path = `/roles/${made.id}`;
    await admin.patch(path, { name: { fa: null, en: 'Front desk' } }).expect(428);
    const renamed = await admin.patch(path, { name: { fa: null, en: 'Front desk' } }, 1).expect(200);
    expect(renamed.body).toMatchObject({ name: { en: 'Front desk' }, version: 2 });
    await admin.put(`${path}/permissions`, { permissions: ['repair.read'] }, 1).expect(412);
    const set = await admin.put(`${path}/permissions`, { permissions: ['repair.read'] }, 2).expect(200);
    expect(set.body).toMatchObject({ permissions: ['repair.read'], version: 3 });
    await admin.delete(path, 3).expect(204);
    await admin.get(path).expect(404);
  });

  it('are in effect for those who have them within five seconds', async () => {
    const { body: made } = await admin.post('/roles', { ...role, permissions: [] }).expect(201);
    const person = await api.signIn([], { roleIds: [made.id] });
    await person.get('/skills').expect(403);
    await admin.put(`/roles/${made.id}/permissions`, { permissions: ['organization.read'] }, 1).expect(200);
    const started = Date.now();
    while ((await person.get('/skills')).status !== 200) {
      if (Date.now() - started > 5_000) throw new Error('not in effect after five seconds');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, 10_000);

  it.each([
    [{ permissions: ['repair.everything'] }, 422, 'invalid-input'],
    [{ code: 'front desk' }, 422, 'invalid-input'],
    [{ code: 'admin' }, 409, 'identity.role-code-taken'],
    [{ name: { fa: null, en: null } }, 422, 'identity.role-name-missing'],
  ])('are not made with %j', async (given, status, code) => {
    expect((await admin.post('/roles', { ...role, ...given }).expect(status)).body.code).toBe(code);
  });

  it('I12 in use are not deleted', async () => {
    const { body: made } = await admin.post('/roles', role).expect(201);
    await api.signIn([], { roleIds: [made.id] });
    expect((await admin.delete(`/roles/${made.id}`, 1).expect(409)).body.code).toBe('identity.role-in-use');
  });

  it('I8, I9 take no more than one holds, and never one’s own role', async () => {
    const helper = await api.signIn(['account.manage', 'repair.read']);
    expect((await helper.post('/roles', role).expect(403)).body.code).toBe('identity.beyond-own-rights');
    const { body: made } = await admin.post('/roles', role).expect(201);
    const stronger = helper.put(`/roles/${made.id}/permissions`, { permissions: ['repair.read'] }, 1);
    expect((await stronger.expect(403)).body.code).toBe('identity.beyond-own-rights');
    const { body: own } = await admin.get(`/accounts/${admin.accountId}`).expect(200);
    const self = admin.put(`/roles/${own.roles[0].id}/permissions`, { permissions: ['account.manage'] }, 1);
    expect((await self.expect(403)).body.code).toBe('identity.own-access');
    const centerId = await api.db.transaction((tx) => aServiceCenter(tx, api.app));
    const manager = await api.signIn(PERMISSIONS, { centerIds: [centerId] });
    expect((await manager.post('/roles', role).expect(403)).body.code).toBe('identity.beyond-own-rights');
  });

  it('need account.manage', async () => {
    const person = await api.signIn(['organization.manage']);
    for (const request of [person.get('/roles'), person.get('/permissions'), person.delete(`/roles/${newId()}`, 1)])
      expect((await request.expect(403)).body.code).toBe('not-allowed');
    await api.anonymous.get('/roles').expect(401);
  });
});
