import { newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { aLine, BillingWorkbench, clerkOf, refusalOf, scenario2 } from './testing/workbench.js';

const bench = BillingWorkbench.forThisFile();

describe('taking payments', () => {
  it('B7 several payments settle an invoice, and no more than is due is taken', async () => {
    const { customerInvoiceId: id, orderId } = await bench.issue({ lines: scenario2() });
    await bench.pay(id, 4_000_000, SYSTEM, 'card');
    expect(await bench.queries.getInvoice(SYSTEM, id)).toMatchObject({
      state: 'part_paid',
      due: 10_080_000,
      version: 2,
    });
    expect(await refusalOf(bench.pay(id, 10_080_001))).toBe('billing.overpayment');
    await bench.pay(id, 10_080_000);
    const invoice = await bench.queries.getInvoice(SYSTEM, id);
    expect(invoice).toMatchObject({ state: 'paid', paid: 14_080_000, due: 0 });
    expect(invoice.payments.map(({ number, method, amount }) => [number, method, amount])).toEqual([
      ['PAY-THR1-1405-000001', 'card', 4_000_000],
      ['PAY-THR1-1405-000002', 'cash', 10_080_000],
    ]);
    expect(await refusalOf(bench.pay(id, 1))).toBe('billing.overpayment');
    expect(await bench.queries.settlement(orderId)).toEqual({
      invoiced: true,
      total: 14_080_000,
      paid: 14_080_000,
      due: 0,
      settled: true,
    });
    const facts = await bench.sql(
      `SELECT payload->>'due' AS due FROM outbox_event WHERE name = 'billing.payment-taken' ORDER BY id`,
    );
    expect(facts).toEqual([{ due: '10080000' }, { due: '0' }]);
  });

  it('numbers count by the company’s year, whatever calendar the centre keeps', async () => {
    const center = await bench.aCenter('DXB1', 'Asia/Dubai');
    await bench.sql(`UPDATE service_center SET calendar = 'gregorian' WHERE id = $1`, [center.centerId]);
    const { customerInvoiceId: id } = await bench.issue(center);
    await bench.pay(id, 1_000);
    expect((await bench.queries.getInvoice(SYSTEM, id)).payments.map(({ number }) => number)).toEqual([
      'PAY-DXB1-1405-000001',
    ]);
  });

  it('B7 of two payments of all that is due at once, one wins', async () => {
    const { customerInvoiceId } = await bench.issue();
    const results = await Promise.all([1, 2].map(() => refusalOf(bench.pay(customerInvoiceId, 1_100_000))));
    expect(results.sort()).toEqual(['accepted', 'billing.overpayment']);
    expect(await bench.sql('SELECT count(*)::int AS payments, sum(amount)::int AS amount FROM payment')).toEqual([
      { payments: 1, amount: 1_100_000 },
    ]);
  });

  it('B7 of twenty payments of a tenth at once, ten win', async () => {
    const { customerInvoiceId: id } = await bench.issue();
    const results = await Promise.all(Array.from({ length: 20 }, () => refusalOf(bench.pay(id, 110_000))));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(10);
    expect(await bench.queries.getInvoice(SYSTEM, id)).toMatchObject({ state: 'paid', due: 0 });
  });

  it('refuses what is no amount, and the invoice of a centre where the clerk does not work', async () => {
    const { customerInvoiceId: id } = await bench.issue();
    expect(await refusalOf(bench.pay(id, 0))).toBe('payment_amount_ck');
    expect(await refusalOf(bench.pay(id, -5))).toBe('payment_amount_ck');
    expect(await refusalOf(bench.pay(id, 1, clerkOf(newId())))).toBe('not-found');
    expect(await refusalOf(bench.pay(newId(), 1))).toBe('not-found');
    expect(await bench.queries.getInvoice(SYSTEM, id)).toMatchObject({ state: 'issued', paid: 0, payments: [] });
  });

  it('takes what a maker pays for a warranty invoice, and it does not settle the customer', async () => {
    const { warrantyInvoiceIds, orderId } = await bench.issue({ lines: scenario2() });
    const id = await bench.pay(warrantyInvoiceIds[0]!, 8_625_000, SYSTEM, 'transfer');
    expect(await bench.queries.getPayment(SYSTEM, id)).toMatchObject({ customer: null, amount: 8_625_000 });
    expect(await bench.queries.settlement(orderId)).toMatchObject({ paid: 0, due: 14_080_000, settled: false });
  });

  it('B13 what comes by a claim pays at most what is due, and is no money of the day', async () => {
    const { warrantyInvoiceIds } = await bench.issue({ lines: scenario2() });
    const invoiceId = warrantyInvoiceIds[0]!;
    const take = (amount: number) =>
      bench.write((tx) =>
        bench.payments.takeUpTo(tx, SYSTEM, { invoiceId, method: 'claim', amount, reference: 'SCL-THR1-1405-000001' }),
      );
    await bench.pay(invoiceId, 600_000, SYSTEM, 'transfer');
    await take(8_000_000);
    await take(25_001);
    expect(await take(1)).toBeNull();
    const { state, payments, seller } = await bench.queries.getInvoice(SYSTEM, invoiceId);
    expect(state).toBe('paid');
    expect(payments.map(({ method, amount }) => [method, amount])).toEqual([
      ['transfer', 600_000],
      ['claim', 8_000_000],
      ['claim', 25_000],
    ]);
    expect(await bench.queries.cashUp(SYSTEM, seller.id, '2026-05-02')).toMatchObject({ count: 1, amount: 600_000 });
  });
});

describe('what nobody will pay', () => {
  const writeOff = (id: string, version = 1, actor = SYSTEM) =>
    bench.write((tx) => bench.invoices.writeOff(tx, actor, id, version, 'the maker is bankrupt'));

  it('B14 what the centre bears itself is a cost and no debt', async () => {
    const own = [aLine({ coveredPercent: 100, claims: [{ payer: 'centre', amount: 900_000 }], decisionId: newId() })];
    const { warrantyInvoiceIds } = await bench.issue({ lines: own });
    const id = warrantyInvoiceIds[0]!;
    expect(await bench.queries.getInvoice(SYSTEM, id)).toMatchObject({ state: 'own_cost', total: 900_000, due: 0 });
    expect(await refusalOf(bench.pay(id, 1))).toBe('billing.overpayment');
    expect(await refusalOf(writeOff(id))).toBe('billing.nothing-due');
  });

  it('B15 the rest of an invoice is given up once, with a reason, and is due no more', async () => {
    const { customerInvoiceId: id, orderId } = await bench.issue({ lines: scenario2() });
    await bench.pay(id, 4_000_000);
    expect(await refusalOf(writeOff(id))).toBe('stale-version');
    expect(await refusalOf(writeOff(id, 2, clerkOf(newId())))).toBe('not-found');
    await writeOff(id, 2);
    expect(await bench.queries.getInvoice(SYSTEM, id)).toMatchObject({
      state: 'written_off',
      paid: 4_000_000,
      due: 0,
      writeOff: { amount: 10_080_000, reason: 'the maker is bankrupt', writtenOffBy: null },
    });
    expect(await refusalOf(writeOff(id, 3))).toBe('billing.nothing-due');
    expect(await refusalOf(bench.pay(id, 1))).toBe('billing.overpayment');
    expect(await bench.queries.settlement(orderId)).toMatchObject({ paid: 4_000_000, due: 0, settled: true });
    const [fact] = await bench.sql(`SELECT payload FROM outbox_event WHERE name = 'billing.invoice-written-off'`);
    expect(fact).toMatchObject({ payload: { kind: 'customer', amount: 10_080_000 } });
    expect(await refusalOf(bench.sql('DELETE FROM invoice_write_off'))).toBe('append_only');
  });

  it('B15 of a payment and a write-off at once, none takes what the other took', async () => {
    const { customerInvoiceId: id } = await bench.issue();
    const results = await Promise.all([
      refusalOf(writeOff(id)),
      refusalOf(bench.pay(id, 1_100_000)),
      refusalOf(writeOff(id)),
    ]);
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    const { paid, due, state } = await bench.queries.getInvoice(SYSTEM, id);
    expect([state, paid, due]).toEqual(state === 'paid' ? ['paid', 1_100_000, 0] : ['written_off', 0, 0]);
  });

  it('B7 B15 the database keeps what is paid and given up within the total, and a reason for all that is given up', async () => {
    const { customerInvoiceId: id } = await bench.issue();
    await bench.pay(id, 100_000);
    const refused = (amount: number) =>
      refusalOf(bench.sql('UPDATE invoice SET written_off = $2 WHERE id = $1', [id, amount]));
    expect(await refused(1_000_001)).toBe('invoice_paid_ck');
    expect(await refused(-1)).toBe('invoice_paid_ck');
    expect(await refused(5)).toBe('invoice_sums_ck');
  });
});

describe('what was paid', () => {
  it('settlement reads what its own transaction wrote, and knows an order without invoice', async () => {
    const bill = await bench.aBill({ lines: [aLine()] });
    const inside = await bench.write(async (tx) => {
      await bench.invoices.issue(tx, SYSTEM, bill);
      return bench.queries.settlement(bill.orderId, tx);
    });
    expect(inside).toMatchObject({ invoiced: true, due: 1_100_000, settled: false });
    expect(await bench.queries.settlement(newId())).toEqual({
      invoiced: false,
      total: 0,
      paid: 0,
      due: 0,
      settled: false,
    });
  });

  it("counts the till of a civil day in the centre's zone", async () => {
    const center = await bench.aCenter('THR1', 'Asia/Tehran'); // UTC+3:30
    const { customerInvoiceId: id } = await bench.issue({ ...center, lines: scenario2() });
    for (const [at, amount, method] of [
      ['2026-05-01T20:29:59Z', 1, 'cash'], // still the 1st
      ['2026-05-01T20:30:00Z', 10, 'cash'],
      ['2026-05-02T09:00:00Z', 100, 'card'],
      ['2026-05-02T20:29:59Z', 1000, 'cash'],
      ['2026-05-02T20:30:00Z', 10_000, 'cash'], // the 3rd
    ] as const) {
      bench.clock.set(at);
      await bench.pay(id, amount, SYSTEM, method);
    }
    const { centerId } = center;
    expect(await bench.queries.cashUp(clerkOf(centerId), centerId, '2026-05-02')).toEqual({
      centerId,
      on: '2026-05-02',
      methods: [
        { method: 'cash', count: 2, amount: 1010, deposits: 0 },
        { method: 'card', count: 1, amount: 100, deposits: 0 },
        { method: 'transfer', count: 0, amount: 0, deposits: 0 },
      ],
      count: 3,
      amount: 1110,
    });
    expect(await bench.queries.cashUp(SYSTEM, centerId, '2026-06-01')).toMatchObject({ count: 0, amount: 0 });
    const day = await bench.queries.listPayments(SYSTEM, { centerId, on: '2026-05-02', limit: 2 });
    expect(day.data.map((payment) => payment.amount)).toEqual([1000, 100]);
    const rest = await bench.queries.listPayments(SYSTEM, {
      centerId,
      on: '2026-05-02',
      limit: 2,
      cursor: day.page.nextCursor ?? '',
    });
    expect(rest).toMatchObject({
      data: [{ amount: 10, allocations: [{ invoiceId: id, amount: 10 }] }],
      page: { hasMore: false },
    });
    expect(await refusalOf(bench.queries.cashUp(clerkOf(newId()), centerId, '2026-05-02'))).toBe('not-found');
    expect(await refusalOf(bench.queries.cashUp(SYSTEM, newId(), '2026-05-02'))).toBe('not-found');
  });
});
