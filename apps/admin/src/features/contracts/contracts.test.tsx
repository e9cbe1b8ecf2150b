import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Contract, DeviceEntitlements } from './api';

const reader = signedIn({ permissions: ['contract.read', 'customer.read', 'device.read'] });
const manager = signedIn({
  permissions: [
    'contract.read',
    'contract.manage',
    'customer.read',
    'device.read',
    'organization.read',
    'catalog.read',
  ],
});
const pageOf = <Row,>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const company = { 'GET /api/v1/company': () => ({ currency: 'IRR' }) };

const terms: Contract['terms'] = {
  visits: 8,
  labourMinutes: 600,
  responseMinutes: 240,
  resolutionMinutes: null,
  discounts: [
    { class: 'labour', percent: 100 },
    { class: 'parts', percent: 20 },
  ],
  price: 180_000_000,
};
const contract: Contract = {
  id: '0193f2aa-0000-7000-8000-0000000000a1',
  number: 'SC-1405-000001',
  kind: 'contract',
  customer: { id: '0193f2aa-0000-7000-8000-0000000000c1', name: 'Mehr School' },
  state: 'active',
  stateReason: null,
  startsOn: '2026-01-01',
  endsOn: '2027-01-01',
  scope: 'devices',
  productGroup: null,
  deviceLimit: null,
  devices: [
    {
      id: '0193f2aa-0000-7000-8000-0000000000d1',
      brand: { fa: null, en: 'Nova' },
      product: { fa: null, en: 'Tablet T10' },
      serial: 'NVT-1',
      coveredFrom: '2026-01-01',
      coveredTo: null,
    },
  ],
  centers: [],
  sites: ['12 School Street'],
  terms,
  signedTerms: { ...terms, visits: 6 },
  meter: { visitsUsed: 3, visitsLeft: 5, minutesUsed: 90, minutesLeft: 510, daysLeft: 100, days: 365 },
  noticeDays: 30,
  billing: null,
  instalments: [],
  note: null,
  addenda: [
    {
      number: 1,
      effectiveOn: '2026-05-01',
      changes: { visits: 8 },
      addedDeviceIds: [],
      removedDeviceIds: [],
      text: 'Two more visits.',
      agreedBy: 'The head',
      agreedOn: '2026-04-28',
      agreementNo: 'L-12',
      recordedBy: 'Sara',
      recordedAt: '2026-04-28T08:00:00Z',
    },
  ],
  uses: [
    {
      orderId: '0193f2aa-0000-7000-8000-0000000000f1',
      orderNumber: 'RO-1405-000007',
      deviceId: '0193f2aa-0000-7000-8000-0000000000d1',
      visits: 1,
      labourMinutes: 90,
      by: 'Omid',
      at: '2026-06-01T08:00:00Z',
    },
  ],
  renews: null,
  renewedBy: null,
  allowedActions: ['suspend', 'terminate', 'amend'],
  blockedActions: [{ action: 'renew', reasons: ['renewed-already'] }],
  version: 4,
};
const address = `/contracts/${contract.id}`;
const path = `/api/v1/contracts/${contract.id}`;
const one = { ...company, [`GET ${path}`]: () => contract };

describe('contracts', () => {
  it('are listed with what is left, filtered by kind, and taught while there are none', async () => {
    const { api, user, unmount } = await renderRoute('/contracts', {
      ...reader,
      'GET /api/v1/contracts': () => pageOf(contract),
    });
    expect((await screen.findByRole('link', { name: 'SC-1405-000001' })).getAttribute('href')).toBe(address);
    expect(screen.getByText('Mehr School')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ends within 30 days' }));
    await waitFor(() => expect(api.requests.some(({ url }) => /endsBefore=\d{4}-\d{2}-\d{2}/.test(url))).toBe(true));
    unmount();
    await renderRoute('/contracts', { ...reader, 'GET /api/v1/contracts': () => pageOf() });
    expect(await screen.findByText('No contracts yet')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'New contract' })).toBeNull();
  });

  it('show what is left, what was agreed on and changed, and what repairs used', async () => {
    await renderRoute(address, {
      ...reader,
      ...one,
      [`GET ${path}`]: () => ({ ...contract, allowedActions: [], blockedActions: [] }),
    });
    expect((await screen.findByRole('progressbar', { name: 'Visits' })).getAttribute('aria-valuetext')).toBe(
      '5 of 8 left',
    );
    expect(screen.getByRole('progressbar', { name: 'Hours of labour' }).getAttribute('aria-valuetext')).toBe(
      '8.5 of 10 left',
    );
    expect(screen.getByRole('progressbar', { name: 'Days' }).getAttribute('aria-valuenow')).toBe('27');
    expect(screen.getByText('Labour free · Parts 20% off')).toBeTruthy();
    expect(screen.getByText('Addendum 1')).toBeTruthy();
    expect(screen.getByText('Two more visits.')).toBeTruthy();
    const uses = within(screen.getByRole('list', { name: 'Use' }));
    expect(uses.getByText('One visit, 1.5 hours of labour')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Terminate' })).toBeNull();
  });

  it('are suspended with a reason, under the version that was read; what is blocked says why', async () => {
    const { api, user } = await renderRoute(address, {
      ...manager,
      ...one,
      [`POST ${path}/moves`]: () => ({ ...contract, state: 'suspended', stateReason: 'unpaid' }),
    });
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Renew' })).disabled).toBe(true);
    expect(screen.getByLabelText('It has been renewed already.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Suspend' }));
    const question = within(await screen.findByRole('dialog'));
    expect(question.getByRole<HTMLButtonElement>('button', { name: 'Suspend' }).disabled).toBe(true);
    await user.type(question.getByRole('textbox', { name: /Reason/ }), 'unpaid');
    await user.click(question.getByRole('button', { name: 'Suspend' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = api.requests.find(({ url }) => url.endsWith('/moves'));
    expect(sent?.headers.get('If-Match')).toBe('"4"');
    expect(await sent?.json()).toEqual({ act: 'suspend', reason: 'unpaid' });
  });

  it('take an addendum that says only what changes, and show a refusal', async () => {
    const { api, user } = await renderRoute(address, {
      ...manager,
      ...one,
      [`POST ${path}/addenda`]: () => problem(422, 'contracts.addendum-outside'),
    });
    await user.click(await screen.findByRole('button', { name: 'Add an addendum' }));
    const panel = within(await screen.findByRole('dialog'));
    const visits = panel.getByRole('textbox', { name: 'Visits' });
    await user.clear(visits);
    await user.type(visits, '12');
    await user.type(panel.getByRole('textbox', { name: /in words/ }), 'Four');
    await user.click(panel.getByRole('button', { name: 'Record the addendum' }));
    expect(await panel.findByText('An addendum takes effect within the period of its contract.')).toBeTruthy();
    const body = await api.requests.find(({ url }) => url.endsWith('/addenda'))?.json();
    expect(body).toMatchObject({
      changes: { visits: 12 },
      addedDeviceIds: [],
      text: 'Four',
      agreedBy: 'Mehr School',
    });
  });

  it('show how the price is billed and what was, and have an instalment billed before its day once', async () => {
    const instalment = { number: 1, dueOn: '2026-01-01', amount: 45_000_000 };
    const center = { id: 'c1', name: { fa: null, en: 'Vanak centre' } };
    const planned: Contract = {
      ...contract,
      billing: { every: 'quarter', due: 'in-advance', center, billedElsewhere: 0 },
      instalments: [
        { ...instalment, state: 'billed', invoice: { id: 'i1', number: 'CIN-THR1-1405-000001' } },
        { ...instalment, number: 2, dueOn: '2026-04-01', state: 'planned', invoice: null },
      ],
      allowedActions: ['plan-billing', 'bill'],
    };
    const { api, user } = await renderRoute(address, {
      ...signedIn({ permissions: ['contract.read', 'contract.manage', 'billing.read'] }),
      ...one,
      [`GET ${path}`]: () => planned,
      [`POST ${path}/instalments/2/billing`]: () => planned,
    });
    const plan = within(await screen.findByRole('table', { name: 'Instalments' }));
    expect(screen.getByText('Every quarter · In advance')).toBeTruthy();
    expect(plan.getByRole('link', { name: 'CIN-THR1-1405-000001' }).getAttribute('href')).toBe('/invoices/i1');
    await user.click(plan.getByRole('button', { name: 'Bill now' }));
    const question = within(await screen.findByRole('dialog'));
    expect(question.getByText('Bill instalment 2 now?')).toBeTruthy();
    await user.dblClick(question.getByRole('button', { name: 'Bill now' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.requests.filter(({ url }) => url.endsWith('/instalments/2/billing'))).toHaveLength(1);
  });

  it('that run without a plan get one, and say why it was refused', async () => {
    const { api, user } = await renderRoute(address, {
      ...manager,
      ...one,
      [`GET ${path}`]: () => ({ ...contract, allowedActions: ['plan-billing'] }),
      'GET /api/v1/service-centers': () => pageOf({ id: 'c1', code: 'THR1', name: { fa: null, en: 'Vanak centre' } }),
      [`PUT ${path}/billing`]: () => problem(422, 'contracts.billed-beyond-price'),
    });
    expect(await screen.findByText('The price of this contract is not billed here.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Make a plan' }));
    const panel = within(await screen.findByRole('dialog'));
    await user.click(panel.getByRole('combobox', { name: /Invoiced by/ }));
    await user.click(await screen.findByRole('option', { name: /Vanak/ }));
    await user.type(panel.getByRole('textbox', { name: /Billed elsewhere/ }), '9000000000');
    await user.click(panel.getByRole('button', { name: 'Save the plan' }));
    expect(await panel.findByText('More is billed elsewhere than the contract costs.')).toBeTruthy();
    const sent = api.requests.find(({ method }) => method === 'PUT');
    expect(sent?.headers.get('If-Match')).toBe('"4"');
    expect(await sent?.json()).toEqual({
      every: 'month',
      due: 'in-advance',
      centerId: 'c1',
      billedElsewhere: 9_000_000_000,
    });
  });

  it('start as a draft: the last day is sent as the first one outside, hours as minutes', async () => {
    const { api, user } = await renderRoute(`${address}/edit`, {
      ...manager,
      ...one,
      [`PUT ${path}`]: () => contract,
    });
    const visits = await screen.findByRole('textbox', { name: 'Visits' });
    expect((visits as HTMLInputElement).value).toBe('6'); // as signed
    const hours = screen.getByRole('textbox', { name: 'Hours of labour' });
    await user.clear(hours);
    await user.type(hours, '2.5');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await waitFor(() => expect(api.requests.some(({ method }) => method === 'PUT')).toBe(true));
    const body = await api.requests.find(({ method }) => method === 'PUT')?.json();
    expect(body).toMatchObject({
      customerId: contract.customer.id,
      startsOn: '2026-01-01',
      endsOn: '2027-01-01',
      scope: 'devices',
      deviceIds: [contract.devices[0]?.id],
      sites: ['12 School Street'],
      terms: { visits: 6, labourMinutes: 150, responseMinutes: 240, resolutionMinutes: null },
      billing: null,
    });
  });

  it('are closed to who may not read them', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/contracts', signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});

describe('the entitlement look-up', () => {
  const params = { contract: 'SC-1405-000001', class: 'labour', percent: 100, endsOn: '2027-01-01' };
  const found: DeviceEntitlements = {
    device: {
      id: '0193f2aa-0000-7000-8000-0000000000d1',
      serial: 'NVT-1',
      imei: null,
      imei2: null,
      brand: { fa: null, en: 'Nova' },
      product: { id: 'p1', code: 'T10', name: { fa: null, en: 'Tablet T10' } },
    },
    owner: { id: contract.customer.id, name: 'Mehr School' },
    foundBy: 'serial',
    readingNeeded: [],
    headline: { standing: 'partly', reason: { code: 'contract-in-force', params }, daysLeft: 100 },
    entitlements: [
      {
        rule: 'product-warranty',
        kind: 'guarantee',
        id: '0193f2aa-0000-7000-8000-0000000000e1',
        number: 'WC-1404-000009',
        item: null,
        state: 'active',
        startsOn: '2024-01-01',
        endsOn: '2026-01-01',
        cover: [],
        daysLeft: 0,
        visitsLeft: null,
        minutesLeft: null,
        endsAtReading: null,
        pays: false,
      },
      {
        rule: 'contract',
        kind: 'contract',
        id: contract.id,
        number: contract.number,
        item: null,
        state: 'active',
        startsOn: '2026-01-01',
        endsOn: '2027-01-01',
        cover: terms.discounts,
        daysLeft: 100,
        visitsLeft: 5,
        minutesLeft: 510,
        endsAtReading: null,
        pays: true,
      },
    ],
  };

  it('takes a number and Enter, and lists every right in order with what is left', async () => {
    const waiting = {
      id: 'w1',
      cardNo: 'WC-1405-000007',
      policy: { id: 'p1', code: 'M18', name: { fa: null, en: 'Phones' }, number: 1 },
      product: null,
      state: 'suspended',
      stateReason: 'reported lost',
      soldOn: null,
    };
    const { api, user, router } = await renderRoute('/entitlements', {
      ...reader,
      'GET /api/v1/entitlements': () => ({ on: '2026-09-23', contract: null, cards: [waiting], devices: [found] }),
    });
    expect(await screen.findByText('Type or scan a number')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: /Serial, IMEI/ }), 'nvt 1{Enter}');
    const rights = within(await screen.findByRole('list', { name: 'Entitlements in order of precedence' }));
    const [guarantee, second] = rights.getAllByRole('listitem');
    expect(guarantee?.textContent).toContain('Gives nothing today');
    expect(second?.textContent).toContain('100 days left · 5 visits left · 8.5 hours of labour left');
    expect(second?.textContent).toContain('Labour free · Parts 20% off');
    expect(screen.getByText(/Contract .*SC-1405-000001/)).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toBe(
      'Suspended: it cannot be activated and covers nothing for now. reported lost',
    );
    expect(router.state.location.search).toEqual({ key: 'nvt 1' });
    expect(api.requests.some(({ url }) => url.endsWith('/entitlements?key=nvt%201'))).toBe(true);
  });

  it('says what to do when nothing has the number, and when it fails', async () => {
    let answers = 0;
    const { user } = await renderRoute('/entitlements?key=X', {
      ...reader,
      'GET /api/v1/entitlements': () =>
        answers++ === 0 ? problem(503, 'unavailable') : { on: '2026-09-23', contract: null, cards: [], devices: [] },
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing has this number')).toBeTruthy();
  });
});
