import { newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { aLine, BillingWorkbench, clerkOf, refusalOf, scenario2 } from './testing/workbench.js';

const bench = BillingWorkbench.forThisFile();
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('issuing invoices', () => {
  it('scenario 2: partial cover makes two invoices, and covered and charged add up to the list price', async () => {
    const { customerInvoiceId, warrantyInvoiceIds } = await bench.issue({ lines: scenario2() });

    const customer = await bench.queries.getInvoice(SYSTEM, customerInvoiceId);
    expect(customer).toMatchObject({
      number: 'INV-THR1-1405-000001',
      kind: 'customer',
      state: 'issued',
      payer: null,
      net: 12_800_000,
      tax: 1_280_000,
      total: 14_080_000,
      paid: 0,
      due: 14_080_000,
      listTotal: 24_800_000,
      coveredTotal: 12_000_000,
      issuedOn: '2026-05-02',
    });
    expect(
      customer.lines.map((line) => [line.listAmount, line.coveredAmount, line.chargedAmount, line.taxAmount]),
    ).toEqual([
      [12_000_000, 12_000_000, 0, 0],
      [3_000_000, 0, 3_000_000, 300_000],
      [800_000, 0, 800_000, 80_000],
      [9_000_000, 0, 9_000_000, 900_000],
    ]);
    expect(customer.lines.every((line) => line.claimAmount === null)).toBe(true);

    expect(warrantyInvoiceIds).toHaveLength(1);
    const warranty = await bench.queries.getInvoice(SYSTEM, warrantyInvoiceIds[0]!);
    expect(warranty).toMatchObject({
      number: 'WIN-THR1-1405-000001',
      kind: 'warranty',
      payer: 'maker',
      buyer: null,
      net: 8_625_000,
      tax: 0,
      total: 8_625_000,
    });
    expect(warranty.lines).toEqual([
      expect.objectContaining({ listAmount: 12_000_000, coveredAmount: 12_000_000, claimAmount: 8_625_000 }),
    ]);
  });

  it('B3 a job that is free for the customer still gets an invoice over nothing, settled at once', async () => {
    const covered = { coveredPercent: 100, decisionId: newId() };
    const { customerInvoiceId, warrantyInvoiceIds, orderId } = await bench.issue({
      lines: [
        aLine({ ...covered, claims: [{ payer: 'importer', amount: 1_000_000 }] }),
        aLine({ ...covered, claims: [{ payer: 'centre', amount: 0 }] }),
      ],
    });
    expect(await bench.queries.getInvoice(SYSTEM, customerInvoiceId)).toMatchObject({
      total: 0,
      state: 'paid',
      due: 0,
    });
    expect(await bench.queries.settlement(orderId)).toEqual({
      invoiced: true,
      total: 0,
      paid: 0,
      due: 0,
      settled: true,
    });
    expect(warrantyInvoiceIds).toHaveLength(2);
  });

  it('B4 each payer gets one invoice over the lines it pays for, taxed when asked', async () => {
    const covered = { coveredPercent: 50, decisionId: newId(), unitPrice: 1_000_001 };
    const { warrantyInvoiceIds } = await bench.issue({
      claimsTaxed: true,
      lines: [
        aLine({
          ...covered,
          claims: [
            { payer: 'seller', amount: 500_001 },
            { payer: 'maker', amount: 500_001 },
          ],
        }),
        aLine({ ...covered, claims: [{ payer: 'seller', amount: 15 }] }),
        aLine(),
      ],
    });
    const invoices = await Promise.all(warrantyInvoiceIds.map((id) => bench.queries.getInvoice(SYSTEM, id)));
    expect(invoices.map(({ payer, net, tax, lines }) => ({ payer, net, tax, lines: lines.length }))).toEqual([
      { payer: 'maker', net: 500_001, tax: 50_000, lines: 1 },
      { payer: 'seller', net: 500_016, tax: 50_002, lines: 2 },
    ]);
  });

  it('B5 takes the rate that holds on the day of issue', async () => {
    const rateOn = async (on: string) => {
      const { customerInvoiceId } = await bench.issue({ on, ...(await bench.aCenter(newId())) });
      return (await bench.queries.getInvoice(SYSTEM, customerInvoiceId)).lines[0]?.taxRateBp;
    };
    expect(await rateOn('2024-03-19')).toBe(900);
    expect(await rateOn('2024-03-20')).toBe(1000);
    expect(await refusalOf(rateOn('2015-03-20'))).toBe('billing.no-tax-rate');
  });

  it('B6 a covered line without decision, payer or claim is refused, by the database too', async () => {
    const whole = { coveredPercent: 10, decisionId: newId(), claims: [{ payer: 'maker', amount: 1 }] } as const;
    for (const missing of [{ decisionId: null }, { claims: [] }, { coveredPercent: 0 }]) {
      expect(
        await refusalOf(bench.issue({ ...(await bench.aCenter(newId())), lines: [aLine({ ...whole, ...missing })] })),
      ).toBe('billing.cover-unexplained');
    }
    const { customerInvoiceId } = await bench.issue();
    const copy = bench.sql(
      `INSERT INTO invoice_line SELECT (l).* FROM (SELECT jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(),
         'position', 2, 'order_line_id', gen_random_uuid(), 'covered_percent', 100, 'covered_amount', list_amount,
         'charged_amount', 0, 'tax_amount', 0)) AS l FROM invoice_line l WHERE invoice_id = $1) AS x`,
      [customerInvoiceId],
    );
    expect(await refusalOf(copy)).toBe('invoice_line_decision_ck');
  });

  it('refuses a bill without lines, and one of a centre where the clerk does not work', async () => {
    expect(await refusalOf(bench.issue({ lines: [] }))).toBe('billing.nothing-to-invoice');
    const other = await bench.aCenter('ESF1');
    expect(await refusalOf(bench.issue(other, clerkOf(newId())))).toBe('not-found');
  });

  it('B10 an order line is invoiced once', async () => {
    const bill = await bench.aBill();
    const issue = () => refusalOf(bench.write((tx) => bench.invoices.issue(tx, SYSTEM, bill)));
    expect((await Promise.all([issue(), issue()])).sort()).toEqual(['accepted', 'invoice_line_once_uq']);
    expect(await bench.sql('SELECT number FROM invoice')).toEqual([{ number: 'INV-THR1-1405-000001' }]);
  });

  it('B10 those who share the cover of a line are each asked once, and the database holds a line to its payer', async () => {
    const line = aLine({
      coveredPercent: 100,
      decisionId: newId(),
      claims: [
        { payer: 'maker', amount: 600_000 },
        { payer: 'importer', amount: 400_000 },
      ],
    });
    const { warrantyInvoiceIds } = await bench.issue({ lines: [line] });
    const invoices = await Promise.all(warrantyInvoiceIds.map((id) => bench.queries.getInvoice(SYSTEM, id)));
    expect(invoices.map(({ payer, net }) => [payer, net])).toEqual([
      ['maker', 600_000],
      ['importer', 400_000],
    ]);
    const copyTo = (payer: string) =>
      refusalOf(
        bench.sql(
          `INSERT INTO invoice_line SELECT (l).* FROM (SELECT jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(),
             'position', 2, 'payer', $2::text)) AS l FROM invoice_line l WHERE invoice_id = $1) AS x`,
          [warrantyInvoiceIds[0], payer],
        ),
      );
    expect(await copyTo('maker')).toBe('invoice_line_once_uq');
    expect(await copyTo('seller')).toBe('invoice_line_payer_fk');
  });

  it('B8 twenty issues at once get numbers without gap and without repeat', async () => {
    const center = await bench.aCenter();
    const customerId = await bench.aCustomer();
    await Promise.all(times(20, () => bench.issue({ ...center, customerId, lines: scenario2() })));
    const expected = (series: string) =>
      times(20, (index) => `${series}-THR1-1405-${String(index + 1).padStart(6, '0')}`);
    const numbers = await bench.sql('SELECT number FROM invoice ORDER BY number');
    expect(numbers.map((row) => row['number'])).toEqual([...expected('INV'), ...expected('WIN')]);
  });

  it('B8 an issue that is rolled back leaves no gap, also among others', async () => {
    const center = await bench.aCenter();
    const customerId = await bench.aCustomer();
    const bill = await bench.aBill({ ...center, customerId });
    const undone = times(5, () =>
      bench.write(async (tx) => {
        await bench.invoices.issue(tx, SYSTEM, { ...bill, orderId: newId(), lines: [aLine()] });
        throw new Error('changed my mind');
      }),
    );
    const done = times(5, () => bench.issue({ ...center, customerId }));
    const results = await Promise.allSettled([...undone, ...done]);
    expect(results.map((result) => result.status)).toEqual([
      ...times(5, () => 'rejected'),
      ...times(5, () => 'fulfilled'),
    ]);
    const numbers = await bench.sql('SELECT number FROM invoice ORDER BY number');
    expect(numbers.map((row) => row['number'])).toEqual(times(5, (index) => `INV-THR1-1405-00000${index + 1}`));
  });

  it('B8 each centre, year and kind counts for itself', async () => {
    const [tehran, isfahan] = [await bench.aCenter('THR1'), await bench.aCenter('ESF1')];
    for (const [center, year] of [
      [tehran, 1404],
      [tehran, 1405],
      [isfahan, 1405],
    ] as const) {
      await bench.issue({ ...center, year });
    }
    const numbers = await bench.sql('SELECT number FROM invoice ORDER BY number');
    expect(numbers.map((row) => row['number'])).toEqual([
      'INV-ESF1-1405-000001',
      'INV-THR1-1404-000001',
      'INV-THR1-1405-000001',
    ]);
  });

  it('B9 the database refuses to change or delete an issued invoice, its lines and its payments', async () => {
    const { customerInvoiceId } = await bench.issue();
    await bench.pay(customerInvoiceId, 100_000);
    const refused = async (text: string) => refusalOf(bench.sql(text));
    expect(await refused('UPDATE invoice SET total = total + 1, net = net + 1')).toBe('invoice_frozen_ck');
    expect(await refused(`UPDATE invoice SET number = 'X'`)).toBe('invoice_frozen_ck');
    expect(await refused('UPDATE invoice SET customer_id = NULL')).toBe('invoice_frozen_ck');
    expect(await refused('DELETE FROM invoice')).toBe('invoice_frozen_ck');
    expect(await refused('UPDATE invoice SET paid = total + 1')).toBe('invoice_paid_ck');
    for (const table of ['invoice_line', 'payment', 'payment_allocation']) {
      expect(await refused(`DELETE FROM ${table}`)).toBe('append_only');
    }
    expect(await refused('UPDATE invoice_line SET unit_price = unit_price')).toBe('append_only');
    expect(await refused('UPDATE payment SET amount = amount + 1')).toBe('append_only');
  });

  it('B1, B7 the database refuses an invoice whose lines or payments do not add up', async () => {
    const { customerInvoiceId } = await bench.issue();
    const refused = async (text: string) => refusalOf(bench.sql(text, [customerInvoiceId]));
    expect(await refused('UPDATE invoice SET paid = 1 WHERE id = $1')).toBe('invoice_sums_ck');
    expect(
      await refused(
        `INSERT INTO invoice_line SELECT (l).* FROM (SELECT jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(),
           'position', 2, 'order_line_id', gen_random_uuid())) AS l FROM invoice_line l WHERE invoice_id = $1) AS x`,
      ),
    ).toBe('invoice_sums_ck');
    const payment = `INSERT INTO payment (id, number, center_id, method, amount, currency, received_at)
      SELECT gen_random_uuid(), 'P', center_id, 'cash', 10, 'IRR', now() FROM invoice WHERE id = $1 RETURNING id`;
    expect(
      await refused(`WITH taken AS (${payment}), settled AS (UPDATE invoice SET paid = 11 WHERE id = $1)
        INSERT INTO payment_allocation SELECT id, $1, 11 FROM taken`),
    ).toBe('payment_allocated_ck');
  });

  it('tells each invoice once, in the same transaction', async () => {
    const { customerInvoiceId, warrantyInvoiceIds, orderId } = await bench.issue({ lines: scenario2() });
    const facts = await bench.sql(
      `SELECT subject_id, payload FROM outbox_event WHERE name = 'billing.invoice-issued' ORDER BY id`,
    );
    expect(facts).toEqual([
      {
        subject_id: customerInvoiceId,
        payload: expect.objectContaining({ kind: 'customer', orderId, total: 14_080_000 }),
      },
      { subject_id: warrantyInvoiceIds[0], payload: expect.objectContaining({ payer: 'maker', total: 8_625_000 }) },
    ]);
  });
});
