import { screen, waitFor, within } from '@testing-library/react';
import { problem } from '../../testing/fake-api';
import { clerk, id, manager, page, pageOf, tv } from '../../testing/devices';
import { renderRoute } from '../../testing/render-route';
import type { Block } from './api';

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

describe('blocked devices', () => {
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
});
