import { screen, within } from '@testing-library/react';
import { problem } from '../../testing/fake-api';
import { clerk, id, name, page, pageOf, tv } from '../../testing/devices';
import { renderRoute } from '../../testing/render-route';
import type { Registration } from './api';

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

describe('guarantees of devices', () => {
  it('show what the guarantee covers today, decided by the server', async () => {
    await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      'GET /api/v1/warranty-registrations': () => pageOf([card]),
      [`GET /api/v1/devices/${tv.id}/cover`]: () => ({
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
    expect(screen.getByText('31 Dec 2026')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Declare void' })).toBeNull();
  });

  it('say what is left where an amount limits the cover', async () => {
    const period = { startsOn: '2025-01-01', endsOn: '2027-01-01', daysLeft: 40, percent: 100 };
    const { user } = await renderRoute(`/devices/${tv.id}`, {
      ...clerk,
      ...page,
      'GET /api/v1/company': () => ({ currency: 'IRR' }),
      'GET /api/v1/warranty-registrations': () => pageOf([card]),
      [`GET /api/v1/devices/${tv.id}/cover`]: () => ({
        overall: 'covered',
        headline: { standing: 'in', reason: { code: 'recalled', params: { recall: 'R-1' } }, daysLeft: 40 },
        lines: [],
        classes: [
          { class: 'parts', ...period, amountLeft: 5_000_000 },
          { class: 'labour', ...period },
        ],
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Details' }));
    const periods = within(await screen.findByRole('table', { name: 'Cover by class' }));
    expect(await periods.findByText(/5,000,000/)).toBeTruthy();
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
});
