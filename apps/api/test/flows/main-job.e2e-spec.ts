import { type RunningApi, runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api: RunningApi = runningApi();

describe('the main job, through the public API only', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await aWorkshop(api);
  });

  it('scenario 2: partial cover makes two invoices, and the device leaves once the customer has paid', async () => {
    const { reception, technician, storekeeper, cashier, checker } = shop.staff;
    await shop.receiveGoods(shop.board, 2, 7_500_000);
    await shop.receiveGoods(shop.screen, 1, 5_000_000);
    const device = await shop.soldDevice('SN-1000-1', '2025-03-01');
    await shop.registerGuarantee(device.id, { soldOn: '2025-03-01' });

    const { orderId, charger } = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
    let order = (await reception.get(`/repair-orders/${orderId}`).expect(200)).body;
    expect(order).toMatchObject({
      state: 'received',
      type: 'warranty',
      coverage: { headline: { standing: 'partly' } },
    });

    const free = async () => (await technician.get('/repair-orders?unassigned=true').expect(200)).body.data.length;
    expect(await free()).toBe(1);
    order = await act(technician, order, 'put', 'technician/me');
    expect(await free()).toBe(0);
    expect(order.openForWork).toBe(true);
    order = await act(technician, order, 'post', 'moves', { act: 'start-diagnosis', reason: null });
    order = await act(technician, order, 'put', 'diagnosis', {
      findings: [
        {
          symptomCodeId: shop.code('symptom', 'S110'),
          faultCodeId: shop.code('fault', 'F100'),
          causeCodeId: null,
          note: null,
        },
      ],
    });
    const line = (values: object) => ({
      serviceItemId: null,
      partId: null,
      quantity: 1,
      faultCodeId: null,
      evidence: [],
      ...values,
    });
    order = await act(technician, order, 'post', 'lines', line({ partId: shop.board }));
    order = await act(technician, order, 'post', 'lines', line({ serviceItemId: shop.labour }));
    order = await act(technician, order, 'post', 'lines', line({ serviceItemId: shop.travel }));
    order = await act(
      technician,
      order,
      'post',
      'lines',
      line({ partId: shop.screen, faultCodeId: shop.code('fault', 'F171'), evidence: ['photo-1', 'photo-2'] }),
    );
    expect(order.money).toMatchObject({ list: 24_800_000, covered: 12_000_000, charged: 12_800_000 });
    expect(order.blockedActions.find((each: { action: string }) => each.action === 'start-repair').reasons).toContain(
      'cost-not-approved',
    );

    order = await act(technician, order, 'post', 'quotes', {});
    expect(order).toMatchObject({
      state: 'awaiting_approval',
      quotes: [{ number: 1, net: 12_800_000, tax: 1_280_000, total: 14_080_000 }],
    });
    await reception
      .post(
        `/repair-orders/${orderId}/quotes/1/answer`,
        { approved: true, total: 14_079_999, channel: 'counter' },
        order.version,
      )
      .expect(409);
    order = await act(reception, order, 'post', 'quotes/1/answer', {
      approved: true,
      total: 14_080_000,
      channel: 'counter',
    });
    expect(order.state).toBe('in_repair');

    order = await act(technician, order, 'post', 'requisitions');
    const [requisition] = (await storekeeper.get(`/requisitions?orderId=${orderId}`).expect(200)).body.data;
    const title = { number: order.number, brand: order.device.brand, product: order.device.product };
    expect(requisition).toMatchObject({ reserved: 2, short: 0, order: title });
    await shop.issueEverything(storekeeper, orderId);
    order = (await technician.get(`/repair-orders/${orderId}`)).body;
    for (const part of order.lines.filter((each: { kind: string }) => each.kind === 'part'))
      order = await act(technician, order, 'put', `lines/${part.id}/fitted`, { quantity: 1 });
    order = await act(technician, order, 'post', 'moves', { act: 'finish-repair', reason: null });
    await technician
      .post(`/repair-orders/${orderId}/checks`, { passed: true, note: null }, order.version)
      .expect(409)
      .expect(({ body }) => expect(body.code).toBe('repair.tester-is-repairer'));
    order = await act(checker, order, 'post', 'checks', { passed: true, note: null });
    expect(order).toMatchObject({ state: 'ready', openForWork: false });

    const handOver = { collectedBy: 'Sara', accessories: [], missingNote: null };
    await reception
      .post(`/repair-orders/${orderId}/hand-over`, handOver, order.version)
      .expect(409)
      .expect(({ body }) => expect(body.code).toBe('repair.not-settled'));
    const toInvoice = async () => (await cashier.get('/repair-orders?toInvoice=true').expect(200)).body.data;
    expect(await toInvoice()).toMatchObject([{ id: orderId, version: order.version }]);
    order = await act(cashier, order, 'post', 'invoices');
    expect(await toInvoice()).toEqual([]);
    const invoices = await Promise.all(
      order.invoices.map(async ({ id }: { id: string }) => (await cashier.get(`/invoices/${id}`).expect(200)).body),
    );
    expect(invoices[0].order).toMatchObject({ number: order.number, serial: 'SN-1000-1' });
    const customers = invoices.find((invoice) => invoice.kind === 'customer');
    const warranty = invoices.find((invoice) => invoice.kind === 'warranty');
    expect(customers).toMatchObject({ net: 12_800_000, tax: 1_280_000, total: 14_080_000 });
    expect(warranty).toMatchObject({ net: 8_625_000, total: 8_625_000 });

    await cashier
      .post('/payments', { invoiceId: customers.id, method: 'card', amount: 14_080_000, reference: '123456' })
      .expect(201);
    order = (await reception.get(`/repair-orders/${orderId}`)).body;
    await reception
      .post(`/repair-orders/${orderId}/hand-over`, handOver, order.version)
      .expect(409)
      .expect(({ body }) => expect(body.code).toBe('reception.accessories-missing'));
    order = await act(reception, order, 'post', 'hand-over', {
      ...handOver,
      accessories: [{ accessoryId: charger.id, quantity: charger.quantity }],
    });
    expect(order).toMatchObject({ state: 'delivered', outcome: 'repaired', money: { due: 0, invoiced: true } });
    order = await act(technician, order, 'post', 'moves', { act: 'close', reason: null });
    expect(order.state).toBe('closed');
  });
});

async function act(
  client: SignedInClient,
  order: { id: string; version: number },
  verb: 'post' | 'put',
  path: string,
  body?: object,
) {
  const response = await client[verb](`/repair-orders/${order.id}/${path}`, body ?? {}, order.version);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
  return response.body;
}
