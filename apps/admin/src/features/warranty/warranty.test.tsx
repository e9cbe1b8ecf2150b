import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Policy, PolicyTerms } from './api';

const reader = signedIn({ permissions: ['warranty.read', 'catalog.read', 'device.read'] });
const manager = signedIn({ permissions: ['warranty.read', 'warranty.manage', 'catalog.read'] });
const pageOf = <Row,>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });

const terms: PolicyTerms = {
  calendar: 'jalali',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 12, percent: 50 },
  ],
  exclusions: [{ faultCode: 'F171', evidence: 2 }],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'cost', handlingPercent: 15 },
};
const policy: Policy = {
  id: '0193f2aa-0000-7000-8000-0000000000a1',
  code: 'TV-24',
  name: { fa: null, en: '24 months' },
  publishedNumber: 1,
  hasDraft: true,
  version: 5,
  scopes: [{ brandId: null, productGroupId: null, productId: null }],
  responsible: [],
  versions: [
    { id: '0193f2aa-0000-7000-8000-0000000000a3', number: 2, terms: { ...terms, exclusions: [] }, publishedAt: null },
    { id: '0193f2aa-0000-7000-8000-0000000000a2', number: 1, terms, publishedAt: '2026-01-01T08:00:00Z' },
  ],
};
/** Every term there is. */
const everything: PolicyTerms = {
  ...terms,
  startBasis: 'activation',
  startCapMonths: 3,
  shelfMonths: 6,
  cover: [
    ...terms.cover,
    {
      class: 'parts',
      months: 6,
      percent: 100,
      componentGroup: 'BATTERY',
      usage: { meter: 'cycles', max: 500 },
      claims: 2,
      limit: { perRepair: 5_000_000, inTotal: 9_000_000 },
      bearers: [
        { bearer: 'maker', percent: 60 },
        { bearer: 'seller', percent: 40 },
      ],
    },
    { class: 'travel', months: 6, percent: 100, bearer: 'centre' },
  ],
  doaDays: 7,
  exchange: 'advance',
  partWarranty: { months: 6, percent: 100, labour: true },
  workWarranty: { months: 1, percent: 80, usage: { meter: 'km', max: 10_000 } },
  shopTime: { overDays: 10, counts: 'all' },
  repairExtension: { months: 12 },
  replacement: { sameFault: 3, daysInShop: 30 },
  loaner: { afterDays: 14 },
  ownerChange: { cover: 'on-notice', withinDays: 30 },
  notes: [{ about: 'cover', text: 'as the law says', source: 'a page', confidence: 'low' }],
};
const rich: Policy = {
  ...policy,
  versions: [{ id: '0193f2aa-0000-7000-8000-0000000000a3', number: 2, terms: everything, publishedAt: null }],
};
const address = `/warranty/policies/${policy.id}`;
const faultCode = {
  id: 'f1',
  kind: 'fault',
  code: 'F171',
  name: { fa: 'ضربه', en: 'Impact' },
  retiredOn: null,
  version: 1,
};
const battery = { id: 'g1', parentId: null, code: 'BATTERY', name: { fa: 'باتری', en: 'Batteries' }, version: 1 };
const one = {
  'GET /api/v1/company': () => ({ currency: 'IRR' }),
  'GET /api/v1/codes': () => pageOf(faultCode),
  'GET /api/v1/product-groups': () => pageOf(battery),
  [`GET /api/v1/warranty-policies/${policy.id}`]: () => policy,
};

describe('guarantees', () => {
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

  it('try terms out on a made-up case and say which rule pays and why', async () => {
    const params = { cardNo: 'TRY-OUT', policyCode: 'TV-24', policyVersion: 2, class: 'parts' };
    const { api, user } = await renderRoute(address, {
      ...reader,
      ...one,
      'POST /api/v1/warranty-policies/tryouts': () => ({
        overall: 'chargeable',
        headline: { standing: 'out', reason: { code: 'start-unknown', params }, daysLeft: 0 },
        lines: [
          {
            lineId: '1',
            coveredPercent: 0,
            rule: 'chargeable',
            payers: [{ payer: 'customer', rule: 'chargeable', share: 10_000 }],
            reasons: [{ code: 'class-not-covered', params }],
          },
        ],
        classes: [],
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Decide' }));
    expect(await screen.findByText(/no date from which the cover could start/)).toBeTruthy();
    expect(screen.getByText('chargeable')).toBeTruthy();
    expect(screen.getByText('Customer 100%')).toBeTruthy();
    expect(screen.getByText(/not covered by policy/)).toBeTruthy();
    const facts = await api.requests.find(({ url }) => url.endsWith('/tryouts'))?.json();
    expect(facts).toMatchObject({
      provenance: 'verified',
      registration: { policy: { code: 'TV-24', version: 2 }, start: { soldOn: null } },
      lines: [{ lineId: '1', class: 'parts', faultCode: null, evidenceCount: 0 }],
    });
  });

  it('try out what repairs, contracts and recalls change, and show what is due beside the repair', async () => {
    const card = { cardNo: 'TRY-OUT', policyCode: 'TV-24', policyVersion: 2 };
    const { api, user } = await renderRoute(address, {
      ...reader,
      ...one,
      [`GET /api/v1/warranty-policies/${policy.id}`]: () => rich,
      'POST /api/v1/warranty-policies/tryouts': () => ({
        overall: 'covered',
        headline: { standing: 'in', reason: { code: 'recalled', params: { recall: 'TRY-OUT' } }, daysLeft: 9 },
        lines: [
          {
            lineId: '1',
            coveredPercent: 100,
            rule: 'product-warranty',
            payers: [
              { payer: 'maker', rule: 'product-warranty', share: 6000 },
              { payer: 'centre', rule: 'contract', share: 4000 },
            ],
            reasons: [{ code: 'recalled', params: { recall: 'TRY-OUT' } }],
          },
        ],
        classes: [
          {
            class: 'parts',
            componentGroup: 'BATTERY',
            startsOn: '2026-01-01',
            endsOn: '2026-07-01',
            daysLeft: 9,
            percent: 100,
          },
        ],
        remedies: [
          { kind: 'loaner', reason: { code: 'long-in-shop', params: { ...card, value: 20, limit: 14 } } },
          { kind: 'exchange', exchange: 'advance', reason: { code: 'doa', params: { ...card, endsOn: '2026-02-01' } } },
        ],
      }),
    });
    await user.click(await screen.findByText('More facts'));
    await user.type(await screen.findByLabelText(/In the shop now/), '20');
    await user.type(screen.getByLabelText(/A contract takes off/), '40');
    await user.click(screen.getByLabelText('The maker recalls it'));
    await user.click(screen.getByText('Decide'));
    expect(await screen.findByText('A device on loan', { selector: 'strong' })).toBeTruthy();
    expect(screen.getByText(/new unit first/).textContent).toContain('Dead on arrival');
    expect(screen.getByText('Maker 60%, Service centre 40% by the contract')).toBeTruthy();
    await user.click(screen.getByText('Details'));
    expect((await screen.findByText('Batteries', { selector: 'td *' })).closest('td')?.textContent).toBe(
      'Parts · Batteries',
    );
    const facts = await api.requests.find(({ url }) => url.endsWith('/tryouts'))?.json();
    expect(facts).toMatchObject({
      daysInShop: 20,
      recalls: [{ faultCodes: null }],
      contracts: [{ visitsLeft: null, cover: expect.arrayContaining([{ class: 'parts', percent: 40 }]) }],
      registration: { state: 'active', policy: { terms: everything } },
    });
    expect(facts.contracts[0].endsOn > facts.on).toBe(true);
  });

  it('find a card by its number and lead from it to its device', async () => {
    const card = {
      id: '0193f2aa-0000-7000-8000-0000000000c1',
      cardNo: 'G-1001',
      deviceId: '0193f2aa-0000-7000-8000-0000000000d1',
      policy: { id: policy.id, code: 'TV-24', name: policy.name, number: 1 },
      state: 'active',
      startsOn: '2025-01-01',
      endsOn: '2027-01-01',
    };
    const { api } = await renderRoute('/warranty/cards?q=G-1001', {
      ...reader,
      'GET /api/v1/warranty-registrations': () => pageOf(card),
    });
    expect((await screen.findByRole('link', { name: 'G-1001' })).getAttribute('href')).toBe(
      `/devices/${card.deviceId}`,
    );
    expect(screen.getByText('31 Dec 2026')).toBeTruthy();
    expect(api.requests.some(({ url }) => url.includes('cardNo=G-1001'))).toBe(true);
  });

  it('open the device of a card that the search found', async () => {
    const deviceId = '0193f2aa-0000-7000-8000-0000000000d1';
    const { router } = await renderRoute('/warranty/cards/0193f2aa-0000-7000-8000-0000000000c1', {
      ...reader,
      'GET /api/v1/warranty-registrations/0193f2aa-0000-7000-8000-0000000000c1': () => ({ deviceId }),
      'GET /api/v1/warranty-registrations': () => pageOf(),
      [`GET /api/v1/devices/${deviceId}`]: () => problem(404, 'not-found'),
    });
    await waitFor(() => expect(router.state.location.pathname).toBe(`/devices/${deviceId}`));
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
