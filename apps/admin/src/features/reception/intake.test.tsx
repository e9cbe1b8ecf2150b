import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { type anAccount, problem, signedIn, type FakeRoutes } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { DeviceAtCounter, NewReception } from './api';
import { aReception, code, name, page } from './testing-data';

const sara = {
  id: 'cu1',
  kind: 'person',
  name: 'Sara Ahmadi',
  mobile: '+989123456789',
  email: null,
  version: 1,
};
const device: DeviceAtCounter = {
  id: 'd1',
  serial: 'SN-1000-1',
  imei: null,
  imei2: null,
  provenance: 'verified',
  brand: { id: 'b1', name: name('سپهر', 'Sepehr') },
  product: { id: 'p1', code: 'TV-55', name: name('تلویزیون', 'TV 55') },
  owner: { id: 'cu1', name: 'Sara Ahmadi', mobile: '+989123456789' },
  guarantee: { cardNo: 'G-1', state: 'active', policyCode: 'TV-24', startsOn: '2025-01-01', endsOn: '2999-01-01' },
  openOrder: null,
  readingNeeded: [],
  visits: [
    {
      id: 'o0',
      number: 'RO-1404-000001',
      state: 'closed',
      receivedAt: '2025-06-01T08:00:00Z',
      declaredFault: 'No sound',
    },
  ],
};

const permissions: typeof anAccount.permissions = [
  'reception.read',
  'reception.intake',
  'customer.read',
  'device.read',
  'catalog.read',
  'organization.read',
];

const counter: FakeRoutes = {
  ...signedIn({ permissions }),
  'GET /api/v1/customers': (request) =>
    page('sara 0912 ۰۹۱۲'.includes(new URL(request.url).searchParams.get('q')?.slice(0, 4) ?? '-') ? [sara] : []),
  'GET /api/v1/customers/cu1/devices': () => page([]),
  'GET /api/v1/device-lookups': () => ({ data: [device], blocks: [] }),
  'GET /api/v1/products/p1/notices': () => ({ notices: [] }),
  'GET /api/v1/codes': (request) => {
    const kind = new URL(request.url).searchParams.get('kind') ?? '';
    return page([code(kind, 1), code(kind, 2), code(kind, 3)]);
  },
  'GET /api/v1/brands': () => page([{ id: 'b1', name: name('سپهر', 'Sepehr'), version: 1 }]),
  'GET /api/v1/products': () =>
    page([
      {
        id: 'p1',
        code: 'TV-55',
        name: name('تلویزیون', 'TV 55'),
        serialPattern: null,
        brand: device.brand,
        group: { id: 'g1', code: 'tv', name: name('تلویزیون', 'TV') },
        version: 1,
      },
    ]),
  'GET /api/v1/company': () => ({ name: name('خدمات', 'Service'), currency: 'IRR' }),
  'GET /api/v1/receptions/r1': () => aReception,
};

/** A hand needs a moment between keys; what comes faster is a scanner. */
const breathe = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve, 60)));

async function press(user: UserEvent, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await user.keyboard(key);
    await breathe();
  }
}

async function intake(routes: FakeRoutes = {}) {
  const rendered = await renderAgain(routes);
  await screen.findByLabelText('Mobile or name');
  return rendered;
}

async function renderAgain(routes: FakeRoutes = {}) {
  const received: NewReception[] = [];
  const rendered = await renderRoute('/reception/new', {
    ...counter,
    'POST /api/v1/receptions': (_, body) => {
      received.push(body as NewReception);
      return Response.json(aReception, { status: 201 });
    },
    ...routes,
  });
  return { ...rendered, received };
}

const focused = (): string => (document.activeElement as HTMLInputElement | null)?.name ?? '';

async function takeSara(user: UserEvent): Promise<void> {
  await user.keyboard('0912');
  await screen.findByText('Sara Ahmadi');
  await press(user, '{Enter}');
  await waitFor(() => expect(focused()).toBe('items.0.device.serial'));
}

async function typeSerial(user: UserEvent, serial: string): Promise<void> {
  await user.keyboard(serial);
  await breathe();
  await press(user, '{Enter}');
}

/** Everything that is needed, and nothing more. */
async function fill(user: UserEvent): Promise<void> {
  await takeSara(user);
  await typeSerial(user, 'SN-1000-1');
  await waitFor(() => expect(focused()).toBe('items.0.declaredFault'));
  await press(user, 'Dead', '{Enter}', '1');
  await user.click(screen.getByLabelText(/terms of reception/));
}

jest.setTimeout(60_000); // whole intakes, key by key
beforeEach(() => sessionStorage.clear());

describe('intake', () => {
  it('codes what is seen and when, where the shop has such codes; the keys are not slowed down by it', async () => {
    const { user, received, api } = await intake();
    await fill(user);
    await user.click(within(screen.getByRole('group', { name: 'Often said' })).getByText('symptom 2'));
    expect(screen.getByText('Coded as S2 symptom 2')).toBeTruthy();
    const when = within(screen.getByRole('group', { name: 'When it shows' }));
    await user.click(when.getByText('occurrence 1'));
    await user.click(when.getByText('occurrence 3'));
    await press(user, '{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(received[0]?.items).toMatchObject([
        {
          declaredFault: expect.stringContaining('symptom 2'),
          symptomCodeId: 'symptom2',
          occurrenceCodeId: 'occurrence3',
          circumstanceCodeId: null,
        },
      ]),
    );
    const asked = api.requests.filter(({ url }) => url.includes('/codes?kind=occurrence')).at(-1)?.url ?? '';
    expect(new URL(asked).searchParams.get('productId')).toBe('p1');
  });

  it('asks for the meter that the cover ends with, and shows a refused figure at its field', async () => {
    const metered = { ...device, readingNeeded: [{ meter: 'km' as const, last: 12_000 }] };
    let tries = 0;
    const { user, received, router } = await intake({
      'GET /api/v1/device-lookups': () => ({ data: [metered] }),
      'POST /api/v1/receptions': (_, body) => {
        received.push(body as NewReception);
        return tries++ === 0
          ? problem(409, 'devices.reading-lower', { params: { meter: 'km', value: 12_000 } })
          : Response.json(aReception, { status: 201 });
      },
    });
    await takeSara(user);
    await typeSerial(user, 'SN-1000-1');
    await waitFor(() => expect(focused()).toBe('items.0.readings.0.value'));
    expect(screen.getByText(/Last read: 12,000/)).toBeTruthy();
    await press(user, '900', '{Enter}');
    expect(focused()).toBe('items.0.declaredFault');
    await press(user, 'Dead', '{Enter}', '1');
    await user.click(screen.getByLabelText(/terms of reception/));
    await press(user, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.getByLabelText('Meter reading').getAttribute('aria-invalid')).toBe('true'));
    await user.clear(screen.getByLabelText('Meter reading'));
    await user.type(screen.getByLabelText('Meter reading'), '12500');
    await press(user, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/receptions/r1'));
    expect(received.map(({ items }) => items[0]?.readings)).toEqual([
      [{ meter: 'km', value: 900 }],
      [{ meter: 'km', value: 12_500 }],
    ]);
  });

  it('goes from the mobile to the receipt by keyboard alone', async () => {
    const { user, received, router } = await intake();
    await takeSara(user);
    await typeSerial(user, 'SN-1000-1');
    await waitFor(() => expect(focused()).toBe('items.0.declaredFault'));
    expect(screen.getByText(/In guarantee until/)).toBeTruthy();
    expect(screen.getByText('No sound')).toBeTruthy();

    await press(user, 'No picture');
    await press(user, '{Enter}', '2', '{Enter}', '{Enter}', '1', '1', '3', '{Enter}');
    expect(focused()).toBe('items.0.otherAccessory');
    await press(user, 'Bag', '{Enter}', '{Enter}', '{ArrowDown}', '{Enter}', '{Enter}', '{Enter}');
    expect(focused()).toBe('termsAccepted');
    await press(user, ' ', '{Control>}{Enter}{/Control}');

    await waitFor(() => expect(router.state.location.pathname).toBe('/receptions/r1'));
    expect(received).toEqual([
      {
        centerId: 'c1',
        arrivalId: null,
        customerId: 'cu1',
        bearerName: null,
        termsAccepted: true,
        note: null,
        items: [
          {
            deviceId: 'd1',
            changedHands: false,
            declaredFault: 'No picture',
            symptomCodeId: null,
            occurrenceCodeId: null,
            circumstanceCodeId: null,
            conditionCodeIds: ['condition2'],
            conditionNote: null,
            dataConsent: 'backup',
            accessories: [
              { codeId: 'accessory1', label: null, quantity: 2 },
              { codeId: 'accessory3', label: null, quantity: 1 },
              { codeId: null, label: 'Bag', quantity: 1 },
            ],
            priority: 'normal',
            promisedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
            lines: [],
            openBesideReason: null,
          },
        ],
      },
    ]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Print'));
    expect(sessionStorage).toHaveLength(0);
  });

  it('registers a new customer with a device the register does not know', async () => {
    const { user, received } = await intake({
      'GET /api/v1/customers': () => page([]),
      'GET /api/v1/device-lookups': () => ({ data: [], blocks: [] }),
    });
    await user.keyboard('۰۹۳۵۱۲۳۴۵۶۷');
    await screen.findByText(/New customer/);
    await press(user, '{Enter}');
    await waitFor(() => expect(focused()).toBe('customer.name'));
    await press(user, 'Reza Karimi');
    await press(user, '{Enter}', '{Enter}', '{Enter}');
    expect(focused()).toBe('items.0.device.serial');
    await typeSerial(user, 'X-77');
    await screen.findByText(/does not know this serial/);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /Brand/ })));
    await press(user, 'sep');
    await screen.findByText('Sepehr');
    await press(user, '{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /Product/ })));
    await press(user, 'tv');
    await screen.findByText('TV 55');
    await press(user, '{Enter}');
    await waitFor(() => expect(focused()).toBe('items.0.declaredFault'));
    await press(user, 'Dead', '{Enter}', '1', '{Enter}');
    await user.click(screen.getByLabelText(/terms of reception/));
    await press(user, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]).toMatchObject({
      customer: { kind: 'person', name: 'Reza Karimi', mobile: '09351234567', locale: 'en' },
      items: [{ device: { brandId: 'b1', productId: 'p1', serial: 'X-77', imei: null } }],
    });
  });

  it('stops at a blocked device with the security notice', async () => {
    const { user, received } = await intake({
      'GET /api/v1/device-lookups': () => ({ data: [{ ...device, provenance: 'blocked' }], blocks: [] }),
    });
    await takeSara(user);
    await typeSerial(user, 'SN-1000-1');
    expect(await screen.findByText('This device is blocked and may not be taken in.')).toBeTruthy();
    await press(user, '{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Say which device this is.')).toBeTruthy();
    expect(received).toEqual([]);
  });

  it('stops at a number that is listed, and puts a recall on the order', async () => {
    const recalled = {
      id: 'x1',
      kind: 'recalled',
      serial: 'SN-1000-1',
      source: 'maker',
      reference: 'RC-7',
      listedOn: '2026-01-01',
      until: null,
      note: 'replace the panel',
      raisedBy: 'Reza',
    };
    const { user } = await intake({
      'GET /api/v1/device-lookups': ({ url }) =>
        url.includes('STOLEN')
          ? { data: [], blocks: [{ ...recalled, kind: 'stolen' }] }
          : { data: [device], blocks: [recalled] },
    });
    await takeSara(user);
    await typeSerial(user, 'STOLEN');
    expect(await screen.findByText('This device is blocked and may not be taken in.')).toBeTruthy();
    expect(screen.getByText('Reported stolen.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add to the fault' })).toBeNull();
    await user.clear(screen.getByLabelText(/Serial or IMEI/));
    await typeSerial(user, 'SN-1000-1');
    await user.click(await screen.findByRole('button', { name: 'Add to the fault' }));
    expect(screen.getByDisplayValue('Recall: maker RC-7 replace the panel')).toBeTruthy();
  });

  it('asks whether a device of someone else changed hands, and shows the refusal there', async () => {
    const { user, received } = await intake({
      'GET /api/v1/device-lookups': () => ({
        data: [{ ...device, owner: { id: 'cu2', name: 'Reza Karimi', mobile: '+989351112233' } }],
      }),
      'POST /api/v1/receptions': (_, body) => {
        const sent = body as NewReception;
        received.push(sent);
        return sent.items[0]?.changedHands
          ? Response.json(aReception, { status: 201 })
          : problem(409, 'reception.not-the-owner', { params: { deviceId: 'd1' } });
      },
    });
    await fill(user);
    expect(screen.getByText('Reza Karimi')).toBeTruthy();
    await press(user, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(focused()).toBe('items.0.changedHands'));
    expect(screen.getAllByText(/belongs to someone else/)).toHaveLength(2); // on the field and above the button
    await press(user, ' ', '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(received.map(({ items }) => items[0]?.changedHands)).toEqual([false, true]));
  });

  it.each([
    ['reception', [], false],
    ['manager', ['reception.override'], true],
  ])('names the open order elsewhere; a %s', async (_, more, mayOverride) => {
    const openOrder = { id: 'o7', number: 'RO-1405-000007', centerName: name('مرکز شیراز', 'Shiraz centre') };
    const { user, received } = await intake({
      ...signedIn({ permissions: [...permissions, ...more] as typeof anAccount.permissions }),
      'GET /api/v1/device-lookups': () => ({ data: [{ ...device, openOrder }], blocks: [] }),
    });
    await takeSara(user);
    await typeSerial(user, 'SN-1000-1');
    expect(await screen.findByText('Shiraz centre')).toBeTruthy();
    expect(screen.getByText('RO-1405-000007')).toBeTruthy();
    const reason = screen.queryByLabelText(/second order/);
    expect(reason !== null).toBe(mayOverride);
    if (!reason) return;
    await user.type(reason, 'Another fault');
    await user.click(screen.getByLabelText(/words/));
    await press(user, 'Dead', '{Enter}', '1');
    await user.click(screen.getByLabelText(/terms of reception/));
    await press(user, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(received[0]?.items[0]?.openBesideReason).toBe('Another fault'));
  });

  it('puts the refusal of a field on that field and sends a double press once', async () => {
    let calls = 0;
    const { user } = await intake({
      'POST /api/v1/receptions': async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return problem(422, 'invalid-input', { errors: [{ pointer: '/items/0/declaredFault', code: 'maxLength' }] });
      },
    });
    await fill(user);
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
    expect(await screen.findByText('This is too long.')).toBeTruthy();
    expect(focused()).toBe('items.0.declaredFault');
    expect(calls).toBe(1);
  });

  it('survives a reload, and starts over on demand', async () => {
    const first = await intake();
    await fill(first.user);
    first.unmount();

    const { user, received } = await renderAgain();
    expect(await screen.findByText('Sara Ahmadi')).toBeTruthy();
    expect(await screen.findByText(/In guarantee until/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/words/).value).toBe('Dead');
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(await screen.findByLabelText('Mobile or name')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/words/).value).toBe('');
    expect(received).toEqual([]);
  });

  it('is closed to those who may not take devices in', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation(); // what an error boundary catches
    await renderRoute('/reception/new', signedIn({ permissions: ['reception.read'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
