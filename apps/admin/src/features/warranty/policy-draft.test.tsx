import { screen, waitFor } from '@testing-library/react';
import { problem } from '../../testing/fake-api';
import { address, everything, manager, one, policy, reader, rich, terms } from '../../testing/policies';
import { renderRoute } from '../../testing/render-route';

describe('drafts of guarantee policies', () => {
  it('change a draft, and show a refusal where it belongs', async () => {
    const { api, user } = await renderRoute(`${address}/draft`, {
      ...manager,
      ...one,
      [`PUT /api/v1/warranty-policies/${policy.id}/draft`]: () =>
        problem(422, 'invalid-input', {
          errors: [
            { pointer: '/terms/costBearers', code: 'sum', detail: '…' },
            { pointer: '/terms/cover/1/class', code: 'duplicate', detail: '…' },
          ],
        }),
    });
    await user.click(await screen.findByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText('The shares must add to 100%.')).toBeTruthy();
    expect(await screen.findByText('This is named twice.')).toBeTruthy();
    const sent = api.requests.find(({ method }) => method === 'PUT');
    expect(await sent?.json()).toEqual({ terms: { ...terms, exclusions: [] } });
  });

  it('show and keep everything that terms can promise', async () => {
    const { api, user, unmount } = await renderRoute(`${address}/draft`, {
      ...manager,
      ...one,
      [`GET /api/v1/warranty-policies/${policy.id}`]: () => rich,
      [`PUT /api/v1/warranty-policies/${policy.id}/draft`]: () => rich,
    });
    expect(await screen.findByLabelText('Parts · Batteries: 6 months · 100%')).toBeTruthy();
    await user.click(await screen.findByText('Save draft'));
    await waitFor(() => expect(api.requests.some(({ method }) => method === 'PUT')).toBe(true));
    const sent = api.requests.find(({ method }) => method === 'PUT');
    expect(await sent?.json()).toEqual({ terms: everything });
    unmount();

    const page = await renderRoute(address, {
      ...reader,
      ...one,
      [`GET /api/v1/warranty-policies/${policy.id}`]: () => rich,
    });
    expect(
      await screen.findByText(
        /^Parts · Batteries: up to 500 cycles, at most 2 claims, up to .*5,000,000.* a repair, up to .*9,000,000.* in total, borne by Maker 60%, Seller 40%$/,
      ),
    ).toBeTruthy();
    expect(screen.getByText('Travel: borne by Service centre')).toBeTruthy();
    for (const text of [
      'Within 7 days',
      'New unit first, old one later',
      '6 months · 100%, with labour',
      '1 month · up to 10,000 kilometres · 80%',
      'Visits of more than 10 days: all days of the visit',
      '12 months more, once',
      'Same fault 3 times',
      'More than 30 days',
      'More than 14 days',
      'waits for the notice of the new owner, Within 30 days',
    ]) {
      expect(screen.getByText(text)).toBeTruthy();
    }
    await page.user.click(screen.getByRole('button', { name: '1 note on sources' }));
    expect(await screen.findByText('a page')).toBeTruthy();
  });

  // By text and label: looking by role takes seconds in a form as large as this.
  it('add a right, take another away, and put a refusal at the field of its rule', async () => {
    const { api, user } = await renderRoute(`${address}/draft`, {
      ...manager,
      ...one,
      [`GET /api/v1/warranty-policies/${policy.id}`]: () => rich,
      [`PUT /api/v1/warranty-policies/${policy.id}/draft`]: () =>
        problem(422, 'invalid-input', {
          errors: [{ pointer: '/terms/workWarranty/months', code: 'range', detail: '…' }],
        }),
    });
    await user.click(await screen.findByLabelText('Remove: Device on loan'));
    await user.click(screen.getByLabelText('Remove: Warranty on work'));
    await user.click(screen.getByText('Warranty on work'));
    await user.click(screen.getByText('Save draft'));
    expect(await screen.findByText('This is outside of what is allowed.')).toBeTruthy();
    const { loaner: _, ...kept } = everything;
    const sent = api.requests.find(({ method }) => method === 'PUT');
    expect(await sent?.json()).toEqual({ terms: kept });
  });

  it('begin from a preset, with the sources of its rules, or from blank', async () => {
    const { api, user } = await renderRoute('/warranty/policies/new', {
      ...manager,
      ...one,
      'GET /api/v1/warranty-presets': () => ({
        data: [
          {
            code: 'eu',
            name: { fa: 'اروپا', en: 'European Union' },
            asOf: '2026-11-22',
            policies: [{ code: 'EU-24', name: { fa: null, en: 'Legal guarantee' }, terms: everything }],
          },
        ],
      }),
      'POST /api/v1/warranty-policies': () => policy,
    });
    const drafted = () =>
      api.requests.find(({ method, url }) => method === 'POST' && url.endsWith('/warranty-policies'));
    await user.click(await screen.findByLabelText('Begin from'));
    await user.click(await screen.findByText('European Union · Legal guarantee'));
    expect(screen.getByText('a page')).toBeTruthy();
    await user.click(screen.getByText('Save draft'));
    await waitFor(() => expect(drafted()).toBeTruthy());
    expect(await drafted()?.json()).toEqual({
      code: 'EU-24',
      name: { fa: null, en: 'Legal guarantee' },
      scopes: [{ brandId: null, productGroupId: null, productId: null }],
      responsibleIds: [],
      terms: everything,
    });
  });
});
