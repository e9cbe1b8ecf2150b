import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Requisition, RequisitionLine } from './api';

const place = { id: 'l1', code: 'MAIN', name: { fa: 'انبار', en: 'Store' } };
const line = (id: string, sku: string, figures: Partial<RequisitionLine>): RequisitionLine => ({
  id,
  orderLineId: `o-${id}`,
  part: { id: `p-${id}`, sku, name: { fa: null, en: `Part ${sku}` } },
  location: place,
  requested: 0,
  reserved: 0,
  short: 0,
  issued: 0,
  returned: 0,
  cancelled: 0,
  issuedValue: 0,
  returnedValue: 0,
  ...figures,
});
const requisition: Requisition = {
  id: 'r1',
  number: 'RQ-1405-000001',
  center: place,
  orderId: 'order-1',
  order: {
    number: 'RO-1405-000007',
    brand: { fa: null, en: 'Sepehr' },
    product: { fa: null, en: 'TV 55' },
    serial: null,
  },
  state: 'submitted',
  note: null,
  requestedAt: '2026-11-22T08:00:00Z',
  requestedBy: { id: 'a1', name: 'Reza' },
  lineCount: 2,
  reserved: 3,
  short: 1,
  version: 4,
  lines: [
    line('1', 'BOARD', { requested: 2, reserved: 2 }),
    line('2', 'SCREEN', { requested: 2, reserved: 1, short: 1 }),
  ],
};
const page = (...data: object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const storekeeper = signedIn({ permissions: ['inventory.read', 'inventory.issue'] });
const desk = (answers: Requisition[] = [requisition]) => ({
  ...storekeeper,
  'GET /api/v1/requisitions': () => page(requisition),
  'GET /api/v1/requisitions/r1': () => (answers.length > 1 ? answers.shift() : answers[0]) ?? requisition,
});

describe('parts desk', () => {
  it('puts the oldest request on the desk and hands out all that is reserved with one key', async () => {
    const issued = { ...requisition, state: 'partly_issued' as const, version: 5, reserved: 0 };
    const { user, api, router } = await renderRoute('/requisitions', {
      ...desk([requisition, { ...issued, lines: [line('1', 'BOARD', { requested: 2, issued: 2 })] }]),
      'POST /api/v1/requisitions/r1/issues': () => issued,
    });
    await screen.findByRole('button', { name: 'Hand out 3 pieces' });
    expect(router.state.location.pathname).toBe('/requisitions/r1');
    const asked = api.requests.find(({ url }) => url.includes('/requisitions?'));
    expect(new URL(asked?.url ?? '').searchParams.get('state')).toBe('submitted,partly_issued');
    expect(screen.getAllByText('RO-1405-000007').length).toBeGreaterThan(0);

    await user.keyboard('[KeyH]');
    await screen.findByText('3 pieces handed out.');
    const issue = api.requests.find(({ url }) => url.endsWith('/issues'));
    expect(issue?.headers.get('If-Match')).toBe('"4"');
    expect(issue?.headers.get('Idempotency-Key')).toBeTruthy();
    await expect(issue?.json()).resolves.toEqual({
      lines: [
        { lineId: '1', quantity: 2 },
        { lineId: '2', quantity: 1 },
      ],
    });
    await waitFor(() => expect(screen.queryByRole('button', { name: /Hand out/ })).toBeNull());
  });

  it('hands out a part of it, and shows why the server refuses', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/requisitions/r1', {
      ...desk(),
      'POST /api/v1/requisitions/r1/issues': (_, body) => (
        bodies.push(body),
        problem(409, 'inventory.not-reserved', { params: { reserved: 1 } })
      ),
    });
    const [first, second] = await screen.findAllByRole('textbox', { name: 'Hand out' });
    if (!first || !second) throw new Error('a quantity for each line');
    await user.clear(first);
    await user.type(first, '۱');
    await user.clear(second);
    await user.click(screen.getByRole('button', { name: 'Hand out 1 piece' }));
    await screen.findByText('Only what is reserved for this line can be handed out: 1.');
    expect(bodies).toEqual([{ lines: [{ lineId: '1', quantity: 1 }] }]);
  });

  it('takes unused pieces back', async () => {
    const bodies: unknown[] = [];
    const served = { ...requisition, state: 'issued' as const, reserved: 0, short: 0 };
    const lines = [line('1', 'BOARD', { requested: 2, issued: 2, returned: 1 })];
    const { user } = await renderRoute('/requisitions/r1', {
      ...desk([{ ...served, lines }]),
      'POST /api/v1/requisitions/r1/returns': (_, body) => (bodies.push(body), { ...served, lines }),
    });
    await user.click(await screen.findByRole('button', { name: 'Take back unused parts' }));
    const panel = within(await screen.findByRole('dialog', { name: 'Take back unused parts' }));
    const button = panel.getByRole<HTMLButtonElement>('button', { name: 'Take back' });
    expect(button.disabled).toBe(true);
    await user.clear(panel.getByRole('textbox', { name: 'Bring back' }));
    await user.type(panel.getByRole('textbox', { name: 'Bring back' }), '1');
    await user.click(panel.getByRole('button', { name: 'Take back 1 piece' }));
    await screen.findByText('1 piece is back in stock.');
    expect(bodies).toEqual([{ lines: [{ lineId: '1', quantity: 1 }] }]);
  });

  it('opens a served one, to which the ledger leads, also when nobody waits', async () => {
    const served = {
      ...requisition,
      state: 'issued' as const,
      lines: [line('1', 'BOARD', { requested: 2, issued: 2 })],
    };
    await renderRoute('/requisitions/r1', { ...desk([served]), 'GET /api/v1/requisitions': () => page() });
    expect(await screen.findByRole('button', { name: 'Take back unused parts' })).toBeTruthy();
    expect(screen.getByText('Nobody waits for parts')).toBeTruthy();
  });

  it('says that nobody waits', async () => {
    await renderRoute('/requisitions', { ...storekeeper, 'GET /api/v1/requisitions': () => page() });
    expect(await screen.findByText('Nobody waits for parts')).toBeTruthy();
  });

  it('is closed to those who may not see the store', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation(); // what an error boundary catches
    await renderRoute('/requisitions', signedIn({ permissions: ['repair.read'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
