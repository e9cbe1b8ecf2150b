import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { HistoryEntry } from '../../ui/history-list';
import type { Block, Device, DeviceContract, DevicePlace, Registration } from './api';

const id = (last: string): string => `0193f2aa-0000-7000-8000-0000000000${last}`;
const name = (en: string) => ({ fa: null, en });
const pageOf = <Row,>(data: Row[], nextCursor: string | null = null) => ({
  data,
  page: { nextCursor, hasMore: nextCursor !== null },
});

const tv: Device = {
  id: id('d1'),
  serial: 'SN-1234',
  imei: null,
  imei2: null,
  provenance: 'declared',
  status: 'active',
  brand: { id: id('b1'), name: name('Sepehr') },
  product: { id: id('f1'), code: 'TV-55', name: name('TV 55') },
  group: { id: id('a1'), code: 'tv', name: name('Television') },
  owner: { id: id('c1'), name: 'مریم احمدی', mobile: '+989123456789', ownedFrom: '2025-01-01' },
  version: 7,
  blockedReason: null,
  parentId: null,
  componentSlot: null,
  madeOn: null,
  purchasedOn: null,
  shippedOn: null,
  soldOn: '2025-01-01',
  deliveredOn: null,
  installedOn: null,
  activatedOn: null,
  saleDocumentNo: null,
  externalRef: null,
  mergedIntoId: null,
  replacedBy: null,
  replaces: null,
  components: [],
  readings: [],
  createdAt: '2025-01-01T08:00:00Z',
};
const card: Registration = {
  id: id('e1'),
  cardNo: 'G-1001',
  deviceId: tv.id,
  policy: { id: id('e2'), code: 'TV-24', name: name('24 months'), number: 2 },
  responsible: [{ id: id('b7'), name: 'Sara' }],
  state: 'active',
  stateReason: null,
  noticeBy: null,
  start: {
    cardIssuedOn: null,
    soldOn: '2025-01-01',
    deliveredOn: null,
    installedOn: null,
    activatedOn: null,
    madeOn: null,
  },
  startsOn: '2025-01-01',
  endsOn: '2027-01-01',
  continuesCardNo: null,
  version: 3,
};
const terms = { calendar: 'gregorian', startBasis: 'sale', cover: [], exclusions: [], costBearers: [], claim: {} };
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

const stolen: Block = {
  id: id('f2'),
  kind: 'stolen',
  serial: 'SN-STOLEN',
  imei: null,
  brand: null,
  product: null,
  deviceId: null,
  source: 'police',
  reference: '134/2207',
  listedOn: '2026-01-01',
  until: null,
  note: 'window smashed',
  raisedBy: 'Reza',
  raisedAt: '2026-01-01T08:00:00Z',
  liftedAt: null,
  liftedBy: null,
  liftReason: null,
  version: 1,
};

const page = {
  [`GET /api/v1/devices/${tv.id}`]: () => tv,
  [`GET /api/v1/devices/${tv.id}/history`]: () => pageOf<HistoryEntry>([]),
  [`GET /api/v1/devices/${tv.id}/structure`]: () => ({ places: [] }),
  'GET /api/v1/device-blocks': () => pageOf<Block>([]),
  'GET /api/v1/warranty-registrations': () => pageOf<Registration>([]),
};
const clerk = signedIn({
  permissions: ['device.read', 'device.write', 'customer.read', 'repair.read', 'warranty.read', 'warranty.register'],
});
const manager = signedIn({ permissions: ['device.read', 'device.block', 'warranty.read', 'warranty.manage'] });

describe('devices', () => {
  it('are found by serial and lead to their pages', async () => {
    const { api } = await renderRoute(`/devices?q=SN-12&brandId=not-an-id`, {
      ...signedIn({ permissions: ['device.read'] }),
      'GET /api/v1/devices': () => pageOf([tv]),
    });
    expect((await screen.findByRole('link', { name: 'SN-1234' })).getAttribute('href')).toBe(`/devices/${tv.id}`);
    const asked = api.requests.find(({ url }) => url.includes('/api/v1/devices'))?.url ?? '';
    expect([...new URL(asked).searchParams]).toEqual([['q', 'SN-12']]);
  });

  it('show the contracts that cover them, to whoever may read contracts', async () => {
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

  it('show everything that happened in one list, each in its own words, and narrow it', async () => {
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

  it('show what each guarantee card says today, decided by the server from its own terms', async () => {
    const { api } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      'GET /api/v1/warranty-registrations': () => pageOf([card]),
      [`GET /api/v1/warranty-policies/${card.policy.id}`]: () => ({ versions: [{ number: 2, terms }] }),
      'POST /api/v1/warranty-policies/tryouts': () => ({
        overall: 'chargeable',
        headline: {
          standing: 'void',
          reason: { code: 'registration-void', params: { cardNo: 'G-1001' } },
          daysLeft: 0,
        },
        lines: [],
        classes: [],
      }),
    });
    expect(await screen.findByText(/was declared void/)).toBeTruthy();
    const asked = await api.requests.find(({ url }) => url.endsWith('/tryouts'))?.json();
    expect(asked).toMatchObject({
      provenance: 'declared',
      registration: { cardNo: 'G-1001', policy: { code: 'TV-24', version: 2, terms } },
    });
    expect(screen.getByText('31 Dec 2026')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Declare void' })).toBeNull();
  });

  it('tell that the new owner gave notice, once, where the guarantee waits for that', async () => {
    const waiting: Registration = {
      ...card,
      state: 'suspended',
      stateReason: 'owner-changed',
      noticeBy: '2026-12-10',
      version: 4,
    };
    const { api, user } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      'GET /api/v1/warranty-registrations': () => pageOf([waiting]),
      [`POST /api/v1/warranty-registrations/${card.id}/owner-notice`]: () => problem(409, 'warranty.notice-too-late'),
    });
    expect((await screen.findByText(/at the latest on/)).textContent).toContain('10 Dec 2026');
    expect(screen.getByText(/the device changed hands/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'New owner told us' }));
    expect(await screen.findByText('The days in which a new owner may tell of the change are over.')).toBeTruthy();
    const sent = api.requests.filter(({ url }) => url.endsWith('/owner-notice'));
    expect(sent.map(({ headers }) => headers.get('If-Match'))).toEqual(['"4"']);
  });

  it('are registered for a guarantee with the dates they hold; a refusal stays in the panel', async () => {
    const { api, user } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      'POST /api/v1/warranty-registrations': () => problem(409, 'warranty.no-policy-for-device'),
    });
    const [register] = await screen.findAllByRole('button', { name: 'Register' });
    await user.click(register as HTMLElement);
    const panel = await screen.findByRole('dialog');
    await user.click(within(panel).getByRole('button', { name: 'Register' }));
    expect((await within(panel).findByRole('alert')).textContent).toContain(
      'No published policy is meant for this device',
    );
    const sent = await api.requests
      .find(({ url, method }) => method === 'POST' && url.endsWith('registrations'))
      ?.json();
    expect(sent).toMatchObject({ deviceId: tv.id, start: { soldOn: '2025-01-01', cardIssuedOn: null } });
    expect(sent).not.toHaveProperty('cardNo');
  });

  it('are blocked with a reason, by who may', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute(`/devices/${tv.id}`, {
      ...manager,
      ...page,
      [`POST /api/v1/devices/${tv.id}/block`]: (request, body) => (
        bodies.push([request.headers.get('If-Match'), body]),
        { ...tv, provenance: 'blocked' }
      ),
    });
    await user.click(await screen.findByRole('button', { name: 'Block' }));
    const question = await screen.findByRole('dialog');
    const block = within(question).getByRole<HTMLButtonElement>('button', { name: 'Block' });
    await user.click(block);
    expect(bodies).toEqual([]);
    await user.type(within(question).getByLabelText(/Reason/), 'stolen');
    await user.type(within(question).getByLabelText(/Source/), 'police');
    await user.type(within(question).getByLabelText(/Reference/), '134/7');
    await user.click(block);
    const entry = { kind: 'blocked', source: 'police', reference: '134/7', until: null, reason: 'stolen' };
    await waitFor(() => expect(bodies).toEqual([['"7"', entry]]));
    expect(screen.queryByRole('button', { name: 'Correct' })).toBeNull();
  });

  it('stand in a register: filtered by the address, listed by number, lifted with a reason', async () => {
    const bodies: unknown[] = [];
    const { api, user } = await renderRoute('/devices/blocks?kind=stolen&state=live&x=1', {
      ...manager,
      'GET /api/v1/device-blocks': () => pageOf([stolen]),
      [`POST /api/v1/device-blocks/${stolen.id}/lift`]: (request, body) => (
        bodies.push([request.headers.get('If-Match'), body]),
        { ...stolen, liftedAt: '2026-03-01T08:00:00Z' }
      ),
    });
    expect(await screen.findByText('SN-STOLEN')).toBeTruthy();
    const asked = new URL(api.requests.find(({ url }) => url.includes('/device-blocks'))?.url ?? '').searchParams;
    expect([asked.get('kind'), asked.get('state'), asked.get('x')]).toEqual(['stolen', 'live', null]);

    await user.click(await screen.findByRole('button', { name: 'Lift' }));
    const question = within(await screen.findByRole('dialog', { name: /Lift this entry/ }));
    await user.type(question.getByLabelText(/Reason/), 'given back');
    await user.click(question.getByRole('button', { name: 'Lift' }));
    await waitFor(() => expect(bodies.at(-1)).toEqual(['"1"', { reason: 'given back' }]));
  });

  it('are listed before anybody has met them; a reference that is there is refused in the panel', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/devices/blocks', {
      ...manager,
      'GET /api/v1/device-blocks': () => pageOf<Block>([]),
      'GET /api/v1/brands': () => pageOf([tv.brand]),
      'POST /api/v1/device-blocks': (_, body) => (bodies.push(body), problem(409, 'devices.block-exists')),
    });
    const [raise] = await screen.findAllByRole('button', { name: 'Block a unit' });
    await user.click(raise!);
    const form = within(await screen.findByRole('dialog'));
    await user.type(form.getByLabelText(/Serial number/), 'SN-9');
    await user.type(form.getByLabelText(/Note/), 'list');
    await user.click(form.getByRole('button', { name: 'Block a unit' }));
    expect(await form.findByText(/entry of this reference already/)).toBeTruthy();
    expect(bodies[0]).toMatchObject({ kind: 'stolen', serial: 'SN-9', imei: null, source: 'staff', reference: null });
  });

  it('say on their page what the register says of them', async () => {
    await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      [`GET /api/v1/devices/${tv.id}`]: () => ({ ...tv, provenance: 'blocked', blockedReason: 'window smashed' }),
      'GET /api/v1/device-blocks': () =>
        pageOf([stolen, { ...stolen, id: id('f3'), kind: 'recalled', note: 'battery' }]),
    });
    expect(await screen.findByText('Reported stolen.')).toBeTruthy();
    expect(screen.getByText('Recalled by its maker.')).toBeTruthy();
    expect(screen.getAllByText('police')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Lift' })).toBeNull(); // not without device.block
  });

  it('lead from a serial that is there already to the device that has it', async () => {
    const { user } = await renderRoute('/devices/new', {
      ...clerk,
      'GET /api/v1/brands': () => pageOf([tv.brand]),
      'GET /api/v1/products': () => pageOf([tv.product]),
      'POST /api/v1/devices': () => problem(409, 'devices.serial-exists', { params: { deviceId: tv.id } }),
    });
    await user.click(await screen.findByLabelText(/^Brand/));
    await user.click(await screen.findByText('Sepehr'));
    await user.click(screen.getByLabelText(/^Product/));
    await user.click(await screen.findByText('TV 55'));
    await user.click(screen.getByLabelText(/Serial number/));
    await user.paste('SN-۱۲۳۴');
    await user.click(screen.getByText('Register'));
    expect((await screen.findByText('Open it')).getAttribute('href')).toBe(`/devices/${tv.id}`);
  });

  it('are closed to who may not read them', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute(`/devices/${tv.id}`, signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });

  it('show what they are made of: the design, units and parts in their places, serials, dates, orders and cover', async () => {
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

  it('take a reading of a meter, and say why a lower one needs a reason', async () => {
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

  it('are swapped by right, and say what took their place; a refusal stays in the panel', async () => {
    const bodies: unknown[] = [];
    let swapped = false;
    const { user } = await renderRoute(`/devices/${tv.id}`, {
      ...signedIn({ permissions: ['device.read', 'device.swap'] }),
      ...page,
      [`GET /api/v1/devices/${tv.id}`]: () =>
        swapped
          ? {
              ...tv,
              status: 'replaced' as const,
              replacedBy: { id: id('d2'), serial: 'SN-9', on: '2026-05-01', cause: 'office' as const },
            }
          : tv,
      [`POST /api/v1/devices/${tv.id}/swap`]: (_, body) => {
        bodies.push(body);
        if (bodies.length === 1) return problem(409, 'devices.replacement-taken');
        swapped = true;
        return tv;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Swap' }));
    const form = within(await screen.findByRole('dialog'));
    await user.type(form.getByLabelText(/Serial number of the unit/), 'SN-9');
    await user.type(form.getByLabelText(/Reason/), 'flooded in our store');
    await user.click(form.getByRole('button', { name: 'Swap' }));
    expect(await form.findByText(/cannot be handed out/)).toBeTruthy();
    await user.click(form.getByRole('button', { name: 'Swap' }));
    expect((await screen.findByRole('link', { name: 'SN-9' })).getAttribute('href')).toBe(`/devices/${id('d2')}`);
    expect(bodies.at(-1)).toEqual({
      serial: 'SN-9',
      imei: null,
      imei2: null,
      productId: null,
      reason: 'flooded in our store',
      fromCenterId: null,
    });
    expect(screen.queryByRole('button', { name: 'Swap' })).toBeNull();
  });

  it('are merged after a look at what would come over and what stands against it', async () => {
    const bodies: unknown[] = [];
    const twin = { ...tv, id: id('d3'), serial: 'SN-I234' };
    const { user } = await renderRoute(`/devices/${tv.id}`, {
      ...signedIn({ permissions: ['device.read', 'device.merge'] }),
      ...page,
      'GET /api/v1/devices': () => pageOf([twin]),
      [`GET /api/v1/devices/${tv.id}/merge`]: () => ({
        conflicts: ['repair.twins-both-open'],
        orders: 2,
        registrations: 1,
        contracts: 0,
        parts: 0,
        components: 0,
        readings: 0,
      }),
      [`POST /api/v1/devices/${tv.id}/merge`]: (_, body) => {
        bodies.push(body);
        return problem(409, 'repair.twins-both-open');
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Merge' }));
    const panel = within(await screen.findByRole('dialog'));
    await user.type(panel.getByRole('combobox', { name: /The other record/ }), 'SN-I');
    await user.click(await screen.findByRole('option', { name: /SN-I234/ }));
    expect(await panel.findByText('2 repair orders, 1 guarantee')).toBeTruthy();
    expect(panel.getByText(/Both records have an open repair order/)).toBeTruthy();
    await user.type(panel.getByLabelText(/Reason/), 'one typed wrongly');
    await user.click(panel.getByRole('button', { name: 'Merge' }));
    expect(await panel.findAllByText(/Both records have an open repair order/)).toHaveLength(2);
    expect(bodies).toEqual([{ loserId: twin.id, reason: 'one typed wrongly' }]);
  });
});
