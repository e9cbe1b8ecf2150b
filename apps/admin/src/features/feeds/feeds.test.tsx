import { screen } from '@testing-library/react';
import { signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { FeedDelivery, FeedRefusal, FeedSource } from './api';

const page = (data: readonly object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const source: FeedSource = { source: 'erp', kind: 'sales-deliveries', lastAt: '2026-11-22T08:00:00Z', refused: 1 };
const refusal: FeedRefusal = {
  id: '01900000-0000-7000-8000-000000000001',
  source: 'erp',
  kind: 'sales-deliveries',
  key: 'D-17',
  code: 'warranty.lines-refused',
  title: 'Some lines cannot be taken.',
  errors: [{ pointer: '/lines/2', code: 'warranty.unknown-card', detail: 'no such card' }],
  tries: 2,
  by: 'erp',
  refusedAt: '2026-11-22T08:00:00Z',
};
const delivery: FeedDelivery = {
  id: '01900000-0000-7000-8000-000000000002',
  source: 'erp',
  kind: 'sales-deliveries',
  accepted: 4,
  refused: 1,
  by: 'Warehouse',
  at: '2026-11-22T08:00:00Z',
};

describe('feeds', () => {
  const keeper = signedIn({ permissions: ['feed.read', 'feed.write'] });

  it('show what was refused, line by line, and take it again', async () => {
    let left = [refusal];
    let tries = 0;
    const { user, api } = await renderRoute('/feeds', {
      ...keeper,
      'GET /api/v1/feed-sources': () => ({ data: left.length > 0 ? [source] : [] }),
      'GET /api/v1/feed-refusals': () => page(left),
      [`POST /api/v1/feed-refusals/${refusal.id}/retry`]: () => {
        if (tries++ === 0) return { problem: { code: refusal.code, title: refusal.title, errors: [] } };
        left = [];
        return { problem: null };
      },
    });
    expect(await screen.findByText('One unit or document was refused and waits to be taken.')).toBeTruthy();
    expect(screen.getByText(/Line 3: .*card/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('It is refused still; the list says why.')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing is refused')).toBeTruthy();
    expect(api.requests.filter(({ url }) => url.endsWith('/retry'))).toHaveLength(2);
  });

  it('lead to the devices that were made, and list every request', async () => {
    const device = { id: '01900000-0000-7000-8000-000000000003', serial: 'SN-1' };
    const entry = { source: 'erp', kind: 'sales-deliveries', key: 'D-1', revision: 1, changedAt: source.lastAt };
    const { user } = await renderRoute('/feeds/entries?source=erp', {
      ...keeper,
      'GET /api/v1/feed-sources': () => ({ data: [source] }),
      'GET /api/v1/feed-entries': () => page([{ ...entry, deviceCount: 9, devices: [device] }]),
      'GET /api/v1/feed-deliveries': () => page([delivery]),
    });
    expect((await screen.findByRole('link', { name: 'SN-1' })).getAttribute('href')).toBe(`/devices/${device.id}`);
    expect(screen.getByText('and 8 more')).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'Requests' }));
    expect(await screen.findByText('Warehouse')).toBeTruthy();
  });

  it('are read by those who may; only who may feed tries again', async () => {
    await renderRoute('/feeds', {
      ...signedIn({ permissions: ['feed.read'] }),
      'GET /api/v1/feed-sources': () => ({ data: [source] }),
      'GET /api/v1/feed-refusals': () => page([refusal]),
    });
    expect(await screen.findByText('D-17')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await renderRoute('/feeds', signedIn({ permissions: ['import.run'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
