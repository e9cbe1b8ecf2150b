import { newId } from '@aftercare/kernel';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

describe('staff', () => {
  const api = runningApi();
  let admin: SignedInClient;
  beforeEach(async () => {
    admin = await api.signIn(['organization.read', 'organization.manage'], { displayName: 'Admin' });
  });
  const center = () => api.db.transaction((tx) => aServiceCenter(tx, api.app));
  const term = async (path: string, code: string): Promise<{ id: string }> =>
    (await admin.post(path, { code, name: { fa: null, en: code } }).expect(201)).body;
  const empty = { employeeNo: null, specialtyId: null, homeCenterId: null, hiredOn: null, skills: [] };

  describe.each(['skills', 'specialties'])('%s', (terms) => {
    it('are listed by name, made and renamed', async () => {
      const made = await term(`/${terms}`, 'cooling');
      await term(`/${terms}`, 'audio');
      const { body } = await admin.get(`/${terms}`).expect(200);
      expect(body.data.map((row: { code: string }) => row.code)).toEqual(['audio', 'cooling']);
      const renamed = await admin.patch(`/${terms}/${made.id}`, { name: { fa: 'سرمایش', en: null } }, 1).expect(200);
      expect(renamed.body).toMatchObject({ code: 'cooling', name: { fa: 'سرمایش', en: null }, version: 2 });
      expect((await admin.get(`/${terms}/${made.id}`).expect(200)).body).toEqual(renamed.body);
      await admin.patch(`/${terms}/${made.id}`, { name: { fa: 'x', en: null } }, 1).expect(412);
    });

    it('O2 refuse doubles, namelessness, readers and accounts of a centre', async () => {
      await term(`/${terms}`, 'cooling');
      const double = await admin.post(`/${terms}`, { code: 'cooling', name: { fa: null, en: 'C' } }).expect(409);
      expect(double.body.code).toMatch(/^organization\.(skill|specialty)-exists$/);
      const nameless = await admin.post(`/${terms}`, { code: 'x', name: { fa: null, en: null } }).expect(422);
      expect(nameless.body.code).toBe('organization.name-missing');
      const reader = await api.signIn(['organization.read']);
      await reader.post(`/${terms}`, { code: 'x', name: { fa: null, en: 'X' } }).expect(403);
      const manager = await api.signIn(['organization.manage'], { centerIds: [await center()] });
      const refused = await manager.post(`/${terms}`, { code: 'x', name: { fa: null, en: 'X' } }).expect(403);
      expect(refused.body.code).toBe('organization.network-only');
      await api.anonymous.get(`/${terms}`).expect(401);
    });
  });

  it('O6 a profile is written once at version 0 and changed after', async () => {
    const homeCenterId = await center();
    const technician = await api.signIn([], { centerIds: [homeCenterId], displayName: 'رضا' });
    const path = `/staff/${technician.accountId}`;
    expect((await admin.get(path).expect(200)).body).toMatchObject({ displayName: 'رضا', skills: [], version: 0 });
    const [specialty, cooling] = [await term('/specialties', 'home'), await term('/skills', 'cooling')];
    const profile = {
      employeeNo: '1024',
      specialtyId: specialty.id,
      homeCenterId,
      hiredOn: '2024-03-20',
      skills: [{ skillId: cooling.id, level: 3 }],
    };
    const { body } = await admin.put(`${path}/profile`, profile, 0).expect(200);
    expect(body).toMatchObject({
      employeeNo: '1024',
      specialty: { code: 'home' },
      skills: [{ id: cooling.id, code: 'cooling', level: 3 }],
      centerIds: [homeCenterId],
      version: 1,
    });
    expect(JSON.stringify(body)).not.toContain('@');
    await admin.put(`${path}/profile`, profile, 0).expect(412);
    await admin.put(`${path}/profile`, profile).expect(428);
    expect((await admin.put(`${path}/profile`, { ...profile, skills: [] }, 1).expect(200)).body).toMatchObject({
      skills: [],
      version: 2,
    });
  });

  it('O6 ten first writes at the same moment: one profile', async () => {
    const path = `/staff/${admin.accountId}/profile`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => admin.put(path, { ...empty, employeeNo: String(i) }, 0)),
    );
    expect(answers.map((answer) => String(answer.status)).sort()).toEqual(['200', ...Array(9).fill('412')]);
  });

  it('is found by name, centre, skill and specialty, in the actor’s centres only', async () => {
    const [here, there] = [await center(), await center()];
    const one = await api.signIn([], { centerIds: [here], displayName: 'علی کریمی' });
    await api.signIn([], { centerIds: [there], displayName: 'مریم' });
    const skill = await term('/skills', 'cooling');
    await admin
      .put(`/staff/${one.accountId}/profile`, { ...empty, skills: [{ skillId: skill.id, level: 1 }] }, 0)
      .expect(200);
    const names = async (client: SignedInClient, query = '') =>
      (await client.get(`/staff${query}`).expect(200)).body.data.map((row: { displayName: string }) => row.displayName);
    expect(await names(admin)).toEqual(['Admin', 'علی کریمی', 'مریم']);
    expect(await names(admin, `?q=علي`)).toEqual(['علی کریمی']);
    expect(await names(admin, `?centerId=${there}`)).toEqual(['مریم']);
    expect(await names(admin, `?skillId=${skill.id}`)).toEqual(['علی کریمی']);
    expect(await names(admin, `?specialtyId=${newId()}`)).toEqual([]);
    const manager = await api.signIn(['organization.read', 'organization.manage'], {
      centerIds: [there],
      displayName: 'Manager',
    });
    expect(await names(manager)).toEqual(['Manager', 'مریم']);
    await manager.get(`/staff/${one.accountId}`).expect(404);
    await manager.put(`/staff/${one.accountId}/profile`, empty, 1).expect(404);
    const foreign = { ...empty, homeCenterId: here };
    const refused = await manager.put(`/staff/${manager.accountId}/profile`, foreign, 0).expect(422);
    expect(refused.body.code).toBe('organization.unknown-reference');
  });

  it('O6 refuses a taken number, a skill twice, unknown references and wrong fields', async () => {
    const skill = await term('/skills', 'cooling');
    const other = await api.signIn([]);
    await admin.put(`/staff/${other.accountId}/profile`, { ...empty, employeeNo: '7' }, 0).expect(200);
    const refused = async (given: object, status: number, code: string) => {
      const { body } = await admin.put(`/staff/${admin.accountId}/profile`, { ...empty, ...given }, 0).expect(status);
      expect(body.code).toBe(code);
    };
    const rated = { skillId: skill.id, level: 1 };
    await refused({ employeeNo: '7' }, 409, 'organization.employee-no-taken');
    await refused({ skills: [rated, rated] }, 422, 'organization.skill-twice');
    await refused({ skills: [{ skillId: newId(), level: 1 }] }, 422, 'organization.unknown-reference');
    await refused({ specialtyId: newId() }, 422, 'organization.unknown-reference');
    await refused({ homeCenterId: newId() }, 422, 'organization.unknown-reference');
    await refused({ skills: [{ ...rated, level: 4 }] }, 422, 'invalid-input');
    await refused({ hiredOn: '1403-13-01' }, 422, 'invalid-input');
    await refused({ salary: 1 }, 422, 'invalid-input');
    expect((await admin.get(`/staff/${admin.accountId}`).expect(200)).body.version).toBe(0);
  });

  it('needs organization.read to see and organization.manage to change', async () => {
    const nobody = await api.signIn([]);
    const reader = await api.signIn(['organization.read']);
    for (const request of [
      nobody.get('/staff'),
      nobody.get(`/staff/${newId()}`),
      reader.put(`/staff/${newId()}/profile`, {}, 0),
    ])
      expect((await request.expect(403)).body.code).toBe('not-allowed');
    await api.anonymous.get('/staff').expect(401);
  });
});
