import type { Id } from '@aftercare/kernel';
import { runningApi } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api = runningApi();
let shop: Workshop;
beforeEach(async () => {
  shop = await aWorkshop(api);
});

describe('two records of one device', () => {
  const seen = async (id: Id) => (await shop.staff.manager.get(`/devices/${id}`).expect(200)).body;
  const merge = async (survivorId: Id, loserId: Id, client = shop.staff.manager) =>
    client.post(
      `/devices/${survivorId}/merge`,
      { loserId, reason: 'letter O typed for zero' },
      (await seen(survivorId)).version,
    );
  const preview = async (survivorId: Id, loserId: Id) =>
    (await shop.staff.manager.get(`/devices/${survivorId}/merge?loserId=${loserId}`).expect(200)).body;

  /** The same television under two serials, both of one owner; the second has the guarantee, a visit and a meter. */
  async function twins() {
    const { manager, reception } = shop.staff;
    const survivor = await shop.soldDevice('TW-0001', '2026-01-01');
    const created = await manager.post('/devices', {
      brandId: shop.brandId,
      productId: shop.productId,
      serial: 'TW-OOO1',
      imei: '490154203237518',
      soldOn: '2026-01-02',
      owner: { customerId: survivor.ownerId, ownedFrom: '2026-01-02' },
    });
    const loser: Id = created.body.id;
    await shop.registerGuarantee(loser, { soldOn: '2026-01-02' });
    const { orderId } = await shop.receive(reception, { deviceId: loser, customerId: survivor.ownerId });
    const reading = { meter: 'hours', value: 900 };
    await manager.post(`/devices/${loser}/readings`, reading, (await seen(loser)).version).expect(200);
    return { ...survivor, loser, orderId };
  }

  it('D16: become one: orders, guarantee, IMEI and readings are those of the record that stays; the other leads there', async () => {
    const { manager, reception } = shop.staff;
    const { id, loser, orderId } = await twins();
    expect(await preview(id, loser)).toEqual({
      conflicts: [],
      orders: 1,
      registrations: 1,
      contracts: 0,
      parts: 0,
      components: 0,
      readings: 1,
    });
    expect((await merge(id, loser)).status).toBe(200);
    const survivor = await seen(id);
    expect(survivor).toMatchObject({
      serial: 'TW-0001',
      imei: '490154203237518',
      status: 'active',
      soldOn: '2026-01-01',
    });
    expect(survivor.readings).toMatchObject([{ meter: 'hours', value: 900 }]);
    expect(await seen(loser)).toMatchObject({
      status: 'merged',
      mergedIntoId: id,
      serial: 'TW-OOO1',
      imei: null,
      owner: null,
    });
    expect((await manager.get(`/repair-orders/${orderId}`)).body.device.id).toBe(id);
    expect((await manager.get(`/warranty-registrations?deviceId=${id}`)).body.data).toMatchObject([
      { state: 'active' },
    ]);
    const kinds = (await manager.get(`/devices/${id}/timeline`)).body.data.map((each: { kind: string }) => each.kind);
    expect(kinds).toEqual(expect.arrayContaining(['merged', 'meter-read', 'registered']));
    const found = (await reception.get('/device-lookups?serial=TW-OOO1').expect(200)).body.data;
    expect(found.map((each: { id: Id }) => each.id)).toEqual([id]);
    expect((await api.factsNamed('devices.merged'))[0]).toEqual({ survivorId: id, mergedId: loser });
    const entitled = (await manager.get('/entitlements?key=TW-OOO1').expect(200)).body.devices;
    expect(entitled.map((each: { device: { id: Id } }) => each.device.id)).toEqual([id]);
  });

  it('D16: the two SIM slots of one phone, each read once, become one device of two IMEIs', async () => {
    const { manager } = shop.staff;
    const made = (unit: object) =>
      manager.post('/devices', { brandId: shop.brandId, productId: shop.productId, ...unit }).expect(201);
    const { id } = (await made({ serial: 'PH-1', imei: '490154203237518' })).body;
    const { id: loser } = (await made({ serial: null, imei: '356938035643809' })).body;
    const { id: other } = (await made({ serial: 'PH-2', imei: '352099001761481' })).body;
    expect((await preview(id, other)).conflicts).toEqual(['devices.not-twins']);
    expect((await merge(id, other)).body.code).toBe('devices.not-twins');
    expect((await merge(id, loser)).status).toBe(200);
    expect(await seen(id)).toMatchObject({ imei: '490154203237518', imei2: '356938035643809' });
    expect(await seen(loser)).toMatchObject({ status: 'merged', imei: null, imei2: null });
    const found = (await shop.staff.reception.get('/device-lookups?serial=۳۵۶۹۳۸۰۳۵۶۴۳۸۰۹')).body.data;
    expect(found).toMatchObject([{ id, imei2: '356938035643809' }]);
    expect((await preview(id, other)).conflicts).toEqual(['devices.not-twins']);
  });

  it('of merges of one record at once, in both directions, exactly one wins', async () => {
    const { id, loser } = await twins();
    const answers = await Promise.all([merge(id, loser), merge(id, loser), merge(loser, id)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await api.factsNamed('devices.merged')).toHaveLength(1);
  });

  it('are refused with the reason of the preview; nothing moves', async () => {
    const { manager, reception } = shop.staff;
    const { id, loser, ownerId, orderId } = await twins();
    await shop.registerGuarantee(id, { soldOn: '2026-01-01' });
    await shop.receive(reception, { deviceId: id, customerId: ownerId });
    expect((await preview(id, loser)).conflicts).toEqual(['repair.twins-both-open', 'repair.twins-both-registered']);
    expect((await merge(id, loser)).body.code).toBe('repair.twins-both-open');
    const stranger = await shop.soldDevice('TW-9', '2026-01-01');
    expect((await preview(stranger.id, loser)).conflicts).toEqual(['devices.twins-of-two-owners']);
    expect((await merge(stranger.id, loser)).body.code).toBe('devices.twins-of-two-owners');
    expect((await merge(id, id)).body.code).toBe('devices.not-twins');
    expect((await merge(id, shop.brandId)).status).toBe(404);
    expect((await merge(id, loser, reception)).status).toBe(403);
    expect((await manager.get(`/repair-orders/${orderId}`)).body.device.id).toBe(loser);
    expect(await api.factsNamed('devices.merged')).toEqual([]);
  });
});
