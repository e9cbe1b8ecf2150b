import { type Actor, Database, SYSTEM } from '@aftercare/platform';
import { newId } from '@aftercare/kernel';
import { OrganizationQueries } from '@aftercare/organization';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

describe('service centres', () => {
  const api = runningApi();
  let admin: SignedInClient;
  beforeEach(async () => {
    admin = await api.signIn(['organization.read', 'organization.manage']);
  });
  const center = {
    code: 'THR-1',
    name: { fa: 'مرکز تهران', en: 'Tehran' },
    phone: '021 8877 6655',
    address: 'خیابان ولیعصر',
    timeZone: 'Asia/Tehran',
    calendar: 'jalali',
  };
  const open = async (given: object = {}) =>
    (await admin.post('/service-centers', { ...center, ...given }).expect(201)).body;

  it('are opened, found, changed and closed', async () => {
    const made = await open();
    expect(made).toMatchObject({ ...center, closedOn: null, departments: [], workingHours: [], version: 1 });
    await open({ code: 'SHZ-1', name: { fa: 'شیراز', en: null } });
    const found = await admin.get('/service-centers?q=تهران').expect(200);
    expect(found.body.data.map((row: { code: string }) => row.code)).toEqual(['THR-1']);
    const path = `/service-centers/${made.id}`;
    await admin.patch(path, { phone: null }).expect(428);
    await admin.patch(path, { phone: null }, 9).expect(412);
    const closed = await admin.patch(path, { phone: null, closedOn: '2026-03-21' }, 1).expect(200);
    expect(closed.body).toMatchObject({ phone: null, closedOn: '2026-03-21', version: 2 });
    expect((await admin.get('/service-centers').expect(200)).body.data).toHaveLength(1);
    expect((await admin.get('/service-centers?closed=true').expect(200)).body.data).toHaveLength(2);
  });

  it('O4 take nothing in from their closing day on', async () => {
    const made = await open();
    const queries = api.app.get(OrganizationQueries, { strict: false });
    const assertOpen = (actor: Actor = SYSTEM) =>
      api.app.get(Database).transaction((tx) => queries.assertOpenCenter(tx, actor, made.id));
    expect(await assertOpen()).toEqual({ id: made.id, code: 'THR-1', timeZone: 'Asia/Tehran', calendar: 'jalali' });
    await expect(assertOpen({ ...SYSTEM, centers: [newId()] })).rejects.toMatchObject({ code: 'not-found' });
    await admin.patch(`/service-centers/${made.id}`, { closedOn: '2999-01-01' }, 1).expect(200);
    await assertOpen();
    await admin.patch(`/service-centers/${made.id}`, { closedOn: '2026-01-01' }, 2).expect(200);
    await expect(assertOpen()).rejects.toMatchObject({ code: 'organization.center-closed', status: 409 });
  });

  it('O2 other centres look like absent ones, and only the network opens one', async () => {
    const [here, there] = [await open(), await open({ code: 'SHZ-1' })];
    const manager = await api.signIn(['organization.read', 'organization.manage'], { centerIds: [here.id] });
    expect((await manager.get('/service-centers').expect(200)).body.data).toHaveLength(1);
    const foreign = await manager.get(`/service-centers/${there.id}`).expect(404);
    const absent = await manager.get(`/service-centers/${newId()}`).expect(404);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
    await manager.patch(`/service-centers/${there.id}`, { phone: null }, 1).expect(404);
    await manager.put(`/service-centers/${there.id}/working-hours`, { week: [] }, 1).expect(404);
    await manager
      .post(`/service-centers/${there.id}/departments`, { kind: 'parts', name: { fa: null, en: 'P' } })
      .expect(404);
    const refused = await manager.post('/service-centers', { ...center, code: 'ISF-1' }).expect(403);
    expect(refused.body.code).toBe('organization.network-only');
    await manager.patch(`/service-centers/${here.id}`, { phone: '1' }, 1).expect(200);
  });

  it.each([
    [{ code: 'THR-1' }, 409, 'organization.center-code-taken'],
    [{ code: 'THR 2' }, 422, 'invalid-input'],
    [{ timeZone: 'Tehran' }, 422, 'invalid-input'],
    [{ calendar: undefined }, 422, 'invalid-input'],
    [{ name: { fa: null, en: null } }, 422, 'organization.name-missing'],
  ])('O7 are not opened with %j', async (given, status, code) => {
    await open();
    const { body } = await admin.post('/service-centers', { ...center, code: 'THR-2', ...given }).expect(status);
    expect(body.code).toBe(code);
  });

  it('O5 have working hours that do not overlap, replaced as a week', async () => {
    const { id } = await open();
    const path = `/service-centers/${id}/working-hours`;
    const week = [
      { weekday: 1, opens: '08:30', closes: '13:00' },
      { weekday: 1, opens: '13:00', closes: '17:00' },
      { weekday: 6, opens: '22:00', closes: '24:00' },
    ];
    const { body } = await admin.put(path, { week: [...week].toReversed() }, 1).expect(200);
    expect(body).toMatchObject({ workingHours: week, version: 2 });
    const refused = async (hours: object, code: string, version = 2) =>
      expect((await admin.put(path, { week: [...week, hours] }, version).expect(422)).body.code).toBe(code);
    await refused({ weekday: 1, opens: '12:59', closes: '13:30' }, 'organization.hours-overlap');
    await refused({ weekday: 1, opens: '08:30', closes: '08:31' }, 'organization.hours-overlap');
    await refused({ weekday: 2, opens: '17:00', closes: '08:00' }, 'organization.hours-invalid');
    await refused({ weekday: 8, opens: '08:00', closes: '09:00' }, 'invalid-input');
    await refused({ weekday: 2, opens: '8:00', closes: '09:00' }, 'invalid-input');
    expect((await admin.get(`/service-centers/${id}`).expect(200)).body).toEqual(body);
    await admin.put(path, { week: [] }, 1).expect(412);
    expect((await admin.put(path, { week: [] }, 2).expect(200)).body.workingHours).toEqual([]);
  });

  it('have departments', async () => {
    const { id } = await open();
    const input = { kind: 'workshop', name: { fa: 'تعمیرگاه', en: null } };
    const { body: made } = await admin.post(`/service-centers/${id}/departments`, input).expect(201);
    expect(made).toMatchObject({ ...input, centerId: id, version: 1 });
    const changed = await admin.patch(`/departments/${made.id}`, { kind: 'other' }, 1).expect(200);
    expect((await admin.get(`/service-centers/${id}`).expect(200)).body.departments).toEqual([changed.body]);
    await admin.patch(`/departments/${made.id}`, { kind: 'other' }, 1).expect(412);
    const nameless = { kind: 'parts', name: { fa: null, en: null } };
    const refused = await admin.post(`/service-centers/${id}/departments`, nameless).expect(422);
    expect(refused.body.code).toBe('organization.name-missing');
    const wrong = await admin.post(`/service-centers/${id}/departments`, { ...input, kind: 'bar' }).expect(422);
    expect(wrong.body.code).toBe('invalid-input');
    const stranger = await api.signIn(['organization.manage'], { centerIds: [(await open({ code: 'SHZ-1' })).id] });
    await stranger.patch(`/departments/${made.id}`, { kind: 'other' }, 2).expect(404);
  });

  it('need organization.read to see and organization.manage to change', async () => {
    const nobody = await api.signIn([]);
    const reader = await api.signIn(['organization.read']);
    for (const request of [
      nobody.get('/service-centers'),
      nobody.get(`/service-centers/${newId()}`),
      reader.post('/service-centers', center),
      reader.patch(`/service-centers/${newId()}`, {}, 1),
      reader.put(`/service-centers/${newId()}/working-hours`, { week: [] }, 1),
      reader.post(`/service-centers/${newId()}/departments`, {}),
      reader.patch(`/departments/${newId()}`, {}, 1),
    ])
      expect((await request.expect(403)).body.code).toBe('not-allowed');
    await api.anonymous.get('/service-centers').expect(401);
  });

  it('the same POST twice opens one centre', async () => {
    const key = newId();
    const send = () => admin.post('/service-centers', center).set('idempotency-key', key);
    const [first, again] = [await send().expect(201), await send().expect(201)];
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });
});
