import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn, type FakeRoutes } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { aLine, anOrder, aQuote } from '../../testing/repair-orders';
import type { RepairOrder } from './api';

const base = anOrder();
const path = `/api/v1/repair-orders/${base.id}`;
const everything = [
  'repair.read',
  'repair.work',
  'repair.diagnose',
  'repair.quote',
  'repair.check',
  'repair.assign',
  'warranty.read',
  'warranty.decide',
  'warranty.override',
  'billing.issue',
] as const;

/** The page of an order at one of its tabs; `write` is the one route that the test presses, and what it answers. */
async function open(
  given: Partial<RepairOrder>,
  write: string,
  answer: () => Partial<RepairOrder> | Response,
  rest: FakeRoutes = {},
  tab = '',
) {
  let order = anOrder(given);
  const bodies: unknown[] = [];
  const [method = '', act = ''] = write.split(' ');
  const rendered = await renderRoute(`/repair-orders/${base.id}${tab}`, {
    ...signedIn({ permissions: [...everything] }),
    'GET /api/v1/company': () => ({ currency: 'IRR' }),
    [`GET ${path}`]: () => order,
    [`GET ${path}/coverage-decisions`]: () => ({ data: [] }),
    [`GET ${path}/supplier-cover`]: () => ({ data: [] }),
    [`${method} ${path}${act}`]: (_request, body) => {
      bodies.push(body);
      const result = answer();
      if (result instanceof Response) return result;
      order = { ...order, ...result, version: order.version + 1 };
      return order;
    },
    ...rest,
  });
  await screen.findByRole('heading', { level: 1, name: base.number });
  return { ...rendered, bodies };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const dialog = async () => within(await screen.findByRole('dialog'));

describe('a quote', () => {
  it('is sent with the sum in sight and its terms', async () => {
    const { user, bodies } = await open(
      {
        state: 'diagnosing',
        money: { list: 12_000_000, covered: 0, charged: 12_000_000, invoiced: false, invoiceable: false, due: 0 },
        allowedActions: ['send-quote'],
      },
      'POST /quotes',
      () => ({ state: 'awaiting_approval', quotes: [aQuote()], allowedActions: [] }),
    );
    await user.click(button('Send a quote'));
    const form = await dialog();
    expect(form.getByText(/12,000,000/)).toBeTruthy();
    const tolerance = form.getByRole('textbox', { name: /Tolerance/ });
    await user.clear(tolerance);
    await user.type(tolerance, '5');
    await user.click(form.getByRole('button', { name: 'Send quote' }));
    expect(await screen.findByText('Awaiting approval')).toBeTruthy();
    expect(bodies).toEqual([{ tolerancePercent: 5 }]);
  });

  it('is refused in the customer’s name, and one that changed meanwhile is not', async () => {
    const { user, bodies } = await open(
      { state: 'awaiting_approval', quotes: [aQuote()], allowedActions: ['approve-quote', 'refuse-quote'] },
      'POST /quotes/1/answer',
      () => problem(409, 'repair.quote-outdated', { params: { number: 2, total: 9_000_000 } }),
    );
    await user.click(button('Customer refuses'));
    const form = await dialog();
    await user.click(form.getByRole('button', { name: 'Record refusal' }));
    expect((await form.findByRole('alert')).textContent).toMatch(/not the quote/);
    expect(bodies).toEqual([{ approved: false, total: 13_200_000, channel: 'counter' }]);
  });

  it('that would cost nothing cannot be sent, and says so', async () => {
    const { user } = await open(
      {
        state: 'diagnosing',
        allowedActions: ['start-repair'],
        blockedActions: [{ action: 'send-quote', reasons: ['nothing-to-quote'] }],
      },
      'POST /quotes',
      () => ({}),
    );
    await user.click(button('More'));
    const item = screen.getByRole('menuitem', { name: /Send a quote/ });
    expect(item.getAttribute('aria-disabled')).toBe('true');
    expect(item.textContent).toMatch(/nothing to approve/);
  });
});

describe('the quality check', () => {
  it('passes without a word', async () => {
    const { user, bodies } = await open(
      { state: 'qc', allowedActions: ['pass-check', 'fail-check'] },
      'POST /checks',
      () => ({
        state: 'ready',
        allowedActions: [],
      }),
    );
    await user.click(button('Check passed'));
    await user.click((await dialog()).getByRole('button', { name: 'Passed: make ready' }));
    expect(await screen.findByText('Ready')).toBeTruthy();
    expect(bodies).toEqual([{ passed: true, note: null }]);
  });

  it('fails only with what was found, where the server wants a reason', async () => {
    const { user, bodies } = await open(
      { state: 'qc', allowedActions: ['pass-check', 'fail-check'], actionsNeedingReason: ['fail-check'] },
      'POST /checks',
      () => ({ state: 'in_repair', allowedActions: [] }),
    );
    await user.click(button('Check failed'));
    const form = await dialog();
    await user.click(form.getByRole('button', { name: 'Failed: back to repair' }));
    expect(bodies).toEqual([]);
    await user.type(form.getByRole('textbox', { name: /What was found/ }), 'No sound on the left');
    await user.click(form.getByRole('button', { name: 'Failed: back to repair' }));
    expect(await screen.findByText('In repair')).toBeTruthy();
    expect(bodies).toEqual([{ passed: false, note: 'No sound on the left' }]);
  });

  it('is not for whoever repaired the device', async () => {
    await open(
      { state: 'qc', blockedActions: [{ action: 'pass-check', reasons: ['tester-is-repairer'] }] },
      'POST /checks',
      () => ({}),
    );
    expect(button('Check passed').disabled).toBe(true);
    expect(screen.getByText(/Whoever repaired the device cannot check it./)).toBeTruthy();
  });
});

describe('an outside workshop', () => {
  it('is named when the device is sent', async () => {
    const { user, bodies } = await open(
      { state: 'diagnosing', allowedActions: ['send-to-vendor'] },
      'POST /vendor-legs',
      () => ({ state: 'at_vendor', allowedActions: [] }),
    );
    await user.click(button('More'));
    await user.click(screen.getByRole('menuitem', { name: 'Send to an outside workshop' }));
    const form = await dialog();
    await user.type(form.getByRole('textbox', { name: /Workshop/ }), ' Maker ');
    await user.click(form.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(bodies).toEqual([{ vendor: 'Maker', rmaNo: null, dueOn: null }]));
  });

  it('sends the same serial back', async () => {
    const { user, bodies } = await open(
      { state: 'at_vendor', allowedActions: ['repaired-by-vendor'] },
      'POST /vendor-legs/return',
      () => problem(409, 'repair.vendor-serial-differs'),
    );
    await user.click(button('Back, repaired'));
    const form = await dialog();
    expect(form.getByText('SN-1000-1')).toBeTruthy();
    await user.type(form.getByRole('textbox', { name: /Serial/i }), 'OTHER-9');
    await user.click(form.getByRole('button', { name: 'Take back in' }));
    expect(await form.findByText(/Another serial came back/)).toBeTruthy();
    expect(bodies).toEqual([{ act: 'repaired-by-vendor', serial: 'OTHER-9', reason: null }]);
  });
});

describe('who and when', () => {
  it('a colleague of the centre is assigned', async () => {
    const { user, bodies } = await open(
      {},
      'PUT /technician',
      () => ({ technician: { id: 'a2', name: 'Reza Karimi' } }),
      {
        'GET /api/v1/staff': () => ({
          data: [{ accountId: 'a2', displayName: 'Reza Karimi' }],
          page: { nextCursor: null, hasMore: false },
        }),
      },
    );
    await user.click(button('Assign'));
    const form = await dialog();
    await user.type(form.getByRole('combobox', { name: /Technician/ }), 'Reza');
    await user.click(await screen.findByRole('option', { name: /Reza Karimi/ }));
    await user.click(form.getByRole('button', { name: 'Assign' }));
    await waitFor(() => expect(bodies).toEqual([{ technicianId: 'a2' }]));
    expect(await screen.findByText('Reza Karimi')).toBeTruthy();
  });

  it('the plan is not laid over a colleague’s', async () => {
    const { user, bodies } = await open({ promisedOn: '2026-12-01' }, 'PATCH ', () => problem(412, 'stale-version'));
    await user.click(button('Change'));
    const form = await dialog();
    await user.click(form.getByRole('button', { name: 'Change' }));
    expect((await form.findByRole('alert')).textContent).toMatch(/changed/);
    expect(bodies).toEqual([{ promisedOn: '2026-12-01', priority: 'normal' }]);
  });
});

describe('money', () => {
  it('goodwill names share, bearer and reason', async () => {
    const { user, bodies } = await open(
      { state: 'diagnosing', lines: [aLine()] },
      'PUT /goodwill',
      () => ({}),
      {},
      '/guarantee',
    );
    await user.click(await screen.findByRole('button', { name: 'Goodwill' }));
    const form = await dialog();
    await user.click(form.getByRole('button', { name: 'Grant' }));
    expect(bodies).toEqual([]); // without a reason nothing is sent
    await user.type(form.getByRole('textbox', { name: /Reason/ }), 'A loyal customer');
    await user.click(form.getByRole('button', { name: 'Grant' }));
    await waitFor(() =>
      expect(bodies).toEqual([{ percent: 100, bearer: 'centre', lineIds: null, reason: 'A loyal customer' }]),
    );
  });

  it('invoices are issued once the server says they can be, and then shown', async () => {
    const money = { list: 12_000_000, covered: 0, charged: 12_000_000, invoiced: false, invoiceable: true, due: 0 };
    const { user } = await open(
      { state: 'ready', openForWork: false, money },
      'POST /invoices',
      () => ({
        money: { ...money, invoiced: true, invoiceable: false, due: 13_200_000 },
        invoices: [
          { id: 'i1', number: 'INV-THR1-1405-000231', kind: 'customer', state: 'issued', total: 13_200_000, paid: 0 },
        ],
      }),
      {},
      '/money',
    );
    await user.click(button('Issue invoices'));
    expect((await screen.findByText('INV-THR1-1405-000231')).closest('a')?.getAttribute('href')).toBe('/invoices/i1');
    expect(screen.queryByRole('button', { name: 'Issue invoices' })).toBeNull();
  });
});

describe('a line', () => {
  it('shows the fault it mends, with its name', async () => {
    await open(
      { lines: [aLine({ fault: { id: 'f2', code: 'F171', name: { fa: null, en: 'Impact' } } })] },
      'POST /lines',
      () => ({}),
    );
    expect(screen.getByText('F171')).toBeTruthy();
    expect(screen.getByText('Impact')).toBeTruthy();
  });
});

describe('a device that never worked', () => {
  it('is confirmed with what the bench saw, then replaced from the shelf of its centre', async () => {
    const { user, bodies } = await open(
      { state: 'diagnosing', doa: { possible: true, confirmed: null } },
      'POST /doa',
      () => ({
        type: 'doa',
        doa: {
          possible: false,
          confirmed: { note: 'never lit up', evidence: ['photo-1'], by: 'Sara', at: '2026-11-20T08:30:00Z' },
        },
        allowedActions: ['replace'],
      }),
      {
        [`POST ${path}/replacement`]: (_request, body) => {
          replaced.push(body);
          return problem(409, 'inventory.insufficient-stock', { params: { available: 0 } });
        },
      },
    );
    const replaced: unknown[] = [];
    await user.click(button('Confirm dead on arrival'));
    const form = await dialog();
    await user.type(form.getByLabelText(/What the bench saw/), 'never lit up');
    await user.type(form.getByLabelText(/Evidence/), 'photo-1{Enter} {Enter}report-2');
    await user.click(form.getByRole('button', { name: 'Confirm dead on arrival' }));
    expect(await screen.findByText('never lit up')).toBeTruthy();
    expect(bodies).toEqual([{ note: 'never lit up', evidence: ['photo-1', 'report-2'] }]);

    await user.click(button('Replace the device'));
    const swap = await dialog();
    await user.type(swap.getByLabelText(/Serial number of the unit/), 'NEW-B');
    await user.type(swap.getByLabelText(/Reason/), 'dead on arrival');
    await user.click(swap.getByRole('button', { name: 'Replace the device' }));
    expect(await swap.findByRole('alert')).toBeTruthy();
    expect(replaced).toEqual([
      { serial: 'NEW-B', imei: null, imei2: null, productId: null, reason: 'dead on arrival', fromStock: true },
    ]);
  });
});

describe('a deposit', () => {
  it('is taken before the invoice and given back the way it came', async () => {
    const deposit = {
      id: base.id,
      number: 'DEP-THR-1405-000001',
      orderId: base.id,
      method: 'card',
      amount: 2_000_000,
      held: 2_000_000,
      currency: 'IRR',
      reference: null,
      takenAt: '2026-11-20T08:30:00Z',
      takenBy: 'Sara',
      refunds: [],
      version: 1,
    };
    let deposits: object[] = [];
    const refunds: unknown[] = [];
    const { user, bodies } = await open(
      {},
      'POST /moves',
      () => ({}),
      {
        ...signedIn({ permissions: [...everything, 'billing.read', 'payment.take'] }),
        'GET /api/v1/deposits': () => ({ data: deposits }),
        'POST /api/v1/deposits': (_request, body) => {
          bodies.push(body);
          deposits = [deposit];
          return deposit;
        },
        [`POST /api/v1/deposits/${base.id}/refunds`]: (_request, body) => {
          refunds.push(body);
          deposits = [{ ...deposit, held: 0 }];
          return deposit;
        },
      },
      '/money',
    );
    await user.click(await screen.findByRole('button', { name: 'Take a deposit' }));
    const panel = await dialog();
    await user.type(await panel.findByLabelText(/Amount/), '2000000');
    await user.click(panel.getByRole('button', { name: 'Take a deposit' }));
    await user.click(await screen.findByRole('button', { name: 'Give back' }));
    expect(bodies).toEqual([{ orderId: base.id, method: 'card', amount: 2_000_000, reference: null }]);
    const back = await dialog();
    await user.type(back.getByLabelText(/Reason/), 'covered');
    await user.click(back.getByRole('button', { name: 'Give back' }));
    expect(await screen.findByText('Nothing is held any more.')).toBeTruthy();
    expect(refunds).toEqual([{ amount: 2_000_000, reference: null, reason: 'covered' }]);
  });
});
