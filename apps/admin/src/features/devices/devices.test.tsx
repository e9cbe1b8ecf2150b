import { screen } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { clerk, pageOf, tv } from '../../testing/devices';
import { renderRoute } from '../../testing/render-route';

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
});
