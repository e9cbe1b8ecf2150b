import { Clock, type Id } from '@aftercare/kernel';
import { runningApi } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api = runningApi();
let shop: Workshop;
beforeEach(async () => {
  shop = await aWorkshop(api);
});
afterEach(() => jest.restoreAllMocks());

const CONTRACT_TERMS = {
  visits: 2,
  labourMinutes: null,
  responseMinutes: null,
  resolutionMinutes: null,
  discounts: [{ class: 'labour', percent: 100 }],
  price: 0,
};
const UNIT = { productId: null, serial: 'NEW-B', imei: null, reason: 'dead on arrival' };

describe('a swap in the office', () => {
  const swap = (deviceId: Id, version: number, body: object = {}, client = shop.staff.manager) =>
    client.post(`/devices/${deviceId}/swap`, { ...UNIT, fromCenterId: null, ...body }, version);

  it('D15: owner, guarantee and contracts follow; a suspended guarantee stays suspended', async () => {
    const { manager } = shop.staff;
    jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(new Date('2026-05-10T08:30:00Z'));
    const device = await shop.soldDevice('OLD-1', '2026-01-01');
    const { id } = await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
    const admin = await api.signIn(['contract.manage', 'contract.read', 'warranty.register', 'warranty.read']);
    const contract = (
      await admin.post('/contracts', {
        kind: 'contract',
        customerId: device.ownerId,
        startsOn: '2026-01-01',
        endsOn: '2027-01-01',
        scope: 'devices',
        deviceIds: [device.id],
        productGroupId: null,
        deviceLimit: null,
        centerIds: [],
        sites: [],
        terms: CONTRACT_TERMS,
        noticeDays: 30,
        note: null,
      })
    ).body;
    await api.db.source.query(
      `UPDATE warranty_registration SET state = 'suspended', state_reason = 'looked into' WHERE id = $1`,
      [id],
    );
    const { version } = (await manager.get(`/devices/${device.id}`)).body;
    const swapped = await swap(device.id, version);
    expect([swapped.status, swapped.body.replacedBy?.serial]).toEqual([200, 'NEW-B']);
    const [next] = (await manager.get(`/warranty-registrations?deviceId=${swapped.body.replacedBy.id}`)).body.data;
    expect(next).toMatchObject({ state: 'suspended', stateReason: 'looked into', startsOn: '2026-01-01' });
    expect(next.continuesCardNo).toEqual(expect.stringMatching(/^WC-/));
    expect((await manager.get(`/contracts/${contract.id}`)).body.devices).toMatchObject([
      { id: swapped.body.replacedBy.id, coveredFrom: '2026-05-10', coveredTo: null },
      { id: device.id, coveredTo: '2026-05-10' },
    ]);
  });

  it('of six swaps of one device at once exactly one wins', async () => {
    const device = await shop.soldDevice('RACE-A', '2026-01-01');
    await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
    const { version } = (await shop.staff.manager.get(`/devices/${device.id}`)).body;
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => swap(device.id, version, { serial: `RACE-B${n}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    expect(await api.factsNamed('devices.swapped')).toHaveLength(1);
    expect((await shop.staff.manager.get('/devices?q=RACE-B')).body.data).toHaveLength(1);
  });

  it('of two devices swapped for one unit at once exactly one gets it', async () => {
    const devices = [await shop.soldDevice('TWO-1', '2026-01-01'), await shop.soldDevice('TWO-2', '2026-01-01')];
    const answers = await Promise.all(
      devices.map(async ({ id }) => swap(id, (await shop.staff.manager.get(`/devices/${id}`)).body.version)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is refused for a replaced or blocked device, for a unit that is taken, beside an open order, and without the right', async () => {
    const { manager, reception } = shop.staff;
    const device = await shop.soldDevice('OLD-1', '2026-01-01');
    const other = await shop.soldDevice('OLD-2', '2026-01-01');
    const seen = async (id: Id) => (await manager.get(`/devices/${id}`)).body.version;
    expect((await swap(device.id, 1, {}, reception)).status).toBe(403);
    expect((await swap(device.id, 1, { serial: '--' })).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/serial' }],
    });
    expect((await swap(device.id, 1, { imei: '123' })).body.errors).toMatchObject([{ pointer: '/imei' }]);
    expect((await swap(device.id, 1, { productId: device.id })).body.code).toBe('devices.unknown-product');
    expect((await swap(device.id, await seen(device.id), { serial: 'old 2' })).body.code).toBe(
      'devices.replacement-taken',
    );
    expect((await swap(device.id, await seen(device.id), { serial: 'OLD-1' })).body.code).toBe(
      'devices.replacement-taken',
    );
    await shop.receive(reception, { deviceId: other.id, customerId: other.ownerId });
    expect((await swap(other.id, await seen(other.id))).body.code).toBe('repair.device-has-open-order');
    await manager.post(`/devices/${device.id}/block`, { reason: 'stolen' }, await seen(device.id)).expect(200);
    expect((await swap(device.id, await seen(device.id))).body.code).toBe('devices.blocked');
    await manager.post(`/devices/${device.id}/release`, { reason: 'found' }, await seen(device.id)).expect(200);
    await swap(device.id, await seen(device.id)).expect(200);
    expect((await swap(device.id, await seen(device.id), { serial: 'NEW-C' })).body.code).toBe('devices.withdrawn');
    const guarantee = { deviceId: device.id, start: { soldOn: '2026-01-10' } };
    expect((await manager.post('/warranty-registrations', guarantee).expect(409)).body.code).toBe('devices.withdrawn');
    const owner = { customerId: other.ownerId, ownedFrom: '2026-02-01' };
    const kept = await manager.post(`/devices/${device.id}/ownership`, owner, await seen(device.id));
    expect([kept.status, kept.body.code]).toEqual([409, 'devices.withdrawn']);
  });

  it('D15: a unit that took the place of one may be replaced in turn', async () => {
    const { manager } = shop.staff;
    const device = await shop.soldDevice('CHAIN-A', '2026-01-01');
    await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
    const next = async (id: Id, serial: string): Promise<Id> => {
      const { version } = (await manager.get(`/devices/${id}`)).body;
      return (await swap(id, version, { serial }).expect(200)).body.replacedBy.id;
    };
    const b = await next(device.id, 'CHAIN-B');
    const c = await next(b, 'CHAIN-C');
    expect((await manager.get(`/devices/${c}`)).body).toMatchObject({
      owner: { id: device.ownerId },
      replaces: { id: b, serial: 'CHAIN-B' },
    });
    const [registration] = (await manager.get(`/warranty-registrations?deviceId=${c}`)).body.data;
    expect(registration).toMatchObject({ state: 'active', startsOn: '2026-01-01' });
  });
});
