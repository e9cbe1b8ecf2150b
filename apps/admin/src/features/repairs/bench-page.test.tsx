import { screen, waitFor, within } from '@testing-library/react';
import { anAccount, problem, signedIn, type FakeRoutes } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { anOrder, anOrderSummary } from '../../testing/repair-orders';
import type { RepairSummary } from './api';

const me = { id: anAccount.id, name: anAccount.displayName };
const page = (data: readonly RepairSummary[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const numbered = (last: number, given: Partial<RepairSummary>): RepairSummary =>
  anOrderSummary({ id: `0193f2aa-0000-7000-8000-0000000001${last}`, number: `RO-${last}`, ...given });

function bench(own: readonly RepairSummary[], free: readonly RepairSummary[], rest: FakeRoutes = {}): FakeRoutes {
  return {
    ...signedIn({ permissions: ['repair.read', 'repair.work', 'repair.check'] }),
    'GET /api/v1/company': () => ({ currency: 'IRR' }),
    'GET /api/v1/repair-orders/counts': () => ({ data: [{ state: 'received', orders: 4, late: 1, mine: 0 }] }),
    'GET /api/v1/repair-orders': (request) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('unassigned')) return page(free);
      return page(searchParams.get('technicianId') === me.id ? own : []);
    },
    ...rest,
  };
}

describe('bench', () => {
  it('groups my orders by what they need, the urgent and the late first, and names what is missing', async () => {
    const own = [
      numbered(11, { state: 'in_repair', promisedOn: '2999-01-02', technician: me }),
      numbered(12, { state: 'in_repair', promisedOn: '2020-01-02', technician: me }),
      numbered(13, { state: 'in_repair', priority: 'urgent', technician: me }),
      numbered(14, { state: 'awaiting_parts', technician: me }),
      numbered(16, { state: 'awaiting_parts', technician: me }),
      numbered(15, { state: 'qc', technician: me }),
    ];
    const board = { description: { fa: 'برد', en: 'Board' }, quantity: 1, reserved: 0 };
    const { api } = await renderRoute(
      '/bench',
      bench(own, [], {
        'GET /api/v1/repair-orders/missing-parts': () => ({ data: [{ orderId: own[3]?.id, parts: [board] }] }),
      }),
    );
    const heading = await screen.findByRole('heading', { name: 'Repair (3)' });
    const rows = within(heading.closest('section')!).getAllByRole('listitem');
    expect(rows.map((row) => /RO-\d+/.exec(row.textContent ?? '')?.[0])).toEqual(['RO-13', 'RO-12', 'RO-11']);
    expect(rows[1]?.textContent).toContain('late');
    expect(rows[2]?.textContent).not.toContain('late');
    expect(await screen.findByText('Board: 1 missing')).toBeTruthy();
    expect(screen.getByText('All parts are here.')).toBeTruthy();
    expect(api.requests.filter(({ url }) => url.includes('/missing-parts?technicianId='))).toHaveLength(1);
    expect(screen.getByRole('heading', { name: 'With a colleague for checking (1)' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Orders of the centre by state' }).textContent).toBe('Received41 late');
  });

  it('takes the most urgent free order on T, and says so', async () => {
    const free = [numbered(21, { promisedOn: '2999-01-02' }), numbered(22, { promisedOn: '2998-01-02' })];
    const taken: string[] = [];
    const { user } = await renderRoute(
      '/bench',
      bench([], free, {
        [`PUT /api/v1/repair-orders/${free[1]?.id}/technician/me`]: (request) => {
          taken.push(request.headers.get('If-Match') ?? '');
          return anOrder({ ...free[1], technician: me });
        },
      }),
    );
    await screen.findByText('RO-22');
    await user.keyboard('[KeyT]');
    expect(await screen.findByText('RO-22 lies on your bench.')).toBeTruthy();
    expect(taken).toEqual(['"3"']);
  });

  it('says why an order cannot be taken', async () => {
    const order = numbered(21, {});
    const { user } = await renderRoute(
      '/bench',
      bench([], [order], {
        [`PUT /api/v1/repair-orders/${order.id}/technician/me`]: () => problem(412, 'stale-version'),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Take RO-21' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/changed/);
  });

  it('teaches when nothing lies on it', async () => {
    await renderRoute('/bench', bench([], []));
    expect(await screen.findByText('Nothing lies on your bench')).toBeTruthy();
    expect(screen.getByText('Every received device of this centre has a technician.')).toBeTruthy();
  });

  it('is not for those who repair nothing', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/bench', signedIn({ permissions: ['repair.read'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});

describe('repair orders', () => {
  it('asks for what its address says, and shows state, device and day', async () => {
    const asked: string[] = [];
    await renderRoute('/repair-orders?state=received,nonsense&center=c1&limit=50', {
      ...signedIn({ permissions: ['repair.read'] }),
      'GET /api/v1/repair-orders': (request) => {
        asked.push(new URL(request.url).search);
        return page([anOrderSummary({ promisedOn: '2020-01-02' })]);
      },
    });
    await waitFor(() => expect(asked).toEqual(['?limit=50&state=received&centerId=c1']));
  });

  it('teaches where orders come from', async () => {
    await renderRoute('/repair-orders', {
      ...signedIn({ permissions: ['repair.read'] }),
      'GET /api/v1/repair-orders': () => page([]),
    });
    expect(await screen.findByText('No repair orders yet')).toBeTruthy();
  });
});
