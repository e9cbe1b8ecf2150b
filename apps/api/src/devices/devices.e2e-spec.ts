import { newId } from '@aftercare/kernel';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

interface World {
  readonly brandId: string;
  readonly productId: string;
  readonly maryam: string;
  readonly ali: string;
}

describe('devices', () => {
  const api = runningApi();
  let desk: SignedInClient;
  let world: World;

  beforeEach(async () => {
    desk = await api.signIn([
      'catalog.manage',
      'catalog.read',
      'customer.read',
      'customer.write',
      'device.block',
      'device.read',
      'device.write',
    ]);
    const make = async (path: string, body: object): Promise<string> =>
      ((await desk.post(path, body).expect(201)).body as { id: string }).id;
    const brandId = await make('/brands', { name: { fa: 'اسنوا', en: 'Snowa' } });
    const groupId = await make('/product-groups', { parentId: null, code: 'fridge', name: { fa: 'یخچال', en: null } });
    const name = { fa: null, en: 'RF-540' };
    world = {
      brandId,
      productId: await make('/products', { brandId, groupId, code: 'RF-540', name, serialPattern: 'SN9999' }),
      maryam: await make('/customers', { kind: 'person', name: 'مریم احمدی', mobile: '09123456789', locale: 'fa' }),
      ali: await make('/customers', { kind: 'person', name: 'علی رضایی', mobile: '09351112233', locale: 'fa' }),
    };
  });
  const fridge = (more: object = {}): object => ({
    brandId: world.brandId,
    productId: world.productId,
    serial: 'SN-1234',
    ...more,
  });
  const registered = async (more: object = {}): Promise<string> =>
    ((await desk.post('/devices', fridge(more)).expect(201)).body as { id: string }).id;

  it('are registered, looked up as typed and shown with product and owner', async () => {
    const owner = { customerId: world.maryam, ownedFrom: '2025-03-21' };
    const made = await desk.post('/devices', fridge({ owner, soldOn: '2025-03-21' })).expect(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      serial: 'SN-1234',
      imei: null,
      imei2: null,
      provenance: 'declared',
      status: 'active',
      brand: { id: world.brandId, name: { fa: 'اسنوا', en: 'Snowa' } },
      product: { id: world.productId, code: 'RF-540', name: { fa: null, en: 'RF-540' } },
      group: { id: expect.any(String), code: 'fridge', name: { fa: 'یخچال', en: null } },
      owner: { id: world.maryam, name: 'مریم احمدی', mobile: '+989123456789', ownedFrom: '2025-03-21' },
      blockedReason: null,
      parentId: null,
      componentSlot: null,
      madeOn: null,
      purchasedOn: null,
      shippedOn: null,
      soldOn: '2025-03-21',
      deliveredOn: null,
      installedOn: null,
      activatedOn: null,
      saleDocumentNo: null,
      externalRef: null,
      mergedIntoId: null,
      replacedBy: null,
      replaces: null,
      components: [],
      readings: [],
      version: 1,
      createdAt: expect.any(String),
    });
    expect(made.headers['etag']).toBe('"1"');
    const { id } = made.body as { id: string };
    for (const path of ['/device-lookups?serial=', '/devices?limit=10&q='])
      expect((await desk.get(path + encodeURIComponent('sn ۱۲۳۴')).expect(200)).body.data).toMatchObject([{ id }]);
    expect((await desk.get(`/devices?customerId=${world.maryam}`).expect(200)).body.data).toMatchObject([{ id }]);
  });

  it('a serial is registered once, and the answer names the device', async () => {
    const id = await registered();
    const refused = await desk.post('/devices', fridge({ serial: 'sn۱۲۳۴' })).expect(409);
    expect(refused.body).toMatchObject({ code: 'devices.serial-exists', params: { deviceId: id } });
    const phone = await registered({ serial: null, imei: '490154203237518', externalRef: 'A-1' });
    const found = await desk.get(`/device-lookups?serial=${encodeURIComponent('۴۹۰۱۵۴ ۲۰-۳۲۳۷۵۱-۸')}`).expect(200);
    expect(found.body.data).toMatchObject([{ id: phone }]);
    const faults: [object, number, string][] = [
      [{ serial: 'SN0002', imei: '490154203237518' }, 409, 'devices.imei-exists'],
      [{ serial: 'SN0003', externalRef: 'A-1' }, 409, 'devices.external-ref-exists'],
      [{ serial: 'SN0004', imei: '123' }, 422, 'invalid-input'],
      [{ serial: '---' }, 422, 'invalid-input'],
      [{ serial: 'SN0005', productId: newId() }, 422, 'devices.unknown-product'],
      [{ serial: 'SN0006', owner: { customerId: newId(), ownedFrom: '2025-01-01' } }, 422, 'devices.unknown-owner'],
      [{ serial: 'SN0007', soldOn: '2025-02-30' }, 422, 'invalid-input'],
      [{ serial: 'SN0008', provenance: 'verified' }, 422, 'invalid-input'],
    ];
    for (const [wrong, status, code] of faults) {
      const answer = await desk.post('/devices', fridge(wrong));
      expect([wrong, answer.status, answer.body.code]).toEqual([wrong, status, code]);
    }
    expect((await desk.get('/devices')).body.data).toHaveLength(2);
  });

  it('are corrected, proven, blocked, released and withdrawn, each step in the timeline', async () => {
    const id = await registered({ serial: 'X-1' });
    const at = (act: string): string => `/devices/${id}/${act}`;
    expect((await desk.patch(`/devices/${id}`, { serial: 'SN0001' }, 1).expect(200)).body).toMatchObject({
      provenance: 'declared',
    });
    await desk.post(at('proof'), { documentNo: 'F-1', soldOn: '2025-04-01' }, 2).expect(200);
    const proven = await desk.patch(`/devices/${id}`, { serial: 'SN0002' }, 3).expect(409);
    expect(proven.body.code).toBe('devices.identity-proven');
    const blocked = await desk.post(at('block'), { reason: 'سرقتی' }, 3).expect(200);
    expect(blocked.body).toMatchObject({ provenance: 'blocked', blockedReason: 'سرقتی', version: 4 });
    expect((await desk.post(at('proof'), { documentNo: 'F-1' }, 4).expect(409)).body.code).toBe('devices.blocked');
    expect((await desk.post(at('release'), { reason: 'اشتباه' }, 4).expect(200)).body).toMatchObject({
      provenance: 'verified',
    });
    await desk.post(at('withdrawal'), { status: 'scrapped', reason: 'سوخته' }, 5).expect(200);
    await desk.post(at('block'), { reason: 'x' }).expect(428);
    await desk.post(at('block'), { reason: 'x' }, 5).expect(412);
    const told = await desk.get(at('timeline')).expect(200);
    expect(told.body.data.map((line: { kind: string }) => line.kind)).toEqual([
      'withdrawn',
      'unblocked',
      'blocked',
      'provenance-changed',
      'provenance-changed',
      'facts-corrected',
      'registered',
    ]);
    expect(told.body.data[2]).toMatchObject({ details: { reason: 'سرقتی', from: 'verified' } });
  });

  it('change hands; the customer shows what they own and owned', async () => {
    const id = await registered({ owner: { customerId: world.maryam, ownedFrom: '2025-03-21' } });
    const to = (customerId: string, ownedFrom: string, version: number) =>
      desk.post(`/devices/${id}/ownership`, { customerId, ownedFrom }, version);
    expect((await to(world.ali, '2026-01-01', 1).expect(200)).body).toMatchObject({
      version: 2,
      owner: { id: world.ali, ownedFrom: '2026-01-01' },
    });
    expect((await to(world.maryam, '2025-06-01', 2).expect(409)).body.code).toBe('devices.ownership-overlap');
    expect((await to(newId(), '2026-06-01', 2).expect(422)).body.code).toBe('devices.unknown-owner');
    const owned = await desk.get(`/customers/${world.maryam}/devices`).expect(200);
    expect(owned.body.data).toMatchObject([{ id, ownedFrom: '2025-03-21', ownedTo: '2026-01-01' }]);
    await desk.get(`/customers/${newId()}/devices`).expect(404);
  });

  it('D11: a meter is read; a lower figure needs a reason', async () => {
    const id = await registered();
    const read = (body: object, version: number) => desk.post(`/devices/${id}/readings`, body, version);
    expect((await read({ meter: 'hours', value: 1200 }, 1).expect(200)).body).toMatchObject({
      version: 2,
      readings: [{ meter: 'hours', value: 1200 }],
    });
    expect((await read({ meter: 'hours', value: 1100 }, 2).expect(409)).body).toMatchObject({
      code: 'devices.reading-lower',
      params: { meter: 'hours', value: 1200 },
    });
    for (const wrong of [
      { meter: 'miles', value: 1 },
      { meter: 'km', value: -1 },
      { meter: 'km', value: 1.5 },
      { meter: 'km' },
    ])
      await read(wrong, 2).expect(422);
    await read({ meter: 'hours', value: 20, reason: 'new board' }, 2).expect(200);
    const after = await read({ meter: 'cycles', value: 7 }, 3).expect(200);
    expect(after.body.readings).toMatchObject([
      { meter: 'cycles', value: 7 },
      { meter: 'hours', value: 20 },
    ]);
    const [line] = (await desk.get(`/devices/${id}/timeline?limit=1`)).body.data;
    expect(line).toMatchObject({ kind: 'meter-read', details: { meter: 'cycles', value: 7 } });
    const reader = await api.signIn(['device.read']);
    await reader.post(`/devices/${id}/readings`, { meter: 'km', value: 1 }, 4).expect(403);
  });

  it('hold components', async () => {
    const [id, componentId] = [await registered(), await registered({ serial: 'M-1' })];
    const fitted = await desk.post(`/devices/${id}/components`, { componentId, slot: 'compressor' }, 1).expect(200);
    expect(fitted.body).toMatchObject({ version: 2, components: [{ id: componentId, slot: 'compressor' }] });
    const other = await registered({ serial: 'M-2' });
    const taken = await desk
      .post(`/devices/${id}/components`, { componentId: other, slot: 'compressor' }, 2)
      .expect(409);
    expect(taken.body.code).toBe('devices.slot-taken');
    const removed = await desk.delete(`/devices/${id}/components/${componentId}`, 2).expect(200);
    expect(removed.body).toMatchObject({ version: 3, components: [] });
    const absent = await desk.delete(`/devices/${id}/components/${componentId}`, 3).expect(409);
    expect(absent.body.code).toBe('devices.component-absent');
  });

  it('are for who may read, write or block them; owners only for who may read customers', async () => {
    const id = await registered({ owner: { customerId: world.maryam, ownedFrom: '2025-03-21' } });
    const technician = await api.signIn(['device.read']);
    const seen = await technician.get(`/devices/${id}`).expect(200);
    expect(seen.body.owner).toEqual({ id: world.maryam, name: null, mobile: null, ownedFrom: '2025-03-21' });
    expect((await technician.get(`/devices?q=0912`).expect(200)).body.data).toEqual([]);
    expect(JSON.stringify((await technician.get(`/devices/${id}/timeline`).expect(200)).body)).not.toContain('+98');
    await technician.get(`/customers/${world.maryam}/devices`).expect(403);
    await technician.post('/devices', fridge()).expect(403);
    await technician.patch(`/devices/${id}`, { madeOn: null }, 1).expect(403);
    const writer = await api.signIn(['device.write']);
    await writer.get('/devices').expect(403);
    await writer.get('/device-lookups?serial=1').expect(403);
    for (const act of ['block', 'release']) await writer.post(`/devices/${id}/${act}`, { reason: 'x' }, 1).expect(403);
    for (const act of ['proof', 'ownership', 'withdrawal', 'components'])
      await technician.post(`/devices/${id}/${act}`, {}, 1).expect(403);
    await api.anonymous.get('/devices').expect(401);
  });
});
