import { screen, waitFor, within } from '@testing-library/react';
import { createRoute } from '@tanstack/react-router';
import type { UserEvent } from '@testing-library/user-event';
import { preferences } from '../../lib/preferences';
import { requires, signedInRoute } from '../../lib/routes';
import { session } from '../../lib/session';
import { renderRoute } from '../../testing/render-route';
import { anAccount, problem, signedIn } from '../../testing/fake-api';
import type { Feature } from '../../ui/feature';
import { features } from '../features';

function orders(): readonly Feature[] {
  const getParentRoute = () => signedInRoute;
  const record = createRoute({ getParentRoute, path: '/orders/$id', component: () => 'An order' });
  const secret = createRoute({
    getParentRoute,
    path: '/secret',
    beforeLoad: requires('secret.read'),
    component: () => 'Secret',
  });
  const feature: Feature = {
    name: 'orders',
    routes: [record, secret],
    navigation: [
      {
        to: '/secret',
        group: 'work',
        icon: 'lock',
        label: 'app:account.profile',
        hint: 'app:account.menu',
        permission: 'secret.read',
      },
    ],
    records: { order: (id) => `/orders/${id}` },
  };
  return [...features, feature];
}

const hit = (id: string, exact: boolean) => ({ kind: 'order', id, title: `R-${id}`, subtitle: null, exact });

describe('shell', () => {
  it('switches the language and the direction of the page without loading it anew', async () => {
    const sent: unknown[] = [];
    const { user } = await renderRoute('/', {
      'PATCH /api/v1/me': (_, body) => (sent.push(body), { ...anAccount, locale: 'fa', version: 2 }),
    });
    const page = await screen.findByRole('heading', { level: 1, name: /Sara Ahmadi/ });
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr']);

    await user.click(screen.getByRole('button', { name: 'My account' }));
    await user.click(screen.getByRole('menuitem', { name: /Language/ }));
    expect(screen.getByRole('menuitem', { name: /زبان/ })).toBeTruthy();
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['fa', 'rtl']);
    expect(document.contains(page)).toBe(true);
    expect(JSON.parse(localStorage.getItem('aftercare.preferences') ?? '')).toEqual({ language: 'fa' });
    await waitFor(() => expect(sent).toEqual([{ locale: 'fa' }]));
    await user.click(screen.getByRole('menuitem', { name: /تقویم/ }));
    await waitFor(() => expect(sent[1]).toEqual({ calendar: 'jalali' }));
  });

  it('keeps a choice in this browser when the account cannot be told', async () => {
    const { user } = await renderRoute('/', { 'PATCH /api/v1/me': () => problem(503, 'unavailable') });
    await user.click(await screen.findByRole('button', { name: 'My account' }));
    await user.click(screen.getByRole('menuitem', { name: /Language/ }));
    expect(await screen.findByText('سرور مشغول است. کمی بعد دوباره تلاش کنید.')).toBeTruthy();
    expect(preferences.get().language).toBe('fa');
  });

  it('shows the places that the permissions open, and says so at the closed ones', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation(); // what an error boundary catches
    await renderRoute('/secret', {}, orders());
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
    const navigation = screen.getByRole('navigation', { name: 'Main navigation' });
    expect(
      within(navigation)
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual(['Today', 'My profile']);
  });

  it('opens the exact record on Enter', async () => {
    const { user, router, api } = await renderRoute(
      '/',
      { 'GET /api/v1/search': () => ({ data: [hit('1', false), hit('2', true)] }) },
      orders(),
    );
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('[Slash]');
    await user.keyboard('77۸{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/orders/2'));
    const search = api.requests.find(({ url }) => url.includes('/search'));
    expect(search?.headers.get('Authorization')).toBe('Bearer token');
  });

  it('lets one choose where several records match', async () => {
    const { user, router } = await renderRoute(
      '/',
      { 'GET /api/v1/search': () => ({ data: [hit('1', false), hit('2', false)] }) },
      orders(),
    );
    await user.type(await screen.findByRole('combobox', { name: 'Find a record' }), 'sara{Enter}');
    expect(router.state.location.pathname).toBe('/');
    await user.click(await screen.findByRole('option', { name: /R-1/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/orders/1'));
  });

  it('asks to sign in again when the session has ended', async () => {
    let ended = false;
    const { user, router } = await renderRoute('/', {
      'GET /api/v1/search': () => ((ended = true), problem(401, 'http.401')),
      'POST /api/v1/auth/refresh': () =>
        ended
          ? problem(401, 'not-signed-in')
          : {
              accessToken: 'token',
              expiresIn: 900,
              account: anAccount,
            },
    });
    await user.type(await screen.findByRole('combobox', { name: 'Find a record' }), 'sara{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  });

  it('keeps single-key shortcuts off for those who turned them off', async () => {
    preferences.set({ shortcuts: 'off' });
    const { user } = await renderRoute('/');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('[Slash]');
    expect(document.activeElement).toBe(document.body);
  });

  describe('centre', () => {
    const center = (id: string, en: string) => ({ id, code: id.toUpperCase(), name: { fa: null, en } });
    const two = [center('c1', 'Vanak centre'), center('c2', 'Karaj agency')];
    const open = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Switch the centre' }));
    const shown = () => screen.getAllByRole('option').map(({ textContent }) => textContent);

    it('is found by typing, chosen with Enter, and remembered', async () => {
      const { user, unmount } = await renderRoute('/', signedIn({ centers: two }));
      await screen.findByRole('heading', { level: 1 });
      await open(user);
      await user.keyboard('kar{Enter}');
      await waitFor(() => expect(session.get().center?.id).toBe('c2'));
      expect(screen.queryByRole('dialog')).toBeNull();
      unmount();

      const again = await renderRoute('/', signedIn({ centers: two }));
      await screen.findByRole('heading', { level: 1 });
      expect(session.get().center?.id).toBe('c2');
      await open(again.user);
      expect(shown()).toEqual(['Karaj agencyC2', 'Vanak centreC1']);
    });

    it('of a large network is asked of the server, and those used last stand first', async () => {
      const many = Array.from({ length: 200 }, (_, i) => center(`n${i}`, `Centre ${i}`));
      localStorage.setItem('aftercare.centers', JSON.stringify([center('far', 'Far away'), { id: 7 }]));
      const { user, api } = await renderRoute('/', {
        ...signedIn({ scope: 'network', centers: many, permissions: ['organization.read'] }),
        'GET /api/v1/service-centers': () => ({
          data: [center('x1', 'Xanadu')],
          page: { nextCursor: null, hasMore: false },
        }),
      });
      await screen.findByRole('heading', { level: 1 });
      expect(session.get().center?.id).toBe('far');
      await open(user);
      expect(shown().slice(0, 2)).toEqual(['Far awayFAR', 'Centre 0N0']);
      expect(shown()).toHaveLength(50);
      await user.keyboard('xan');
      await user.click(await screen.findByRole('option', { name: /Xanadu/ }));
      expect(session.get().center?.id).toBe('x1');
      const asked = api.requests.filter(({ url }) => url.includes('/service-centers?'));
      expect(new Set(asked.map(({ url }) => new URL(url).searchParams.get('q')))).toEqual(new Set(['xan']));
    });

    it('is not one of another account', async () => {
      localStorage.setItem('aftercare.centers', JSON.stringify([center('far', 'Far away')]));
      await renderRoute('/', signedIn({ centers: two }));
      await screen.findByRole('heading', { level: 1 });
      expect(session.get().center?.id).toBe('c1');
    });
  });
});
