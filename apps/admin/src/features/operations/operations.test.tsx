import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { AuditEntry } from './api';

const page = (data: readonly object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const job = {
  eventId: 'e1',
  eventName: 'repair.ready',
  subscriber: 'notify-customer',
  subject: { type: 'repair-order', id: 'o1' },
  centerId: null,
  error: 'Error: no template',
  failedAt: '2026-11-22T08:00:00Z',
};
const entry: AuditEntry = {
  id: 'x1',
  action: 'identity.account-disabled',
  subject: { type: 'account', id: 'a1' },
  centerId: null,
  details: { reason: 'left the company' },
  actor: { kind: 'staff', accountId: 'a9', name: 'Sara Ahmadi' },
  requestId: null,
  occurredAt: '2026-11-22T08:00:00Z',
};

describe('failed jobs', () => {
  const operator = signedIn({ permissions: ['operations.replay'] });

  it('are replayed, each by itself', async () => {
    let left = [job];
    const { user, api } = await renderRoute('/failed-jobs', {
      ...operator,
      'GET /api/v1/failed-jobs': () => page(left),
      'POST /api/v1/failed-jobs/e1/notify-customer/replay': () => ((left = []), new Response(null, { status: 202 })),
    });
    expect(await screen.findByText('Error: no template')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Replay' }));
    expect(await screen.findByText('Nothing has failed')).toBeTruthy();
    expect(api.requests.filter(({ url }) => url.endsWith('/replay'))).toHaveLength(1);
  });

  it('that somebody else replayed are refused', async () => {
    const { user } = await renderRoute('/failed-jobs', {
      ...operator,
      'GET /api/v1/failed-jobs': () => page([job]),
      'POST /api/v1/failed-jobs/e1/notify-customer/replay': () => problem(404, 'not-found'),
    });
    await user.click(await screen.findByRole('button', { name: 'Replay' }));
    expect(await screen.findByText(/does not exist/)).toBeTruthy();
  });
});

describe('audit', () => {
  const auditor = signedIn({ permissions: ['audit.read'] });

  it('says in words who did what, and narrows to a person with one click', async () => {
    const { user, api, router } = await renderRoute('/audit?area=identity', {
      ...auditor,
      'GET /api/v1/audit-entries': () => page([entry, { ...entry, id: 'x2', action: 'later.invented' }]),
    });
    const row = await screen.findByRole('row', { name: /User disabled/ });
    expect(within(row).getByText(/reason: .left the company/)).toBeTruthy();
    expect(within(row).getByRole('link', { name: 'User' }).getAttribute('href')).toBe('/accounts/a1');
    expect(screen.getByText('later.invented')).toBeTruthy();
    await user.click(within(row).getByRole('button', { name: 'Sara Ahmadi' }));
    await waitFor(() => expect(router.state.location.href).toBe('/audit?area=identity&actor=a9'));
    expect(await screen.findByText('By Sara Ahmadi')).toBeTruthy();
    const asked = api.requests.filter(({ url }) => url.includes('/audit-entries')).at(-1);
    expect(Object.fromEntries(new URL(asked?.url ?? '').searchParams)).toEqual({
      actorAccountId: 'a9',
      action: 'identity',
    });
  });

  it('teaches when nothing is recorded, and is closed to those who may not read it', async () => {
    const empty = await renderRoute('/audit', { ...auditor, 'GET /api/v1/audit-entries': () => page([]) });
    expect(await screen.findByText('Nothing recorded yet')).toBeTruthy();
    empty.unmount();
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/audit');
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
