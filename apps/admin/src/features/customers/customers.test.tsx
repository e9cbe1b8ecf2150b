import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Customer } from './api';

const clerk = signedIn({ permissions: ['customer.read', 'customer.write', 'repair.read', 'reception.read'] });
const nothing = { data: [], page: { nextCursor: null, hasMore: false } };

const maryam: Customer = {
  id: '0193f2aa-0000-7000-8000-0000000000c1',
  kind: 'person',
  name: 'مریم احمدی',
  mobile: '+989123456789',
  otherMobiles: [],
  email: null,
  nationalId: '0012345678',
  nationalIdAgrees: false,
  economicNo: null,
  locale: 'fa',
  address: null,
  note: null,
  version: 3,
  createdAt: '2026-03-01T08:00:00Z',
};
const history = {
  [`GET /api/v1/customers/${maryam.id}/devices`]: () => nothing,
  [`GET /api/v1/customers/${maryam.id}/history`]: () => nothing,
  'GET /api/v1/repair-orders': () => nothing,
};

async function fillIn(user: Awaited<ReturnType<typeof renderRoute>>['user']): Promise<void> {
  await user.type(await screen.findByLabelText(/Full name/), 'مریم احمدی');
  await user.type(screen.getByLabelText(/^Mobile/), '۰۹۱۲۳۴۵۶۷۸۹');
  await user.click(screen.getByRole('button', { name: 'Register' }));
}

describe('customers', () => {
  it('are found by what is typed, and lead to their pages', async () => {
    const { api, user } = await renderRoute('/customers', {
      ...clerk,
      'GET /api/v1/customers': () => ({ ...nothing, data: [maryam] }),
    });
    expect((await screen.findByRole('link', { name: 'مریم احمدی' })).getAttribute('href')).toBe(
      `/customers/${maryam.id}`,
    );
    await user.type(screen.getByRole('searchbox', { name: 'Name, mobile or e-mail' }), 'احمدی');
    await waitFor(() =>
      expect(api.requests.some(({ url }) => new URL(url).searchParams.get('q') === 'احمدی')).toBe(true),
    );
  });

  it('teach where they come from while there are none, and offer no button to who may not write', async () => {
    await renderRoute('/customers', {
      ...signedIn({ permissions: ['customer.read'] }),
      'GET /api/v1/customers': () => nothing,
    });
    expect(await screen.findByText('No customers yet')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'New customer' })).toBeNull();
  });

  it('are closed to who may not read them', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/customers', signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });

  it('are registered once, with digits of both scripts read', async () => {
    const bodies: unknown[] = [];
    const { user, router } = await renderRoute('/customers/new', {
      ...clerk,
      ...history,
      'POST /api/v1/customers': (_, body) => (bodies.push(body), maryam),
      [`GET /api/v1/customers/${maryam.id}`]: () => maryam,
    });
    await fillIn(user);
    await waitFor(() => expect(router.state.location.pathname).toBe(`/customers/${maryam.id}`));
    expect(bodies).toEqual([
      expect.objectContaining({ kind: 'person', name: 'مریم احمدی', mobile: '09123456789', email: null, locale: 'en' }),
    ]);
  });

  it('asks whether it is one of the like ones, and registers another only when told so', async () => {
    const bodies: Record<string, unknown>[] = [];
    const { user } = await renderRoute('/customers/new', {
      ...clerk,
      ...history,
      [`GET /api/v1/customers/${maryam.id}`]: () => maryam,
      'POST /api/v1/customers': (_, body) => {
        bodies.push(body as Record<string, unknown>);
        if (bodies.length > 1) return maryam;
        return problem(409, 'customers.probable-duplicate', { params: { customerIds: maryam.id } });
      },
    });
    await fillIn(user);
    const question = await screen.findByRole('alert');
    expect(question.textContent).toContain('Is it one of these?');
    expect((await within(question).findByRole('link')).getAttribute('href')).toBe(`/customers/${maryam.id}`);
    await user.click(within(question).getByRole('button', { name: 'No, register another one' }));
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies.map(({ allowDuplicate }) => allowDuplicate)).toEqual([undefined, true]);
  });

  it('shows a refused mobile on its field', async () => {
    const { user } = await renderRoute('/customers/new', {
      ...clerk,
      'POST /api/v1/customers': () =>
        problem(422, 'invalid-input', { errors: [{ pointer: '/mobile', code: 'mobile', detail: 'is not…' }] }),
    });
    await fillIn(user);
    expect(await screen.findByText('This is no mobile number.')).toBeTruthy();
  });

  it('are changed under the version that was read, and say when somebody was faster', async () => {
    const { api, user } = await renderRoute(`/customers/${maryam.id}`, {
      ...clerk,
      ...history,
      [`GET /api/v1/customers/${maryam.id}`]: () => maryam,
      [`PATCH /api/v1/customers/${maryam.id}`]: () => problem(412, 'stale-version'),
    });
    expect(await screen.findByText('Check digit does not agree')).toBeTruthy();
    expect(await screen.findByText('Nothing of this customer is in the workshop.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Someone else changed this record');
    expect(api.requests.find(({ method }) => method === 'PATCH')?.headers.get('If-Match')).toBe('"3"');
  });

  it('show numbers in the digits of the language', async () => {
    await renderRoute(`/customers/${maryam.id}`, {
      ...signedIn({ permissions: ['customer.read'], locale: 'fa' }),
      ...history,
      [`GET /api/v1/customers/${maryam.id}`]: () => maryam,
    });
    expect(await screen.findByText('+۹۸۹۱۲۳۴۵۶۷۸۹')).toBeTruthy();
  });

  it('show their contracts and service cards with what is left', async () => {
    const card = {
      id: '0193f2aa-0000-7000-8000-0000000000f1',
      number: 'PSC-1405-000001',
      kind: 'service-card',
      state: 'active',
      endsOn: '2027-01-01',
      meter: { visitsLeft: 3 },
    };
    const { api } = await renderRoute(`/customers/${maryam.id}`, {
      ...signedIn({ permissions: ['customer.read', 'contract.read'] }),
      ...history,
      [`GET /api/v1/customers/${maryam.id}`]: () => maryam,
      'GET /api/v1/contracts': () => ({ ...nothing, data: [card] }),
    });
    const contracts = within(await screen.findByRole('list', { name: 'Contracts and service cards' }));
    expect(contracts.getByRole('link', { name: card.number }).getAttribute('href')).toBe(`/contracts/${card.id}`);
    expect(contracts.getByText('3 visits left')).toBeTruthy();
    expect(contracts.getByText('31 Dec 2026')).toBeTruthy();
    expect(api.requests.some(({ url }) => url.includes(`customerId=${maryam.id}`))).toBe(true);
  });

  it('show at a glance what is owed, how their devices are covered, and everything that happened', async () => {
    const device = '0193f2aa-0000-7000-8000-0000000000d1';
    const order = '0193f2aa-0000-7000-8000-0000000000a1';
    const name = (en: string) => ({ fa: null, en });
    const visit = {
      id: order,
      kind: 'visit',
      at: '2026-05-01T08:00:00Z',
      by: null,
      number: 'RO-1405-000001',
      link: { type: 'repair-order', id: order },
      params: {
        state: 'delivered',
        declaredFault: 'No picture',
        center: name('Tehran'),
        faults: [name('Board dead')],
        done: [name('Board repaired')],
        parts: [],
      },
    };
    const { api, user } = await renderRoute(`/customers/${maryam.id}`, {
      ...signedIn({ permissions: ['customer.read', 'billing.read', 'warranty.read', 'repair.read'] }),
      ...history,
      'GET /api/v1/company': () => ({ currency: 'IRR' }),
      [`GET /api/v1/customers/${maryam.id}`]: () => maryam,
      [`GET /api/v1/customers/${maryam.id}/balance`]: () => ({ receivable: 3_300_000, deposits: 2_000_000 }),
      [`GET /api/v1/customers/${maryam.id}/devices`]: () => ({
        ...nothing,
        data: [
          {
            id: device,
            brand: { name: name('Sepehr') },
            product: { name: name('TV 55') },
            serial: 'SN-1',
            ownedFrom: '2026-01-01',
            ownedTo: null,
          },
        ],
      }),
      [`GET /api/v1/customers/${maryam.id}/covers`]: () => ({
        data: [
          { deviceId: device, headline: { standing: 'in', reason: { code: 'in-period', params: {} }, daysLeft: 40 } },
        ],
      }),
      [`GET /api/v1/customers/${maryam.id}/history`]: () => ({
        ...nothing,
        data: [
          { ...visit, kind: 'hand-over', at: '2026-05-04T08:00:00Z', params: { outcome: 'repaired', free: true } },
          visit,
        ],
      }),
    });
    expect(await screen.findByText(/3,300,000/)).toBeTruthy();
    expect(await screen.findByText(/40 days left/)).toBeTruthy();
    const lines = within(await screen.findByRole('list', { name: 'History' })).getAllByRole('listitem');
    expect(lines[0]?.textContent).toContain('repaired · free of charge');
    expect(lines[1]?.textContent).toContain('No picture · Board dead · done: Board repaired');
    await user.click(screen.getByRole('button', { name: 'Visits' }));
    await waitFor(() =>
      expect(api.requests.some(({ url }) => url.includes('kinds=reception%2Cvisit%2Chand-over'))).toBe(true),
    );
  });
});
