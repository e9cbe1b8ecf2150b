import { screen, waitFor } from '@testing-library/react';
import { preferences } from '../../lib/preferences';
import { session } from '../../lib/session';
import { anAccount, problem } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { browserOf } from './user-agent';

const here = {
  id: 's1',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36',
  ip: '10.0.0.7',
  createdAt: '2026-11-22T08:00:00Z',
  usedAt: '2026-11-22T08:00:00Z',
  expiresAt: '2026-11-22T20:00:00Z',
  current: true,
};
const elsewhere = { ...here, id: 's2', userAgent: null, current: false };
const routes = { 'GET /api/v1/me/sessions': () => ({ data: [here, elsewhere] }) };

describe('my profile', () => {
  it('keeps language and calendar with the account, one version after the other', async () => {
    let version = 1;
    const sent: { ifMatch: string | null; body: unknown }[] = [];
    const { user } = await renderRoute('/account', {
      ...routes,
      'PATCH /api/v1/me': (request, body) => {
        sent.push({ ifMatch: request.headers.get('If-Match'), body });
        return { ...anAccount, ...(body as object), version: ++version };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Jalali' }));
    await user.click(screen.getByRole('button', { name: 'Gregorian' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent).toEqual([
      { ifMatch: '"1"', body: { calendar: 'jalali' } },
      { ifMatch: '"2"', body: { calendar: 'gregorian' } },
    ]);
    await waitFor(() => expect(session.get().account?.version).toBe(3));
    expect(JSON.parse(localStorage.getItem('aftercare.preferences') ?? '')).toEqual({ calendar: 'gregorian' });
  });

  it('makes a choice over the newest version when the account was changed elsewhere', async () => {
    const versions: (string | null)[] = [];
    const { user } = await renderRoute('/account', {
      ...routes,
      'GET /api/v1/me': () => ({ ...anAccount, version: 8 }),
      'PATCH /api/v1/me': (request) => {
        versions.push(request.headers.get('If-Match'));
        return versions.length === 1 ? problem(412, 'stale-version') : { ...anAccount, locale: 'fa', version: 9 };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'فارسی' }));
    await waitFor(() => expect(versions).toEqual(['"1"', '"8"']));
    expect(preferences.get().language).toBe('fa');
  });

  it('changes the password with the old one, and goes on in a new session', async () => {
    const sent: unknown[] = [];
    const { user, api } = await renderRoute('/account', {
      ...routes,
      'PUT /api/v1/me/password': (_, body) => {
        sent.push(body);
        return sent.length === 1 ? problem(422, 'identity.wrong-password') : {};
      },
    });
    const renewals = (): number => api.requests.filter(({ url }) => url.endsWith('/auth/refresh')).length;
    const before = renewals();
    await user.type(await screen.findByLabelText(/Current password/), 'old sentence of mine');
    await user.type(screen.getByLabelText(/New password/), 'new sentence of mine');
    await user.click(screen.getByRole('button', { name: 'Change the password' }));
    expect(await screen.findByText('The current password is wrong.')).toBeTruthy();
    expect(renewals()).toBe(before);
    await user.click(screen.getByRole('button', { name: 'Change the password' }));
    expect(await screen.findByText(/all other sessions have ended/)).toBeTruthy();
    expect(sent[1]).toEqual({ currentPassword: 'old sentence of mine', newPassword: 'new sentence of mine' });
    expect(renewals()).toBe(before + 1);
    expect(screen.getByLabelText<HTMLInputElement>(/New password/).value).toBe('');
  });

  it('shows where one is signed in, and ends what one does not know', async () => {
    let sessions = [here, elsewhere];
    const { user } = await renderRoute('/account', {
      'GET /api/v1/me/sessions': () => ({ data: sessions }),
      'DELETE /api/v1/me/sessions/s2': () => ((sessions = [here]), new Response(null, { status: 204 })),
    });
    expect(await screen.findByText('Chrome on Linux')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'End the session of Unknown browser' }));
    await waitFor(() => expect(screen.queryByText('Unknown browser')).toBeNull());
  });

  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0', 'Edge', 'Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari', 'iOS'],
    ['Mozilla/5.0 (Android 15; Mobile) Gecko/131.0 Firefox/131.0', 'Firefox', 'Android'],
    ['curl/8.5', null, null],
  ])('reads %j', (userAgent, browser, system) => {
    expect(browserOf(userAgent)).toEqual({ browser, system });
  });
});
