import { runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api = runningApi();
let shop: Workshop;
beforeEach(async () => {
  shop = await aWorkshop(api);
});

/** A board of 12,000,000 is covered up to 10,000,000 a repair and 15,000,000 in all, shared by three. */
const terms = {
  calendar: 'gregorian',
  startBasis: 'sale',
  cover: [
    {
      class: 'parts',
      months: 24,
      percent: 100,
      limit: { perRepair: 10_000_000, inTotal: 15_000_000 },
      bearers: [
        { bearer: 'maker', percent: 34 },
        { bearer: 'importer', percent: 33 },
        { bearer: 'centre', percent: 33 },
      ],
    },
  ],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
};

async function aDevice() {
  await shop.publishPolicy('SHARED', terms, shop.productId);
  const device = await shop.soldDevice('SHARED-1', '2026-01-10');
  await shop.registerGuarantee(device.id, { soldOn: '2026-01-10' });
  return { deviceId: device.id, customerId: device.ownerId };
}

const act = async (client: SignedInClient, orderId: string, path: string, body: object) => {
  const { version } = (await client.get(`/repair-orders/${orderId}`)).body;
  return (await client.post(`/repair-orders/${orderId}/${path}`, body, version).expect(200)).body;
};

/** What the guarantee still pays for parts, told at the counter and by the device. */
async function amountLeft(): Promise<number> {
  const { body } = await shop.staff.manager.get('/entitlements?key=SHARED-1').expect(200);
  const [told] = body.devices[0].entitlements[0].cover;
  const ofDevice = (await shop.staff.manager.get(`/devices/${body.devices[0].device.id}/cover`).expect(200)).body;
  expect(ofDevice.classes).toMatchObject([{ class: 'parts', amountLeft: told?.amountLeft ?? 0 }]);
  return told?.amountLeft ?? 0;
}

describe('R10 R31 of warranty: a guarantee that pays up to an amount, by shares', () => {
  it('is on the invoices of the customer and of each bearer to the last rial, and less is left for the next repair', async () => {
    const who = await aDevice();
    expect(await amountLeft()).toBe(10_000_000);
    const { technician, storekeeper, checker, reception, cashier } = shop.staff;
    await shop.receiveGoods(shop.board, 2, 7_500_000);
    const { orderId } = await shop.receive(reception, who);
    const { id } = await shop.needsBoard(orderId);
    const read = async () => (await technician.get(`/repair-orders/${id}`).expect(200)).body;
    const [board] = (await read()).lines;
    expect(board).toMatchObject({ coveredPercent: 84, coveredAmount: 10_000_000, chargedAmount: 2_000_000 });
    expect(await amountLeft()).toBe(5_000_000);

    const sent = await act(reception, orderId, 'quotes', {});
    const [quote] = sent.quotes;
    expect(quote).toMatchObject({ net: 2_000_000 });
    await act(reception, orderId, `quotes/${quote.number}/answer`, {
      approved: true,
      total: quote.total,
      channel: 'counter',
    });
    await act(technician, orderId, 'requisitions', {});
    await shop.issueEverything(storekeeper, orderId);
    const { version } = await read();
    await technician.put(`/repair-orders/${id}/lines/${board.id}/fitted`, { quantity: 1 }, version).expect(200);
    await act(technician, orderId, 'moves', { act: 'finish-repair', reason: null });
    await act(checker, orderId, 'checks', { passed: true, note: null });
    await act(cashier, orderId, 'invoices', {});
    const { data } = (await cashier.get(`/invoices?orderId=${id}`).expect(200)).body;
    const net = Object.fromEntries(
      data.map((invoice: { payer: string | null; net: number }) => [invoice.payer ?? 'customer', invoice.net]),
    );
    expect(net).toEqual({ customer: 2_000_000, maker: 3_400_000, importer: 3_300_000, centre: 3_300_000 });
  });

  it('gives back what a cancelled repair and withdrawn work took', async () => {
    const who = await aDevice();
    const { reception, technician } = shop.staff;
    const { orderId } = await shop.receive(reception, who);
    await shop.needsBoard(orderId);
    expect(await amountLeft()).toBe(5_000_000);
    await act(technician, orderId, 'closure', { reason: 'nothing found' });
    expect(await amountLeft()).toBe(10_000_000);
  });
});
