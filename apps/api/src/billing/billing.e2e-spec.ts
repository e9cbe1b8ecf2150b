import { InvoicesService } from '@aftercare/billing';
import { type Id, newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { withoutOrders } from '@aftercare/testing';
import { aCenter, aCustomer, scenario2 } from '../../../../libs/billing/src/testing/workbench.js';
import { runningApi } from '../../test/running-api.js';

const api = runningApi();
beforeAll(() => withoutOrders(api.db.source));

/** A centre with the two invoices of scenario 2. */
async function aBilledOrder(code = 'THR1'): Promise<{ centerId: Id; orderId: Id; customer: Id; warranty: Id }> {
  const center = await aCenter(api.db, code);
  const customerId = await aCustomer(api.db);
  const orderId = newId();
  const issued = await api.db.transaction((tx) =>
    api.app.get(InvoicesService, { strict: false }).issue(tx, SYSTEM, {
      ...center,
      orderId,
      customerId,
      receptionId: null,
      on: '2026-05-02',
      year: 1405,
      currency: 'IRR',
      lines: scenario2(),
    }),
  );
  return {
    centerId: center.centerId,
    orderId,
    customer: issued.customerInvoiceId,
    warranty: issued.warrantyInvoiceIds[0]!,
  };
}

describe('invoices', () => {
  it('scenario 2: an order has a customer invoice and a warranty invoice, each with all that is printed', async () => {
    const { orderId, customer, warranty } = await aBilledOrder();
    const cashier = await api.signIn(['billing.read']);
    const list = await cashier.get(`/invoices?orderId=${orderId}`).expect(200);
    expect(list.body.data).toEqual([
      expect.objectContaining({ id: warranty, kind: 'warranty', payer: 'maker', customer: null, total: 8_625_000 }),
      expect.objectContaining({ id: customer, kind: 'customer', net: 12_800_000, tax: 1_280_000, total: 14_080_000 }),
    ]);
    const invoice = await cashier.get(`/invoices/${customer}`).expect(200).expect('etag', '"1"');
    expect(invoice.body).toMatchObject({
      number: 'INV-THR1-1405-000001',
      state: 'issued',
      seller: { code: 'THR1', phone: '02188880000' },
      buyer: { name: 'Sara Ahmadi', nationalId: '0012345679' },
      listTotal: 24_800_000,
      coveredTotal: 12_000_000,
      due: 14_080_000,
      issuedAt: expect.stringMatching(/Z$/),
    });
    expect(invoice.body.lines).toHaveLength(4);
  });

  it('shows the cashier what is unpaid, found by name, and nothing of another centre', async () => {
    const here = await aBilledOrder('THR1');
    await aBilledOrder('ESF1');
    const cashier = await api.signIn(['billing.read'], { centerIds: [here.centerId] });
    const desk = await cashier.get('/invoices?kind=customer&state=issued,part_paid&q=sara').expect(200);
    expect(desk.body.data.map((invoice: { id: Id }) => invoice.id)).toEqual([here.customer]);
    expect(desk.body.page).toEqual({ nextCursor: null, hasMore: false });
    const stranger = await api.signIn(['billing.read'], { centerIds: [await otherCenter()] });
    await stranger.get(`/invoices/${here.customer}`).expect(404);
    expect((await stranger.get('/invoices').expect(200)).body.data).toEqual([]);
  });

  it('refuses without sign-in, without the permission, and what it does not know', async () => {
    await api.anonymous.get('/invoices').expect(401);
    const other = await api.signIn(['catalog.read']);
    await other.get('/invoices').expect(403);
    const cashier = await api.signIn(['billing.read']);
    await cashier.get('/invoices?state=draft').expect(400);
    await cashier.get('/invoices?colour=red').expect(400);
    await cashier.get('/invoices?cursor=nonsense').expect(400);
    await cashier.get(`/invoices/${newId()}`).expect(404);
  });
});

describe('payments', () => {
  it('B7 settle an invoice, refuse more than is due, and count in the till of the day', async () => {
    const { centerId, customer } = await aBilledOrder();
    const cashier = await api.signIn(['billing.read', 'payment.take'], { displayName: 'Mina' });
    const pay = (amount: number, method = 'card') =>
      cashier.post('/payments', { invoiceId: customer, method, amount, reference: 'T-1' });
    const first = await pay(4_000_000).expect(201);
    expect(first.body).toMatchObject({
      number: expect.stringMatching(/^PAY-THR1-\d{4}-000001$/),
      amount: 4_000_000,
      method: 'card',
      reference: 'T-1',
      receivedBy: 'Mina',
      allocations: [{ invoiceId: customer, number: 'INV-THR1-1405-000001', amount: 4_000_000 }],
    });
    const refused = await pay(10_080_001).expect(409);
    expect(refused.body).toMatchObject({ code: 'billing.overpayment', params: { due: 10_080_000 } });
    await pay(10_080_000, 'cash').expect(201);
    const invoice = await cashier.get(`/invoices/${customer}`).expect(200);
    expect(invoice.body).toMatchObject({
      state: 'paid',
      due: 0,
      payments: [{ receivedBy: 'Mina' }, { method: 'cash' }],
    });

    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tehran' }).format(new Date(first.body.receivedAt));
    const till = await cashier.get(`/cash-ups?centerId=${centerId}&on=${today}`).expect(200);
    expect(till.body).toMatchObject({
      count: 2,
      amount: 14_080_000,
      methods: [
        { method: 'cash', amount: 10_080_000 },
        { method: 'card', amount: 4_000_000 },
        { method: 'transfer', amount: 0 },
      ],
    });
    const list = await cashier.get(`/payments?centerId=${centerId}&on=${today}&limit=1`).expect(200);
    expect(list.body).toMatchObject({ data: [{ amount: 10_080_000 }], page: { hasMore: true } });
  });

  it('takes the money of a repeated request once', async () => {
    const { customer } = await aBilledOrder();
    const cashier = await api.signIn(['billing.read', 'payment.take']);
    const key = newId();
    const pay = () =>
      cashier
        .post('/payments', { invoiceId: customer, method: 'cash', amount: 1000, reference: null })
        .set('idempotency-key', key);
    const first = await pay().expect(201);
    const second = await pay().expect(201);
    expect(second.body).toEqual(first.body);
    expect((await cashier.get(`/invoices/${customer}`)).body.paid).toBe(1000);
  });

  it('refuses what is no payment, whoever may not take one, and another centre', async () => {
    const { centerId, customer } = await aBilledOrder();
    const valid = { invoiceId: customer, method: 'cash', amount: 10, reference: null };
    const cashier = await api.signIn(['billing.read', 'payment.take']);
    for (const wrong of [
      { amount: 0 },
      { amount: -1 },
      { amount: 1.5 },
      { amount: '10' },
      { method: 'gold' },
      { tip: 1 },
    ]) {
      await cashier.post('/payments', { ...valid, ...wrong }).expect(422);
    }
    await cashier.post('/payments', { ...valid, invoiceId: newId() }).expect(404);
    const reader = await api.signIn(['billing.read']);
    await reader.post('/payments', valid).expect(403);
    const stranger = await api.signIn(['billing.read', 'payment.take'], { centerIds: [await otherCenter()] });
    await stranger.post('/payments', valid).expect(404);
    await stranger.get(`/cash-ups?centerId=${centerId}&on=2026-05-02`).expect(404);
    expect((await stranger.get('/payments').expect(200)).body.data).toEqual([]);
    await cashier.get('/cash-ups?on=2026-05-02').expect(400);
    await cashier.get(`/cash-ups?centerId=${centerId}&on=2026-02-30`).expect(400);
    expect((await cashier.get(`/invoices/${customer}`)).body.paid).toBe(0);
  });
});

describe('tax rates', () => {
  it('B11 are added at the end of the line', async () => {
    const manager = await api.signIn(['billing.read', 'billing.tax']);
    const rate = { category: 'standard', rateBp: 1200, validFrom: '2026-03-21' };
    const added = await manager.post('/tax-rates', rate).expect(201);
    expect(added.body).toEqual({ ...rate, id: expect.any(String), validTo: null });
    const again = await manager.post('/tax-rates', rate).expect(409);
    expect(again.body.code).toBe('billing.tax-rate-overlap');
    const list = await manager.get('/tax-rates?category=standard&limit=2').expect(200);
    expect(list.body.data).toMatchObject([{ rateBp: 1200 }, { rateBp: 1000, validTo: '2026-03-21' }]);
    const rest = await manager
      .get(`/tax-rates?category=standard&limit=2&cursor=${list.body.page.nextCursor}`)
      .expect(200);
    expect(rest.body.data).toMatchObject([{ rateBp: 900 }]);
    await manager.post('/tax-rates', { ...rate, rateBp: 10_001 }).expect(422);
    const cashier = await api.signIn(['billing.read']);
    await cashier.post('/tax-rates', rate).expect(403);
  });
});

async function otherCenter(): Promise<Id> {
  return (await aCenter(api.db, newId().slice(-8))).centerId;
}
