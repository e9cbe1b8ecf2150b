import { newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { aLine, BillingWorkbench, clerkOf, refusalOf, scenario2 } from './testing/workbench.js';

const bench = BillingWorkbench.forThisFile();

describe('reading invoices', () => {
  it('one invoice carries all that its print shows', async () => {
    const { customerInvoiceId: id } = await bench.issue({ lines: scenario2() });
    expect(await bench.queries.getInvoice(SYSTEM, id)).toMatchObject({
      seller: {
        code: 'THR1',
        company: { en: 'My company' },
        name: { fa: 'مرکز', en: 'Centre' },
        address: 'Enghelab St. 1',
        phone: '02188880000',
      },
      buyer: { name: 'Sara Ahmadi', mobile: '+989121234567', nationalId: '0012345679' },
      lines: [
        { position: 1, description: { fa: 'برد', en: 'Board' }, coveredPercent: 100, taxRateBp: 1000 },
        { position: 2, description: { en: 'Labour' }, quantity: 1, unitPrice: 3_000_000 },
        { position: 3, class: 'travel' },
        { position: 4, class: 'parts' },
      ],
      payments: [],
    });
  });

  it('lists newest first, page by page, and none twice', async () => {
    const center = await bench.aCenter();
    const customerId = await bench.aCustomer();
    for (let i = 0; i < 5; i++) await bench.issue({ ...center, customerId });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await bench.queries.listInvoices(SYSTEM, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map((invoice) => invoice.number));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([5, 4, 3, 2, 1].map((value) => `INV-THR1-1405-00000${value}`));
  });

  it('keeps by centre, order, customer, kind and state', async () => {
    const [tehran, isfahan] = [await bench.aCenter('THR1'), await bench.aCenter('ESF1')];
    const customerId = await bench.aCustomer();
    const first = await bench.issue({ ...tehran, customerId, lines: scenario2() });
    const second = await bench.issue({ ...isfahan });
    await bench.pay(first.customerInvoiceId, 80_000);
    const ids = async (filter: object, actor = SYSTEM) =>
      (await bench.queries.listInvoices(actor, { limit: 50, ...filter })).data.map((invoice) => invoice.id);

    expect(await ids({})).toHaveLength(3);
    expect(await ids({ centerId: isfahan.centerId })).toEqual([second.customerInvoiceId]);
    expect(await ids({ customerId })).toEqual([first.customerInvoiceId]);
    expect(await ids({ orderId: first.orderId, kind: ['warranty'] })).toEqual(first.warrantyInvoiceIds);
    expect(await ids({ orderId: first.orderId })).toHaveLength(2);
    expect(await ids({ state: ['part_paid'] })).toEqual([first.customerInvoiceId]);
    // The cashier's desk.
    expect(await ids({ kind: ['customer'], state: ['issued', 'part_paid'] })).toEqual([
      second.customerInvoiceId,
      first.customerInvoiceId,
    ]);
    expect(await ids({}, clerkOf(isfahan.centerId))).toEqual([second.customerInvoiceId]);
    expect(await ids({ centerId: tehran.centerId }, clerkOf(isfahan.centerId))).toEqual([]);
    expect(await refusalOf(bench.queries.getInvoice(clerkOf(isfahan.centerId), first.customerInvoiceId))).toBe(
      'not-found',
    );
    expect(await refusalOf(bench.queries.getInvoice(SYSTEM, newId()))).toBe('not-found');
  });

  it("finds by number, customer's name and mobile, in Persian digits and Arabic letters too", async () => {
    const center = await bench.aCenter();
    await bench.issue({ ...center, customerId: await bench.aCustomer('علی کریمی') });
    await bench.issue({ ...center, customerId: await bench.aCustomer('Sara') });
    const found = async (q: string) =>
      (await bench.queries.listInvoices(SYSTEM, { limit: 50, q })).data.map((invoice) => invoice.customer?.name);
    expect(await found('inv-thr1-1405-000002')).toEqual(['Sara']);
    expect(await found('۰۰۰۰۰۱')).toEqual(['علی کریمی']);
    expect(await found('كريمي')).toEqual(['علی کریمی']);
    expect(await found('۰۹۱۲۱۲۳')).toEqual(['Sara', 'علی کریمی']);
    expect(await found('0935')).toEqual([]);
    expect(await found('100%')).toEqual([]);
  });
});

describe('tax rates', () => {
  it('B11 a rate ends the one before, of its own category only', async () => {
    const add = (category: 'standard' | 'service', rateBp: number, validFrom: string) =>
      refusalOf(bench.write((tx) => bench.taxRates.add(tx, SYSTEM, { category, rateBp, validFrom })));
    expect(await add('standard', 1200, '2026-03-21')).toBe('accepted');
    expect(await add('service', 600, '2026-04-01')).toBe('accepted');
    expect(await add('standard', 1300, '2026-03-21')).toBe('billing.tax-rate-overlap');
    expect(await add('standard', 1300, '2020-01-01')).toBe('billing.tax-rate-overlap');
    expect(await add('standard', 10_001, '2027-01-01')).toBe('tax_rate_rate_ck');
    const { data } = await bench.queries.listTaxRates({ limit: 50 });
    expect(data.map(({ category, rateBp, validFrom, validTo }) => [category, rateBp, validFrom, validTo])).toEqual([
      ['service', 600, '2026-04-01', null],
      ['standard', 1200, '2026-03-21', null],
      ['standard', 1000, '2024-03-20', '2026-03-21'],
      ['standard', 900, '2015-03-21', '2024-03-20'],
    ]);
    const { customerInvoiceId } = await bench.issue({ lines: [aLine(), aLine({ class: 'labour' })] });
    const { lines } = await bench.queries.getInvoice(SYSTEM, customerInvoiceId);
    expect(lines.map((line) => line.taxRateBp)).toEqual([1200, 600]);
  });

  it('B11 of two rates added at once for the same days, one wins', async () => {
    const add = (rateBp: number) =>
      refusalOf(
        bench.write((tx) => bench.taxRates.add(tx, SYSTEM, { category: 'standard', rateBp, validFrom: '2026-03-21' })),
      );
    const results = await Promise.all([add(1200), add(1300)]);
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    expect(await bench.sql(`SELECT count(*)::int AS open FROM tax_rate WHERE valid_to IS NULL`)).toEqual([{ open: 1 }]);
  });
});
