import type { Id } from '@aftercare/kernel';
import { type RunningApi, runningApi, type SignedInClient } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const api: RunningApi = runningApi();
let shop: Workshop;
let device: { id: Id; ownerId: Id };
beforeEach(async () => {
  shop = await aWorkshop(api);
  device = await shop.soldDevice('HIS-1', '2026-01-01');
  await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
  const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
  await shop.needsBoard(orderId);
  await shop.staff.cashier.post('/deposits', { orderId, method: 'cash', amount: 500, reference: null }).expect(201);
});

interface Entry {
  readonly id: Id;
  readonly kind: string;
  readonly at: string;
  readonly params: Record<string, unknown>;
}
const read = async (path: string, client: SignedInClient = shop.staff.manager): Promise<Entry[]> =>
  (await client.get(path).expect(200)).body.data;
const kindsOf = (entries: readonly Entry[]): string[] => [...new Set(entries.map(({ kind }) => kind))].sort();

describe('histories', () => {
  it('HI1 of a device mix every kind, the latest first, and page without a gap', async () => {
    const all = await read(`/devices/${device.id}/history?limit=50`);
    expect(kindsOf(all)).toEqual(['decision', 'guarantee', 'life', 'record', 'visit']);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .toReversed(),
    );
    expect(all.at(-1)).toMatchObject({ kind: 'life', params: { fact: 'sold' }, at: '2026-01-01T00:00:00.000Z' });
    expect(all.find(({ kind }) => kind === 'visit')?.params).toMatchObject({ declaredFault: 'روشن نمی‌شود' });

    const paged: Entry[] = [];
    let cursor = '';
    do {
      const { body } = await shop.staff.manager.get(`/devices/${device.id}/history?limit=2${cursor}`).expect(200);
      paged.push(...body.data);
      cursor = body.page.nextCursor ? `&cursor=${body.page.nextCursor}` : '';
    } while (cursor !== '');
    expect(paged).toEqual(all);
  });

  it('HI1 a visit tells what was found and what was done, each work once', async () => {
    await shop.staff.manager.post('/code-presets/general/adoption', { groupId: null }).expect(200);
    const done = `UPDATE repair_line SET repair_code_id = (SELECT id FROM service_code WHERE kind = 'repair' AND code = 'R10')`;
    await api.db.source.query(done);
    const [visit] = await read(`/devices/${device.id}/history?kinds=visit`);
    expect(visit?.params).toMatchObject({
      faults: [{ en: 'Electronic board failed' }],
      done: [{ fa: 'تعویض قطعه', en: 'Part replaced' }],
    });
  });

  it('HI1 of a customer show devices, receptions, visits and money; kinds are chosen', async () => {
    const all = await read(`/customers/${device.ownerId}/history`);
    expect(kindsOf(all)).toEqual(['customer', 'deposit', 'device-got', 'reception', 'visit']);
    expect(all.find(({ kind }) => kind === 'deposit')?.params).toEqual({
      amount: 500,
      currency: 'IRR',
      method: 'cash',
    });
    expect(kindsOf(await read(`/customers/${device.ownerId}/history?kinds=visit,deposit`))).toEqual([
      'deposit',
      'visit',
    ]);
    await shop.staff.manager.get(`/customers/${device.ownerId}/history?kinds=gossip`).expect(400);
  });

  it('HI2 HI3 show each kind to whoever may read it, a customer’s to whoever works in the centre', async () => {
    const shy = await api.signIn(['device.read', 'customer.read']);
    expect(kindsOf(await read(`/devices/${device.id}/history`, shy))).toEqual(['life', 'record']);
    const admin = await api.signIn(['organization.manage', 'organization.read']);
    const place = { phone: null, address: null, timeZone: 'Asia/Tehran', calendar: 'jalali' };
    const other = await admin.post('/service-centers', { ...place, code: 'ISF1', name: { fa: null, en: 'Isfahan' } });
    const stranger = await api.signIn(
      ['customer.read', 'device.read', 'repair.read', 'billing.read', 'reception.read'],
      {
        centerIds: [other.body.id],
      },
    );
    expect(kindsOf(await read(`/customers/${device.ownerId}/history`, stranger))).toEqual(['customer', 'device-got']);
    expect(kindsOf(await read(`/devices/${device.id}/history`, stranger))).toEqual(['life', 'record', 'visit']);
    await shop.staff.storekeeper.get(`/devices/${device.id}/history`).expect(403);
    await shop.staff.manager.get(`/devices/${device.ownerId}/history`).expect(404);
    await shop.staff.manager.get(`/customers/${device.id}/history`).expect(404);
  });

  it('a customer’s balance and the cover of their devices are seen at a glance', async () => {
    const { manager, technician } = shop.staff;
    expect((await manager.get(`/customers/${device.ownerId}/balance`).expect(200)).body).toEqual({
      receivable: 0,
      deposits: 500,
    });
    const covers = (await manager.get(`/customers/${device.ownerId}/covers`).expect(200)).body.data;
    expect(covers).toMatchObject([{ deviceId: device.id, headline: { standing: 'in' } }]);
    await technician.get(`/customers/${device.ownerId}/balance`).expect(403);
    const cover = `/devices/${device.id}/cover`;
    expect((await technician.get(cover).expect(200)).body).toMatchObject({ headline: { standing: 'in' }, lines: [] });
    await shop.staff.storekeeper.get(cover).expect(403);
    await manager.get(`/devices/${device.ownerId}/cover`).expect(404);
    await manager.get(`/customers/${device.id}/balance`).expect(404);
    await manager.get(`/customers/${device.id}/covers`).expect(404);
  });
});
