import { screen, waitFor, within } from '@testing-library/react';
import { prefer } from '../../lib/preferences';
import type { Account } from '../../lib/session';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Invoice, InvoiceSummary } from './api';

const center = { id: 'c1', code: 'THR-1', name: { fa: 'مرکز ونک', en: 'Vanak centre' } };
const summary: InvoiceSummary = {
  id: 'i1',
  number: 'INV-THR1-1405-000231',
  kind: 'customer',
  state: 'issued',
  orderId: 'o1',
  contract: null,
  order: {
    number: 'RO-1405-000007',
    brand: { fa: null, en: 'Sepehr' },
    product: { fa: null, en: 'TV 55' },
    serial: 'SN-1000-1',
  },
  receptionId: null,
  payer: null,
  currency: 'IRR',
  net: 12_800_000,
  tax: 1_280_000,
  total: 14_080_000,
  paid: 0,
  due: 14_080_000,
  issuedOn: '2026-11-22',
  issuedAt: '2026-11-22T08:00:00Z',
  version: 1,
  center,
  customer: { id: 'u1', name: 'Sara Ahmadi' },
};
const invoice: Invoice = {
  ...summary,
  seller: { ...center, company: { fa: 'شرکت', en: 'Aftercare Ltd' }, address: null, phone: null },
  buyer: { id: 'u1', name: 'Sara Ahmadi', mobile: '+989121234567', nationalId: null },
  issuedBy: 'Mina',
  listTotal: 24_800_000,
  coveredTotal: 12_000_000,
  lines: [
    {
      id: 'l1',
      position: 1,
      orderLineId: 'ol1',
      decisionId: 'd1',
      class: 'parts',
      description: { fa: 'برد', en: 'Board' },
      quantity: 2,
      unitPrice: 12_400_000,
      listAmount: 24_800_000,
      coveredPercent: 48,
      coveredAmount: 12_000_000,
      chargedAmount: 12_800_000,
      claimAmount: null,
      taxRateBp: 1000,
      taxAmount: 1_280_000,
    },
  ],
  payments: [],
  writeOff: null,
  claims: [],
};
const order = {
  id: 'o1',
  number: 'RO-1405-000007',
  state: 'ready',
  readyAt: '2026-11-22T08:00:00Z',
  center,
  device: { id: 'v1', serial: null, brand: { fa: null, en: 'Sepehr' }, product: { fa: null, en: 'TV 55' } },
  customer: { id: 'u1', name: 'Sara Ahmadi', mobile: null },
  version: 9,
  lines: [{ id: 'ol1', description: { fa: null, en: 'Board' }, quantity: 1, chargedAmount: 12_800_000 }],
  coverage: null,
  money: { list: 24_800_000, covered: 12_000_000, charged: 12_800_000, invoiced: false, due: 0 },
  invoices: [],
};
const page = (...data: object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const routes = (...permissions: Account['permissions']) => ({
  ...signedIn({ permissions: ['billing.read', ...permissions] }),
  'GET /api/v1/company': () => ({ currency: 'IRR', timeZone: 'Asia/Tehran' }),
  'GET /api/v1/invoices': () => page(summary),
  'GET /api/v1/invoices/i1': () => invoice,
  'GET /api/v1/repair-orders': () => page(order),
  'GET /api/v1/repair-orders/o1': () => order,
});

describe('cash desk', () => {
  it('takes what is due, refuses more in words, and then a part of it', async () => {
    const bodies: unknown[] = [];
    const { user, api } = await renderRoute('/cash-desk', {
      ...routes('payment.take'),
      'POST /api/v1/payments': (_, body) =>
        bodies.push(body) === 1
          ? problem(409, 'billing.overpayment', { params: { due: 14_080_000 } })
          : { number: 'PAY-1', amount: 5_000_000, currency: 'IRR' },
    });
    await user.click(await screen.findByRole('button', { name: 'Take payment' }));
    const asked = api.requests.find(({ url }) => url.includes('/invoices?'));
    expect(new URL(asked?.url ?? '').searchParams.get('state')).toBe('issued,part_paid');
    const panel = within(await screen.findByRole('dialog', { name: 'Take payment' }));
    const amount = panel.getByRole<HTMLInputElement>('textbox', { name: /Amount/ });
    expect(amount.value).toBe('14,080,000');
    expect(panel.getByText('That is 1,408,000 toman.')).toBeTruthy();

    await user.clear(amount);
    await user.type(amount, '۱۵۰۰۰۰۰۰');
    await user.type(panel.getByRole('textbox', { name: 'Reference' }), '۱۲۳۴۵۶');
    await user.click(panel.getByRole('button', { name: 'Take payment' }));
    await panel.findByText('That is more than what is still due.');
    await user.click(panel.getByRole('button', { name: 'Cash' }));
    await user.clear(amount);
    await user.type(amount, '5000000');
    await user.click(panel.getByRole('button', { name: 'Take payment' }));
    await screen.findByText(/Payment PAY-1 of 5,000,000\sIRR taken\./);
    expect(bodies).toEqual([
      { invoiceId: 'i1', method: 'card', amount: 15_000_000, reference: '123456' },
      { invoiceId: 'i1', method: 'cash', amount: 5_000_000, reference: null },
    ]);
  });

  it('says the amount in words and in toman to a Persian cashier', async () => {
    prefer({ language: 'fa' });
    const { user } = await renderRoute('/cash-desk', routes('payment.take'));
    await user.click(await screen.findByRole('button', { name: 'دریافت وجه' }));
    expect(await screen.findByText(/چهارده میلیون و هشتاد هزار ریال/)).toBeTruthy();
    expect(screen.getByText(/۱٬۴۰۸٬۰۰۰\sتومان/)).toBeTruthy();
  });

  it('shows what will be billed, issues the invoice and opens it', async () => {
    const { user, api, router } = await renderRoute('/cash-desk/orders', {
      ...routes('billing.issue', 'repair.read'),
      'POST /api/v1/repair-orders/o1/invoices': () => ({ ...order, invoices: [{ id: 'i1', kind: 'customer' }] }),
    });
    await user.click(await screen.findByRole('button', { name: 'Issue invoice' }));
    const panel = within(await screen.findByRole('dialog', { name: 'Issue the invoice' }));
    await user.click(await panel.findByRole('button', { name: 'Issue invoice' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/i1'));
    const sent = api.requests.find(({ url }) => url.endsWith('/repair-orders/o1/invoices'));
    expect(sent?.headers.get('If-Match')).toBe('"9"');
    expect(await screen.findByRole('heading', { level: 1, name: 'Invoice INV-THR1-1405-000231' })).toBeTruthy();
  });

  it('teaches when all is paid, and is closed to those who may not see money', async () => {
    const { unmount } = await renderRoute('/cash-desk', { ...routes(), 'GET /api/v1/invoices': () => page() });
    expect(await screen.findByText('Everything is paid')).toBeTruthy();
    unmount();
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation(); // what an error boundary catches
    await renderRoute('/cash-desk', signedIn({ permissions: ['repair.read'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});

describe('invoice', () => {
  it('shows parties, lines, sums and the order, and prints in the language of the customer', async () => {
    const printed: string[] = [];
    window.print = () => void printed.push(document.querySelector('[data-print-sheet]')?.textContent ?? '');
    const { user } = await renderRoute('/invoices/i1', routes('payment.take', 'repair.read'));
    const lines = within(await screen.findByRole('table', { name: 'Lines' }));
    expect(lines.getByText('48%')).toBeTruthy();
    expect(await screen.findByText('RO-1405-000007')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Print' }));
    await user.click(await screen.findByRole('menuitem', { name: 'به فارسی' }));
    expect(printed[0]).toContain('فاکتور خدمات');
    expect(printed[0]).toContain('چهارده میلیون و هشتاد هزار ریال');
    expect(printed[0]).toContain('۱۴۰۵/۰۹/۰۱');
    expect(document.querySelector('[data-print-sheet] > [lang=fa]')?.getAttribute('dir')).toBe('rtl');
  });

  it('of a contract names that instead of an order, here, on paper and in the list of its kind', async () => {
    const contract = { id: 'k1', number: 'SC-1405-000001' };
    const own = { kind: 'contract' as const, number: 'CIN-THR1-1405-000001', contract, orderId: null, order: null };
    const line = { ...invoice.lines[0]!, class: 'contract' as const, orderLineId: null, decisionId: null };
    let printed = '';
    window.print = () => void (printed = document.querySelector('[data-print-sheet]')?.textContent ?? '');
    const { user, api, unmount } = await renderRoute('/invoices/i1', {
      ...routes('payment.take', 'repair.read'),
      'GET /api/v1/invoices/i1': () => ({ ...invoice, ...own, lines: [line] }),
    });
    expect((await screen.findByRole('link', { name: contract.number })).getAttribute('href')).toBe('/contracts/k1');
    expect(screen.getByRole('button', { name: 'Take payment' })).toBeTruthy();
    expect(screen.queryByText('Repair order')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Print' }));
    await user.click(await screen.findByRole('menuitem', { name: 'به فارسی' }));
    expect(printed).toContain('فاکتور قرارداد خدمات');
    expect(printed).toContain(contract.number);
    expect(api.requests.some(({ url }) => url.includes('/repair-orders'))).toBe(false);
    unmount();

    const { user: clerk, api: list } = await renderRoute('/cash-desk/invoices', {
      ...routes(),
      'GET /api/v1/invoices': () => page({ ...summary, ...own }),
    });
    expect((await screen.findAllByText('SC-1405-000001')).length).toBeGreaterThan(0);
    await clerk.click(screen.getByRole('combobox', { name: 'Kind' }));
    await clerk.click(await screen.findByRole('option', { name: 'Contract' }));
    await waitFor(() => expect(list.requests.some(({ url }) => /invoices\?.*kind=contract/.test(url))).toBe(true));
  });

  it('offers no payment once it is paid', async () => {
    const paid = { ...invoice, state: 'paid' as const, paid: invoice.total, due: 0 };
    await renderRoute('/invoices/i1', { ...routes('payment.take'), 'GET /api/v1/invoices/i1': () => paid });
    await screen.findByRole('table', { name: 'Lines' });
    expect(screen.queryByRole('button', { name: 'Take payment' })).toBeNull();
  });
});

describe('an invoice of the guarantee', () => {
  const warranty: Invoice = {
    ...invoice,
    kind: 'warranty',
    state: 'part_paid',
    payer: 'maker',
    buyer: null,
    total: 11_625_000,
    paid: 9_500_000,
    due: 2_125_000,
    version: 2,
    payments: [
      {
        id: 'p1',
        number: 'PAY-THR1-1405-000002',
        method: 'claim',
        amount: 9_500_000,
        reference: 'SCL-THR1-1405-000001',
        receivedAt: '2026-11-22T09:00:00Z',
        receivedBy: 'Mina',
      },
    ],
    claims: [{ id: 'k1', number: 'SCL-THR1-1405-000001', state: 'settled' }],
  };

  it('names the claim that paid it, and its rest is written off with a reason', async () => {
    let shown = warranty;
    const sent: unknown[] = [];
    const { user } = await renderRoute('/invoices/i1', {
      ...routes('billing.write-off', 'claim.read'),
      'GET /api/v1/invoices/i1': () => shown,
      'POST /api/v1/invoices/i1/write-off': (_, body) => {
        if (sent.push(body) === 1) return problem(409, 'billing.nothing-due');
        const reason = 'below the price list';
        const writeOff = { amount: 2_125_000, reason, writtenOffAt: '2026-11-22T10:00:00Z', writtenOffBy: 'Omid' };
        return (shown = { ...warranty, state: 'written_off', due: 0, version: 3, writeOff });
      },
    });
    const claim = await screen.findByRole('link', { name: 'SCL-THR1-1405-000001' });
    expect(claim.getAttribute('href')).toBe('/claims/sent/k1');
    await user.click(screen.getByRole('button', { name: 'Write off' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Write the rest off?' }));
    const confirm = dialog.getByRole<HTMLButtonElement>('button', { name: 'Write off' });
    expect(confirm.disabled).toBe(true);
    await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'below the price list');
    await user.click(confirm);
    await dialog.findByText('Nothing is due on this invoice.');
    await user.click(confirm);
    expect(await screen.findByText('below the price list')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Write off' })).toBeNull();
    expect(sent).toEqual([{ reason: 'below the price list' }, { reason: 'below the price list' }]);
  });

  it('over what the centre bears itself says that nobody owes it', async () => {
    const own = { ...warranty, state: 'own_cost', payer: 'centre', paid: 0, due: 0, payments: [], claims: [] } as const;
    const everything = routes('billing.write-off', 'payment.take');
    await renderRoute('/invoices/i1', { ...everything, 'GET /api/v1/invoices/i1': () => own });
    expect(await screen.findByText('The centre bears this itself: nobody owes it.')).toBeTruthy();
    for (const name of ['Write off', 'Take payment']) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('cash-up', () => {
  it('sums a day by method and lists its payments', async () => {
    const { api } = await renderRoute('/cash-up?on=2026-11-21', {
      ...routes(),
      'GET /api/v1/cash-ups': () => ({
        centerId: 'c1',
        on: '2026-11-21',
        methods: [
          { method: 'cash', count: 0, amount: 0 },
          { method: 'card', count: 2, amount: 9_000_000 },
          { method: 'transfer', count: 0, amount: 0 },
        ],
        count: 2,
        amount: 9_000_000,
      }),
      'GET /api/v1/payments': () => page(),
    });
    expect(await screen.findAllByText(/9,000,000\sIRR/)).toHaveLength(2);
    expect(screen.getByText('Nothing was taken on this day.')).toBeTruthy();
    const asked = api.requests.find(({ url }) => url.includes('/cash-ups'));
    expect(new URL(asked?.url ?? '').search).toBe('?centerId=c1&on=2026-11-21');
  });
});

describe('tax rates', () => {
  it('are listed with their last day, and added from a day on', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/tax-rates', {
      ...routes('billing.tax'),
      'GET /api/v1/tax-rates': () =>
        page(
          { id: 't2', category: 'standard', rateBp: 1000, validFrom: '2024-03-20', validTo: null },
          { id: 't1', category: 'standard', rateBp: 900, validFrom: '2020-03-20', validTo: '2024-03-20' },
        ),
      'POST /api/v1/tax-rates': (_, body) => (bodies.push(body), problem(409, 'billing.tax-rate-overlap')),
    });
    const standard = within(await screen.findByRole('table', { name: 'Standard rate' }));
    expect(standard.getByText('19 Mar 2024')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add a rate' }));
    await user.type(screen.getByRole('textbox', { name: /Rate/ }), '۱۲٫۵');
    await user.click(screen.getByRole('spinbutton', { name: 'Day' }));
    await user.keyboard('21032027');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await screen.findByText(/begins on that day or later/);
    expect(bodies).toEqual([{ category: 'standard', rateBp: 1250, validFrom: '2027-03-21' }]);
  });
});
