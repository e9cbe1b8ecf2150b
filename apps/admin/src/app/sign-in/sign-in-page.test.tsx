import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { preferences } from '../../lib/preferences';
import { anAccount, problem, signedOut } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';

describe('sign-in', () => {
  it('asks for it before any page, and goes to that page afterwards', async () => {
    const { user, router, api } = await renderRoute('/account', {
      ...signedOut,
      'POST /api/v1/auth/sign-in': () => ({ accessToken: 'token', expiresIn: 900, account: anAccount }),
    });
    await user.type(await screen.findByLabelText(/E-mail or mobile/), 'sara@example.org');
    await user.type(screen.getByLabelText(/Password/), 'correct horse');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(await screen.findByRole('heading', { name: 'My profile' })).toBeTruthy();
    expect(router.state.location.pathname).toBe('/account');
    const sent = api.requests.find(({ url }) => url.endsWith('/sign-in'));
    expect(await sent?.json()).toEqual({ login: 'sara@example.org', password: 'correct horse' });
    expect(sent?.headers.get('X-Requested-With')).toBe('aftercare');
  });

  it('reads Persian digits in the mobile', async () => {
    const logins: unknown[] = [];
    const { user } = await renderRoute('/sign-in', {
      ...signedOut,
      'POST /api/v1/auth/sign-in': (_, body) => (logins.push(body), problem(401, 'identity.sign-in-refused')),
    });
    await user.type(await screen.findByLabelText(/E-mail or mobile/), '۰۹۱۲');
    await user.type(screen.getByLabelText(/Password/), 'x{Enter}');
    await waitFor(() => expect(logins).toEqual([{ login: '0912', password: 'x' }]));
  });

  it('says why it was refused and keeps what was typed', async () => {
    const { user } = await renderRoute('/sign-in', {
      ...signedOut,
      'POST /api/v1/auth/sign-in': () => problem(401, 'identity.sign-in-refused'),
    });
    await user.type(await screen.findByLabelText(/E-mail or mobile/), 'sara@example.org');
    await user.type(screen.getByLabelText(/Password/), 'wrong{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The sign-in name or the password is wrong');
    expect(screen.getByLabelText<HTMLInputElement>(/E-mail or mobile/).value).toBe('sara@example.org');
  });

  it('sends nothing while a field is empty', async () => {
    const { user, api } = await renderRoute('/sign-in', signedOut);
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findAllByText('Fill this in.')).toHaveLength(2);
    expect(api.requests.some(({ url }) => url.endsWith('/sign-in'))).toBe(false);
  });

  describe('speaks', () => {
    const signIn = async (chosen: object, act?: (user: UserEvent) => Promise<void>) => {
      const { user } = await renderRoute('/', {
        ...signedOut,
        'POST /api/v1/auth/sign-in': () => ({
          accessToken: 'token',
          expiresIn: 900,
          account: { ...anAccount, locale: null, calendar: null, ...chosen },
        }),
      });
      await screen.findByRole('button', { name: 'Sign in' });
      await act?.(user);
      const [login] = await screen.findAllByRole('textbox');
      await user.type(login as HTMLElement, 'sara@example.org');
      await user.type(document.querySelector('[type=password]') as HTMLElement, 'correct horse{Enter}');
      await screen.findByRole('heading', { name: /Sara Ahmadi/ });
      const { language, calendar } = preferences.get();
      return [language, calendar];
    };

    it('the language of the browser to an account that chose none', async () => {
      expect(await signIn({})).toEqual(['en', 'gregorian']);
    });

    it('the language that the account chose, and counts in its calendar', async () => {
      expect(await signIn({ locale: 'fa' })).toEqual(['fa', 'jalali']);
      expect(JSON.parse(localStorage.getItem('aftercare.preferences') ?? '')).toEqual({ language: 'fa' });
    });

    it('what the account chose, also where somebody else chose before', async () => {
      localStorage.setItem('aftercare.preferences', '{"language":"fa"}');
      expect(await signIn({ locale: 'en', calendar: 'jalali' })).toEqual(['en', 'jalali']);
    });

    it('what was chosen at the door, whatever the account chose before', async () => {
      const choose = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'فارسی' }));
      expect(await signIn({ locale: 'en' }, choose)).toEqual(['fa', 'jalali']);
    });
  });

  it('does not go to another site afterwards', async () => {
    const { user, router } = await renderRoute('/sign-in?next=//elsewhere.example', {
      ...signedOut,
      'POST /api/v1/auth/sign-in': () => ({ accessToken: 'token', expiresIn: 900, account: anAccount }),
    });
    await user.type(await screen.findByLabelText(/E-mail or mobile/), 'sara@example.org');
    await user.type(screen.getByLabelText(/Password/), 'correct horse{Enter}');
    expect(await screen.findByRole('heading', { name: /Sara Ahmadi/ })).toBeTruthy();
    expect(router.state.location.href).toBe('/');
  });
});
