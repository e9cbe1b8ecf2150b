import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { clerk, id, name, page, pageOf, tv } from '../../testing/devices';
import { renderRoute } from '../../testing/render-route';
import type { HistoryEntry } from '../../ui/history-list';
import type { DeviceContract, DevicePlace } from './api';

const entry = (
  kind: HistoryEntry['kind'],
  at: string,
  params: object,
  more: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  id: id('91'),
  kind,
  at,
  by: null,
  number: null,
  link: null,
  params: params as HistoryEntry['params'],
  ...more,
});

describe('the page of a device', () => {
  it('shows everything that happened in one list, each in its own words, and narrows it', async () => {
    const order = { type: 'repair-order' as const, id: id('92') };
    const { api, user } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      [`GET /api/v1/devices/${tv.id}/history`]: () =>
        pageOf([
          entry('record', '2026-03-01T08:00:00Z', {
            event: 'facts-corrected',
            details: { before: { soldOn: null }, after: { soldOn: '2025-01-01' } },
          }),
          entry(
            'hand-over',
            '2026-02-03T08:00:00Z',
            { outcome: 'repaired', free: true },
            { link: order, number: 'RO-1' },
          ),
          entry(
            'visit',
            '2026-02-01T08:00:00Z',
            {
              state: 'delivered',
              declaredFault: 'No picture',
              center: name('Tehran'),
              faults: [],
              parts: [name('Board')],
            },
            { link: order, number: 'RO-1' },
          ),
          entry('life', '2025-01-01T00:00:00Z', { fact: 'sold' }),
          entry('guarantee-change', '2024-12-01T08:00:00Z', {
            change: 'registration-suspended',
            reason: 'owner-changed',
            endsOn: '2027-01-01',
          }),
        ]),
    });
    const history = await screen.findByRole('list', { name: 'History' });
    const lines = within(history).getAllByRole('listitem');
    expect(lines[0]?.textContent).toContain('Sold: — → 1 Jan 2025');
    expect(lines[1]?.textContent).toContain('repaired · free of charge');
    expect(lines[2]?.textContent).toContain('Tehran · No picture · fitted: Board');
    expect(lines[3]?.textContent).toContain('Sold1 Jan 2025');
    expect(lines[4]?.textContent).toContain('Guarantee suspended ·  until 31 Dec 2026 · the device changed hands');
    await user.click(screen.getByRole('button', { name: 'The device' }));
    await waitFor(() => expect(api.requests.some(({ url }) => url.includes('kinds=life%2Crecord'))).toBe(true));
  });

  it('shows what the device is made of: the design, units and parts in their places, serials, dates, orders and cover', async () => {
    const [board, order] = [
      { id: id('p1'), code: 'BOARD', name: name('Main board') },
      { id: id('91'), number: 'RO-1' },
    ];
    const part = { slot: 'main board', part: board, fittedOn: null, fittedBy: null, removedOn: null, removedBy: null };
    const now = {
      ...part,
      id: id('q1'),
      serial: 'B-2',
      fittedOn: '2025-04-10',
      fittedBy: order,
      coveredUntil: '2025-10-10',
    };
    const before = {
      ...part,
      id: id('q2'),
      serial: 'B-1',
      removedOn: '2025-04-10',
      removedBy: order,
      coveredUntil: null,
    };
    const designed = { part: null, group: null, quantity: 1, serialised: false };
    const place: DevicePlace = { slot: '', parentSlot: null, designed, unit: null, parts: [], coveredUntil: null };
    const { user } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      [`GET /api/v1/devices/${tv.id}/structure`]: () => ({
        places: [
          { ...place, slot: 'main board', parts: [now, before], coveredUntil: '2025-10-10' },
          { ...place, slot: 'fan', parentSlot: 'main board', designed: { ...designed, serialised: true } },
          { ...place, slot: 'stand', designed: null, unit: { id: id('u1'), serial: 'ST-1', product: board } },
        ],
      }),
    });
    expect(await screen.findByText('main board')).toBeTruthy();
    const fan = screen.getByText('fan').closest('li');
    expect(fan?.textContent).toContain('As built');
    expect(fan?.parentElement?.closest('li')?.textContent).toContain('main board');
    expect(screen.getByText('ST-1').closest('li')?.textContent).toContain('not in the design');
    await user.click(screen.getByRole('button', { name: 'Fit a component at fan' }));
    const panel = within(await screen.findByRole('dialog'));
    expect(panel.getByRole('textbox', { name: /^Place/ })).toHaveProperty('value', 'fan');
    await user.click(panel.getByRole('button', { name: 'Cancel' }));
    const sits = (await screen.findByText('B-2')).closest('li')?.textContent ?? '';
    expect(sits).toMatch(/Covered until .*(9 Oct|Oct 9|10.09|10\/9|09\/10)/);
    const gone = screen.getByText('B-1').closest('li')?.textContent ?? '';
    expect(gone).toContain('There when the device was first met');
    expect(gone).toContain('Removed');
    expect(gone).not.toContain('overed');
  });

  it('shows the contracts that cover it, to whoever may read contracts', async () => {
    const contract: DeviceContract = {
      id: id('95'),
      number: 'SC-1405-000004',
      kind: 'contract',
      customer: { id: id('96'), name: null },
      state: 'active',
      startsOn: '2026-03-21',
      endsOn: '2027-03-21',
      scope: 'devices',
      terms: {
        visits: 4,
        labourMinutes: null,
        responseMinutes: null,
        resolutionMinutes: null,
        discounts: [],
        price: 0,
      },
      meter: { visitsUsed: 1, visitsLeft: 3, minutesUsed: 0, minutesLeft: null, daysLeft: 100, days: 365 },
      version: 2,
      covers: true,
    };
    const { unmount } = await renderRoute(`/devices/${tv.id}`, {
      ...signedIn({ permissions: ['device.read', 'contract.read'] }),
      ...page,
      [`GET /api/v1/devices/${tv.id}/contracts`]: () => ({ data: [contract] }),
    });
    expect((await screen.findByRole('link', { name: contract.number })).getAttribute('href')).toBe(
      `/contracts/${contract.id}`,
    );
    expect(screen.getByText(/Visits left: 3/)).toBeTruthy();
    unmount();
    await renderRoute(`/devices/${tv.id}`, { ...signedIn({ permissions: ['device.read'] }), ...page });
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByText('Contracts')).toBeNull();
  });

  it('takes a reading of a meter, and says why a lower one needs a reason', async () => {
    const { api, user } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      [`POST /api/v1/devices/${tv.id}/readings`]: () =>
        problem(409, 'devices.reading-lower', { params: { meter: 'hours', value: 1200 } }),
    });
    await user.click(await screen.findByRole('button', { name: 'Record a reading' }));
    const panel = within(await screen.findByRole('dialog'));
    await user.type(panel.getByRole('textbox', { name: /^Reading/ }), '900');
    await user.click(panel.getByRole('button', { name: 'Record a reading' }));
    expect(await panel.findByText('The meter showed 1200 before. A lower figure needs a reason.')).toBeTruthy();
    const sent = api.requests.find(({ url }) => url.endsWith('/readings'));
    expect(await sent?.clone().json()).toEqual({ meter: 'hours', value: 900, reason: null });
  });
});
