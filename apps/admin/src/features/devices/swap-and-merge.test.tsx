import { screen, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { id, page, pageOf, tv } from '../../testing/devices';
import { renderRoute } from '../../testing/render-route';

describe('swapped and merged devices', () => {
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
