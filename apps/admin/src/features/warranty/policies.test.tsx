import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { address, manager, one, pageOf, policy, reader } from '../../testing/policies';
import { renderRoute } from '../../testing/render-route';
import type { Policy } from './api';

describe('guarantee policies', () => {
  it('list their policies by what binds, and teach while there are none', async () => {
    const { unmount } = await renderRoute('/warranty/policies', {
      ...reader,
      'GET /api/v1/warranty-policies': () => pageOf(policy),
    });
    expect((await screen.findByRole('link', { name: '24 months' })).getAttribute('href')).toBe(address);
    expect(screen.getByText('Version 1')).toBeTruthy();
    unmount();
    await renderRoute('/warranty/policies', { ...reader, 'GET /api/v1/warranty-policies': () => pageOf() });
    expect(await screen.findByText('No guarantee policies yet')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'New policy' })).toBeNull();
  });

  it('show the terms of each version with a picture of the cover', async () => {
    const { user } = await renderRoute(address, { ...reader, ...one });
    expect(await screen.findByText('No fault is excluded.')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Parts: 24 months · 100%' })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Labour: 12 months · 50%' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Version 1' }));
    expect((await screen.findByText('F171')).parentElement?.textContent).toBe('F171 Impact (2 pieces of evidence)');
    expect(screen.getByText('Binds new cards')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  });

  it('publish a draft after asking, under the version that was read', async () => {
    const { api, user } = await renderRoute(address, {
      ...manager,
      ...one,
      [`POST /api/v1/warranty-policies/${policy.id}/publication`]: () => ({ ...policy, hasDraft: false }),
    });
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    const question = await screen.findByRole('dialog');
    expect(api.requests.some(({ url }) => url.endsWith('/publication'))).toBe(false);
    await user.click(within(question).getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = api.requests.find(({ url }) => url.endsWith('/publication'));
    expect(sent?.headers.get('If-Match')).toBe('"5"');
  });

  it('change for which devices they are and who answers for them, without a new version', async () => {
    const tv = { id: 'g2', parentId: null, code: 'TV', name: { fa: null, en: 'Television' }, version: 1 };
    const sara = { accountId: 'a1', displayName: 'Sara' };
    const named: Policy = {
      ...policy,
      scopes: [{ brandId: null, productGroupId: 'g2', productId: null }],
      responsible: [{ id: 'a2', name: 'Reza' }],
    };
    const { api, user } = await renderRoute(address, {
      ...manager,
      ...one,
      'GET /api/v1/product-groups': () => pageOf(tv),
      'GET /api/v1/staff': () => pageOf(sara),
      [`GET /api/v1/warranty-policies/${policy.id}`]: () => named,
      [`PATCH /api/v1/warranty-policies/${policy.id}`]: () => named,
    });
    await user.click((await screen.findAllByRole('button', { name: 'Change' }))[0]!);
    const panel = await screen.findByRole('dialog');
    await within(panel).findByDisplayValue('TV · Television');
    await user.click(within(panel).getByLabelText('Responsible people'));
    await user.click(await screen.findByRole('option', { name: 'Sara' }));
    await user.click(within(panel).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = api.requests.find(({ method }) => method === 'PATCH');
    expect(sent?.headers.get('If-Match')).toBe('"5"');
    expect(await sent?.json()).toEqual({
      name: { fa: null, en: '24 months' },
      scopes: [{ brandId: null, productGroupId: 'g2', productId: null }],
      responsibleIds: ['a2', 'a1'],
    });
  });

  it('say what stood against their list, and try again', async () => {
    let answers = 0;
    const { user } = await renderRoute('/warranty/policies', {
      ...reader,
      'GET /api/v1/warranty-policies': () => (answers++ === 0 ? problem(503, 'unavailable') : pageOf(policy)),
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: '24 months' })).toBeTruthy();
  });

  it('are closed to who may not read them', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute(address, signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
