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
    const { reception, technician, manager } = shop.staff;
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

    const boardOn = async (orderId: string) => {
      await shop.needsBoard(orderId);
      const order = (await technician.get(`/repair-orders/${orderId}`).expect(200)).body;
      const decisions = (await technician.get(`/repair-orders/${orderId}/coverage-decisions`).expect(200)).body.data;
      const codes = decisions[0].verdict.lines[0].reasons.map(({ code }: { code: string }) => code);
      await technician.post(`/repair-orders/${orderId}/closure`, { reason: 'x' }, order.version).expect(200);
      await handOver(orderId, 'nothing');
      return [order.lines[0].coveredPercent, ...codes].slice(0, 2);
    };
    expect(await boardOn(await received(who, 1_099))).toEqual([100, 'work-in-period']);
    expect(await boardOn(await received(who, 1_100))).toEqual([0, 'work-usage-over']);

    const lower = shop.intake(who, { readings: [{ meter: 'hours', value: 5 }] });
    const refused = await reception.post('/receptions', lower).expect(409);
    expect(refused.body).toMatchObject({ code: 'devices.reading-lower', params: { meter: 'hours', value: 1_100 } });
    const negative = shop.intake(who, { readings: [{ meter: 'hours', value: -5 }] });
    await reception.post('/receptions', negative).expect(422);
  });
});

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
