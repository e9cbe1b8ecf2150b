import { runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api = runningApi();
let shop: Workshop;
beforeEach(async () => {
  shop = await aWorkshop(api);
});

/** The cover itself is over at once; what a repair fits is promised for six months or 100 hours. */
const terms = {
  calendar: 'gregorian',
  startBasis: 'sale',
  cover: [{ class: 'labour', months: 1, percent: 100 }],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
  partWarranty: { months: 6, percent: 100, labour: true, usage: { meter: 'hours', max: 100 } },
};

describe('R32 of warranty, RC7: promises that end with use', () => {
  it('asks for the meter at intake, counts from the hand-over, and ends with use or stands unread', async () => {
    await shop.publishPolicy('USE', terms, shop.productId);
    const device = await shop.soldDevice('USE-1', '2020-01-10');
    const who = { deviceId: device.id, customerId: device.ownerId };
    await shop.registerGuarantee(device.id, { soldOn: '2020-01-10' });
    const { reception, manager } = shop.staff;
    const needed = async () =>
      (await reception.get('/device-lookups?serial=USE-1').expect(200)).body.data[0].readingNeeded;
    expect(await needed()).toEqual([{ meter: 'hours', last: null }]);

    await deliver(await received(who, 1_000));
    expect(await needed()).toEqual([{ meter: 'hours', last: 1_000 }]);
    const [entitled] = (await manager.get('/entitlements?key=USE-1').expect(200)).body.devices;
    expect(entitled.readingNeeded).toEqual([{ meter: 'hours', last: 1_000 }]);
    expect(entitled.entitlements[0]).toMatchObject({
      kind: 'repair-promise',
      endsAtReading: { meter: 'hours', value: 1_100 },
      pays: true,
    });

    expect(await boardOn(await received(who, 1_099))).toEqual([100, 'work-in-period']);
    expect(await boardOn(await received(who, 1_100))).toEqual([0, 'work-usage-over']);

    const lower = shop.intake(who, { readings: [{ meter: 'hours', value: 5 }] });
    const refused = await reception.post('/receptions', lower).expect(409);
    expect(refused.body).toMatchObject({ code: 'devices.reading-lower', params: { meter: 'hours', value: 1_100 } });
    const negative = shop.intake(who, { readings: [{ meter: 'hours', value: -5 }] });
    await reception.post('/receptions', negative).expect(422);
  });

  it('R35 a swap takes nothing of what a repair promised: months run on, use counts on from the new meter', async () => {
    await shop.publishPolicy('USE', terms, shop.productId);
    const first = await shop.soldDevice('USE-1', '2020-01-10');
    const owned = (deviceId: string) => ({ deviceId, customerId: first.ownerId });
    await shop.registerGuarantee(first.id, { soldOn: '2020-01-10' });
    await deliver(await received(owned(first.id), 1_000));
    expect(await boardOn(await received(owned(first.id), 1_030))).toEqual([100, 'work-in-period']); // 30 of 100 hours

    const second = await swapped(first.id, 'USE-2');
    const { manager } = shop.staff;
    const promised = async (key: string) => {
      const [entitled] = (await manager.get(`/entitlements?key=${key}`).expect(200)).body.devices;
      const [{ kind, pays, endsAtReading }] = entitled.entitlements;
      return [kind, pays, endsAtReading.value, ...entitled.readingNeeded];
    };
    expect(await boardOn(await received(owned(second), 500))).toEqual([100, 'work-in-period']);
    expect(await promised('USE-2')).toEqual(['repair-promise', true, 570, { meter: 'hours', last: 500 }]);
    expect(await boardOn(await received(owned(second), 540))).toEqual([100, 'work-in-period']);

    // A third unit, which had run when it was handed out.
    const { brandId, productId } = shop;
    const third = await manager.post('/devices', { brandId, productId, serial: 'USE-3', imei: null }).expect(201);
    const ran = { meter: 'hours', value: 9, reason: null };
    await manager.post(`/devices/${third.body.id}/readings`, ran, third.body.version).expect(200);
    await swapped(second, 'USE-3');
    expect(await promised('USE-3')).toEqual(['repair-promise', true, 39, { meter: 'hours', last: 9 }]);
    expect(await boardOn(await received(owned(third.body.id), 38))).toEqual([100, 'work-in-period']);
    expect(await boardOn(await received(owned(third.body.id), 39))).toEqual([0, 'work-usage-over']);
  });
});

/** What a board would be covered by on this order, and why; then it leaves as it came. */
async function boardOn(orderId: string): Promise<unknown[]> {
  const { technician } = shop.staff;
  await shop.needsBoard(orderId);
  const order = (await technician.get(`/repair-orders/${orderId}`).expect(200)).body;
  const decisions = (await technician.get(`/repair-orders/${orderId}/coverage-decisions`).expect(200)).body.data;
  const codes = decisions[0].verdict.lines[0].reasons.map(({ code }: { code: string }) => code);
  await technician.post(`/repair-orders/${orderId}/closure`, { reason: 'x' }, order.version).expect(200);
  await handOver(orderId, 'nothing');
  return [order.lines[0].coveredPercent, ...codes].slice(0, 2);
}

/** The office gives another unit for a device; gives its id. */
async function swapped(deviceId: string, serial: string): Promise<string> {
  const { manager } = shop.staff;
  const { version } = (await manager.get(`/devices/${deviceId}`).expect(200)).body;
  const unit = { productId: null, serial, imei: null, reason: 'goodwill', fromCenterId: null };
  return (await manager.post(`/devices/${deviceId}/swap`, unit, version).expect(200)).body.replacedBy.id;
}

async function received(who: { deviceId: string; customerId: string }, value: number): Promise<string> {
  const body = shop.intake(who, { readings: [{ meter: 'hours', value }] });
  const receipt = (await shop.staff.reception.post('/receptions', body).expect(201)).body;
  return receipt.items[0].orderId;
}

async function handOver(orderId: string, missingNote: string | null): Promise<void> {
  const { reception } = shop.staff;
  const { version } = (await reception.get(`/repair-orders/${orderId}`)).body;
  const out = { collectedBy: 'Sara', accessories: [], missingNote };
  await reception.post(`/repair-orders/${orderId}/hand-over`, out, version).expect(200);
}

/** A board is fitted and paid for. */
async function deliver(orderId: string): Promise<void> {
  const { technician, storekeeper, checker, cashier } = shop.staff;
  await shop.receiveGoods(shop.board, 1, 7_500_000);
  await shop.needsBoard(orderId);
  const act = async (client: SignedInClient, verb: 'post' | 'put', path: string, body: object = {}) => {
    const { version } = (await client.get(`/repair-orders/${orderId}`)).body;
    return (await client[verb](`/repair-orders/${orderId}/${path}`, body, version).expect(200)).body;
  };
  const { quotes } = await act(technician, 'post', 'quotes');
  const answer = { approved: true, total: quotes[0].total, channel: 'counter' };
  await act(shop.staff.reception, 'post', 'quotes/1/answer', answer);
  await act(technician, 'post', 'requisitions');
  await shop.issueEverything(storekeeper, orderId);
  const [board] = (await technician.get(`/repair-orders/${orderId}`)).body.lines;
  await act(technician, 'put', `lines/${board.id}/fitted`, { quantity: 1 });
  await act(technician, 'post', 'moves', { act: 'finish-repair', reason: null });
  await act(checker, 'post', 'checks', { passed: true, note: null });
  const { invoices } = await act(cashier, 'post', 'invoices');
  for (const { id } of invoices) {
    const { kind, total } = (await cashier.get(`/invoices/${id}`)).body;
    if (kind !== 'customer') continue;
    await cashier.post('/payments', { invoiceId: id, method: 'card', amount: total, reference: '1' }).expect(201);
  }
  await handOver(orderId, 'nothing');
}
