import { screen, within } from '@testing-library/react';
import type { Account } from '../../lib/session';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Part, StockBalance, StockLocation, StockMovement } from './api';

const center = { id: 'c1', code: 'THR-1', name: { fa: null, en: 'Vanak centre' } };
const store: StockLocation = {
  id: 'l1',
  code: 'MAIN',
  name: { fa: null, en: 'Store' },
  center,
  kind: 'branch',
  version: 2,
};
const board = { id: 'p1', sku: 'BRD-1', name: { fa: null, en: 'Board' } };
const balance: StockBalance = {
  centerId: 'c1',
  location: store,
  part: board,
  onHand: 5,
  reserved: 2,
  free: 3,
  short: 0,
  value: 5_500_000,
  averageCost: 1_100_000,
};
const receipt: StockMovement = {
  id: 'm1',
  centerId: 'c1',
  location: store,
  part: board,
  kind: 'receipt',
  quantity: 5,
  value: 5_500_000,
  onHandAfter: 5,
  valueAfter: 5_500_000,
  documentType: 'goods-receipt',
  documentId: 'g1',
  orderId: null,
  reason: null,
  actorName: 'Nima',
  at: '2026-11-22T08:00:00Z',
};
const page = (...data: object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const routes = (...permissions: Account['permissions']) => ({
  ...signedIn({ permissions: ['inventory.read', ...permissions] }),
  'GET /api/v1/company': () => ({ currency: 'IRR' }),
  'GET /api/v1/stock-locations': () => page(store),
  'GET /api/v1/stock-balances': () => page(balance),
  'GET /api/v1/stock-ledger': () => page(receipt),
});

describe('stock', () => {
  it('shows the movements of a part, and corrects by the difference to what was counted', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/stock', {
      ...routes('inventory.manage'),
      'POST /api/v1/stock-adjustments': (_, body) => (bodies.push(body), { ...balance, onHand: 4 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Board' }));
    const panel = within(await screen.findByRole('dialog', { name: 'Board' }));
    const movement = await panel.findByRole('link', { name: 'Receipt' });
    expect(movement.getAttribute('href')).toBe('/goods-receipts/g1');

    await user.click(panel.getByRole('button', { name: 'Correct the stock' }));
    await user.type(panel.getByRole('textbox', { name: /Pieces counted/ }), '۵');
    await user.type(panel.getByRole('textbox', { name: /Reason/ }), 'counted');
    await user.click(panel.getByRole('button', { name: 'Correct' }));
    await panel.findByText('That is what the books say; there is nothing to correct.');
    await user.clear(panel.getByRole('textbox', { name: /Pieces counted/ }));
    await user.type(panel.getByRole('textbox', { name: /Pieces counted/ }), '۴');
    await user.click(panel.getByRole('button', { name: 'Correct' }));
    await screen.findByText('The stock is corrected.');
    expect(bodies).toEqual([{ locationId: 'l1', partId: 'p1', quantity: -1, reason: 'counted' }]);
  });

  it('hides the correction from those who may not make it', async () => {
    const { user } = await renderRoute('/stock', routes());
    await user.click(await screen.findByRole('button', { name: 'Board' }));
    await screen.findByRole('link', { name: 'Receipt' });
    expect(screen.queryByRole('button', { name: 'Correct the stock' })).toBeNull();
  });

  it('says what stood against it and tries again, teaches while it is empty, and is closed to others', async () => {
    let answers = 0;
    const { user, unmount } = await renderRoute('/stock', {
      ...routes(),
      'GET /api/v1/stock-balances': () => (answers++ === 0 ? problem(503, 'unavailable') : page()),
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('The shelves are empty')).toBeTruthy();
    unmount();
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation(); // what an error boundary catches
    await renderRoute('/stock', signedIn({ permissions: ['repair.read'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});

describe('goods receipt', () => {
  const part: Part = {
    ...board,
    brandId: null,
    unitOfId: null,
    groupId: null,
    listPrice: 1_500_000,
    retiredOn: null,
    version: 1,
  };

  it('takes in parts by keyboard with Persian digits, and keeps what was typed when refused', async () => {
    const bodies: unknown[] = [];
    const { user, router } = await renderRoute('/goods-receipts/new', {
      ...routes('inventory.receive'),
      'GET /api/v1/parts': () => page(part),
      'POST /api/v1/goods-receipts': (_, body) =>
        bodies.push(body) === 1
          ? problem(422, 'inventory.value-too-large')
          : { id: 'g2', number: 'GR-1405-000002', lines: [] },
      'GET /api/v1/goods-receipts/g2': () => problem(404, 'not-found'),
    });
    await user.type(await screen.findByRole('textbox', { name: /Supplier/ }), 'Maker');
    await user.click(screen.getByRole('button', { name: 'Receive' }));
    await screen.findByText('Add at least one part.');
    await user.type(screen.getByRole('combobox', { name: 'Add a part' }), 'brd');
    await user.click(await screen.findByRole('option', { name: /BRD-1/ }));
    const quantity = await screen.findByRole('textbox', { name: /Quantity/ });
    expect(document.activeElement).toBe(quantity);
    await user.clear(quantity);
    await user.type(quantity, '۱۲');
    await user.type(screen.getByRole('textbox', { name: /Cost of one/ }), '۱٬۳۰۰٬۰۰۰{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Add a part' }));
    await user.click(screen.getByRole('button', { name: 'Receive' }));
    await screen.findByText('The value of the stock would become too large to be kept exactly.');
    await user.click(screen.getByRole('button', { name: 'Receive' }));
    await screen.findByText('Goods receipt GR-1405-000002 is booked.');
    expect(router.state.location.pathname).toBe('/goods-receipts/g2');
    const sent = {
      centerId: 'c1',
      locationId: 'l1',
      supplier: 'Maker',
      documentNo: null,
      lines: [{ partId: 'p1', quantity: 12, unitCost: 1_300_000 }],
    };
    expect(bodies).toEqual([sent, sent]);
  });

  it('teaches when there are none, and when there is no place to put goods', async () => {
    const { user } = await renderRoute('/goods-receipts', {
      ...routes('inventory.receive'),
      'GET /api/v1/goods-receipts': () => page(),
      'GET /api/v1/stock-locations': () => page(),
    });
    await screen.findByText('No goods receipts yet');
    await user.click(screen.getByRole('link', { name: 'Receive goods' }));
    expect(await screen.findByText('This centre has no place for parts yet')).toBeTruthy();
  });
});

describe('stock locations', () => {
  it('are added; a second store of a centre is refused in words', async () => {
    const { user } = await renderRoute('/stock-locations', {
      ...routes('inventory.manage'),
      'POST /api/v1/stock-locations': () => problem(409, 'inventory.location-exists'),
    });
    await user.click(await screen.findByRole('button', { name: 'Add a location' }));
    await user.type(screen.getByRole('textbox', { name: /Code/ }), 'MAIN2');
    await user.click(screen.getByRole('combobox', { name: /Kind/ }));
    await user.click(await screen.findByRole('option', { name: 'Store of the centre' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/already has a location with this code/);
  });

  it('are renamed as they were when they were read', async () => {
    const { user, api } = await renderRoute('/stock-locations', {
      ...routes('inventory.manage'),
      'PATCH /api/v1/stock-locations/l1': () => ({ ...store, version: 3 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Rename' }));
    await user.type(screen.getByRole('textbox', { name: 'Name in Persian' }), 'انبار');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const patch = api.requests.find(({ method }) => method === 'PATCH');
    expect(patch?.headers.get('If-Match')).toBe('"2"');
    await expect(patch?.json()).resolves.toEqual({ name: { fa: 'انبار', en: 'Store' } });
  });
});
