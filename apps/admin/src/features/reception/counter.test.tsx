import { act, screen, waitFor } from '@testing-library/react';
import { problem, signedIn, type FakeRoutes } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { today } from '../../lib/format';
import { page } from './testing-data';

const arrival = { id: 'a1', centerId: 'c1', note: 'Sara', arrivedAt: new Date(Date.now() - 12 * 60_000).toISOString() };
const summary = {
  id: 'r1',
  number: 'RC-1405-000107',
  centerId: 'c1',
  receivedAt: '2026-04-01T08:06:00Z',
  customer: { id: 'cu1', name: 'Sara Ahmadi' },
  devices: 3,
  delivered: 1,
};

function counter(routes: FakeRoutes = {}, address = '/reception') {
  return renderRoute(address, {
    ...signedIn({ permissions: ['reception.read', 'reception.intake'] }),
    'GET /api/v1/arrivals': () => ({ data: [arrival] }),
    'GET /api/v1/receptions': () => page([summary]),
    'GET /api/v1/codes': () => page([]),
    'GET /api/v1/customers': () => page([]),
    ...routes,
  });
}

describe('counter', () => {
  it('shows who waits since when, and how much of each receipt has gone back', async () => {
    const { api } = await counter();
    expect(await screen.findByText(/12 minutes ago/)).toBeTruthy();
    expect(await screen.findByText('1 of 3 delivered')).toBeTruthy();
    const asked = api.requests.filter(({ method, url }) => method === 'GET' && /arrivals|receptions/.test(url));
    expect(asked.map(({ url }) => new URL(url).searchParams.get('centerId'))).toEqual(['c1', 'c1']);
  });

  it('shows the receipts of today; a search goes through all days, and so does a clerk who asks for them', async () => {
    const { api, user } = await counter();
    const asked = () => {
      const [last] = api.requests.filter(({ url }) => url.includes('/receptions')).slice(-1);
      const { receivedOn, q } = Object.fromEntries(new URL(last?.url ?? '').searchParams);
      return { receivedOn, q };
    };
    await screen.findByText('1 of 3 delivered');
    expect(asked()).toEqual({ receivedOn: today(), q: undefined });

    await user.type(screen.getByRole('searchbox', { name: 'Receipt, name or mobile' }), 'Sara');
    await waitFor(() => expect(asked()).toEqual({ receivedOn: undefined, q: 'Sara' }));
    await user.click(screen.getByRole('button', { name: 'Today' }));
    await waitFor(() => expect(asked()).toEqual({ receivedOn: today(), q: 'Sara' }));
  });

  it('keeps the day of its address, and leads from an empty one to all days', async () => {
    const days: (string | null)[] = [];
    const { user } = await counter(
      {
        'GET /api/v1/receptions': (request) => {
          const on = new URL(request.url).searchParams.get('receivedOn');
          days.push(on);
          return page(on === null ? [summary] : []);
        },
      },
      '/reception?on=2026-04-01',
    );
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
    expect(days).toEqual(['2026-04-01']);
    await user.click(screen.getByRole('button', { name: 'Today' }));
    await user.click(await screen.findByRole('button', { name: 'All days' }));
    expect(await screen.findByText('1 of 3 delivered')).toBeTruthy();
    expect(days).toEqual(['2026-04-01', today(), null]);
  });

  it('opens an intake with N and takes in who waits longest with S', async () => {
    const { user, router } = await counter({
      'POST /api/v1/arrivals/a1/service': () => new Response(null, { status: 204 }),
    });
    await screen.findByText('Sara');
    await user.keyboard('[KeyS]');
    await waitFor(() => expect(router.state.location.pathname).toBe('/reception/new'));
    expect(router.state.location.search).toMatchObject({ arrivalId: 'a1', q: 'Sara' });
    act(() => router.history.back());
    await screen.findByRole('heading', { level: 1, name: 'Reception' });
    await user.keyboard('[KeyN]');
    await waitFor(() => expect(router.state.location.pathname).toBe('/reception/new'));
    expect(router.state.location.search).not.toHaveProperty('arrivalId');
  });

  it('says when a colleague was faster', async () => {
    const { user, router } = await counter({ 'POST /api/v1/arrivals/a1/service': () => problem(404, 'not-found') });
    await user.click(await screen.findByRole('button', { name: 'Take in' }));
    expect(await screen.findByText('A colleague has turned to this customer already.')).toBeTruthy();
    expect(router.state.location.pathname).toBe('/reception');
  });

  it('lets customers join and leave the line', async () => {
    const joined: unknown[] = [];
    const left = jest.fn();
    const { user } = await counter({
      'POST /api/v1/arrivals': (_, body) => (joined.push(body), Response.json(arrival, { status: 201 })),
      'DELETE /api/v1/arrivals/a1': () => (left(), new Response(null, { status: 204 })),
    });
    await screen.findByText('Sara');
    await user.keyboard('[KeyW]');
    const note = document.querySelector('[aria-keyshortcuts="W"]');
    await waitFor(() => expect(document.activeElement).toBe(note));
    await user.keyboard('No 7');
    await waitFor(() => expect(note).toHaveProperty('value', 'No 7'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(joined).toEqual([{ centerId: 'c1', note: 'No 7' }]));
    await user.click(screen.getByRole('button', { name: 'Left without being served' }));
    await waitFor(() => expect(left).toHaveBeenCalledTimes(1));
  });

  it('teaches when nothing is there, and offers nothing to those who only read', async () => {
    await counter({
      ...signedIn({ permissions: ['reception.read'] }),
      'GET /api/v1/arrivals': () => ({ data: [] }),
      'GET /api/v1/receptions': () => page([]),
    });
    expect(await screen.findByText('Nobody waits')).toBeTruthy();
    expect(await screen.findByText('Nothing was taken in today yet')).toBeTruthy();
    for (const name of ['Add to the line', 'Take in']) expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.queryByRole('link', { name: 'New intake' })).toBeNull();
  });
});
