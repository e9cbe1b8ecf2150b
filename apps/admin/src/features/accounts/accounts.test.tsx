import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { problemText } from '../../lib/i18n';
import { anAccount, problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { locales } from '../../app/locales';
import type { Account, Permission, Role } from './api';

const repository = join(__dirname, '../../../../..');
const openapi = JSON.parse(readFileSync(join(repository, 'docs/openapi.json'), 'utf8')) as {
  components: { schemas: { Permission: { enum: Permission[] } } };
};
const permissions = openapi.components.schemas.Permission.enum;

const admin = signedIn({ permissions: ['account.manage', 'organization.read'] });
const reception: Role = {
  id: 'r1',
  code: 'reception',
  name: { fa: 'پذیرش', en: 'Reception' },
  permissions: ['reception.read'],
  accounts: 2,
  version: 3,
};
const ali: Account = {
  id: 'a1',
  displayName: 'Ali Rezaei',
  email: null,
  mobile: '+989123456789',
  locale: 'fa',
  calendar: 'jalali',
  scope: 'centers',
  disabledAt: null,
  createdAt: '2026-11-01T08:00:00Z',
  roles: [{ id: 'r1', code: 'reception', name: reception.name }],
  centers: anAccount.centers,
  version: 7,
};
const page = (data: readonly object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const routes = {
  ...admin,
  'GET /api/v1/accounts': () => page([ali]),
  'GET /api/v1/accounts/a1': () => ali,
  'GET /api/v1/roles': () => ({ data: [reception] }),
  'GET /api/v1/roles/r1': () => reception,
  'GET /api/v1/permissions': () => ({ data: permissions }),
};

describe('users', () => {
  it('are listed with roles and centres, filtered by the address', async () => {
    const { api } = await renderRoute('/accounts?role=r1&state=disabled&q=ali', routes);
    const row = await screen.findByRole('row', { name: /Ali Rezaei/ });
    expect(within(row).getByText('Reception')).toBeTruthy();
    expect(within(row).getByText('Vanak centre')).toBeTruthy();
    const asked = api.requests.map(({ url }) => new URL(url)).find(({ pathname }) => pathname.endsWith('/accounts'));
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({ q: 'ali', roleId: 'r1', disabled: 'true' });
  });

  it('teach when there are none, and are closed to those who do not manage them', async () => {
    const empty = await renderRoute('/accounts', { ...routes, 'GET /api/v1/accounts': () => page([]) });
    expect(await screen.findByText('No users yet')).toBeTruthy();
    empty.unmount();
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/accounts', { ...routes, ...signedIn() });
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });

  it('are added with what was typed, and the refusal of a password stands on the page', async () => {
    const sent: unknown[] = [];
    const { user } = await renderRoute('/accounts/new', {
      ...routes,
      'POST /api/v1/accounts': (_, body) => (sent.push(body), problem(422, 'identity.weak-password')),
    });
    await user.type(await screen.findByLabelText(/^Name/), 'Ali Rezaei');
    await user.type(screen.getByLabelText(/Mobile/), '۰۹۱۲ 345');
    await user.click(await screen.findByRole('checkbox', { name: 'Reception' }));
    await user.type(screen.getByLabelText(/New password/), 'password');
    await user.click(screen.getByRole('button', { name: 'Add the user' }));
    expect(await screen.findByText(/too short, too long or too common/)).toBeTruthy();
    expect(sent).toEqual([
      {
        displayName: 'Ali Rezaei',
        email: null,
        mobile: '0912 345',
        locale: null,
        calendar: null,
        scope: 'centers',
        centerIds: ['c1'],
        roleIds: ['r1'],
        password: 'password',
      },
    ]);
  });

  it('are disabled with a reason, under the version on the screen', async () => {
    const sent: Request[] = [];
    const { user } = await renderRoute('/accounts/a1', {
      ...routes,
      'POST /api/v1/accounts/a1/disablement': (request) => (
        sent.push(request),
        { ...ali, disabledAt: '2026-11-22T08:00:00Z' }
      ),
    });
    await user.click(await screen.findByRole('button', { name: 'Disable' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Disable' }).disabled).toBe(true);
    await user.type(within(dialog).getByLabelText(/Reason/), 'left the company');
    await user.click(within(dialog).getByRole('button', { name: 'Disable' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent[0]?.headers.get('If-Match')).toBe('"7"');
    expect(await sent[0]?.json()).toEqual({ reason: 'left the company' });
  });

  it('do not change their own access', async () => {
    const own = { ...ali, id: anAccount.id };
    await renderRoute(`/accounts/${own.id}`, { ...routes, [`GET /api/v1/accounts/${own.id}`]: () => own });
    expect(await screen.findByText(/This is your own account/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Disable' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Change the roles' })).toBeNull();
  });
});

describe('roles', () => {
  it('show every permission with a name and a sentence, and save what was ticked', async () => {
    const sent: { permissions: Permission[] }[] = [];
    const { user } = await renderRoute('/accounts/roles/r1', {
      ...routes,
      'PUT /api/v1/roles/r1/permissions': (_, body) => (sent.push(body as never), problem(409, 'identity.last-admin')),
    });
    const intake = await screen.findByRole('checkbox', { name: 'Take devices in' });
    expect(screen.queryByRole('button', { name: 'Save the permissions' })).toBeNull();
    await user.click(intake);
    await user.click(screen.getByRole('checkbox', { name: 'Everything in Audit' }));
    expect(screen.getByText('2 changes not saved yet')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save the permissions' }));
    expect(await screen.findByText(/so it stays/)).toBeTruthy();
    expect(sent[0]?.permissions.sort()).toEqual(['audit.read', 'reception.intake', 'reception.read']);
  });

  it('are made in one language or two, and are left after they were deleted', async () => {
    const sent: unknown[] = [];
    const { user, router } = await renderRoute('/accounts/roles', {
      ...routes,
      'POST /api/v1/roles': (_, body) => (sent.push(body), reception),
      'DELETE /api/v1/roles/r1': () => new Response(null, { status: 204 }),
    });
    await user.click(await screen.findByRole('button', { name: 'New role' }));
    await user.type(screen.getByLabelText(/English name/), 'Front desk');
    await user.type(screen.getByLabelText(/^Code/), 'front-desk');
    await user.click(screen.getByRole('button', { name: 'Create the role' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/accounts/roles/r1'));
    expect(sent).toEqual([{ code: 'front-desk', name: { fa: null, en: 'Front desk' }, permissions: [] }]);
    await user.click(await screen.findByRole('button', { name: 'Delete the role' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete the role' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/accounts/roles'));
  });
});

describe('texts', () => {
  it.each(['en', 'fa'] as const)('of every permission are there in %s', (language) => {
    const texts = locales.accounts[language].permissions as Record<string, Record<string, object>>;
    for (const permission of permissions) {
      const [area = '', act = ''] = permission.split('.');
      expect([permission, texts[area]?.[act]]).toEqual([
        permission,
        { name: expect.stringMatching(/\S/), hint: expect.stringMatching(/\.$/) },
      ]);
    }
    expect(Object.values(texts).flatMap((acts) => Object.keys(acts))).toHaveLength(permissions.length);
  });

  it('tell what every refusal of the domain means', () => {
    const source = readFileSync(join(repository, 'libs/identity/src/identity.errors.ts'), 'utf8');
    const codes = [...source.matchAll(/'(identity\.[a-z-]+)'/g)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => problemText(code, {}) === null)).toEqual([]);
  });
});
