import { screen } from '@testing-library/react';
import { address, everything, one, policy, reader, rich } from '../../testing/policies';
import { renderRoute } from '../../testing/render-route';

describe('the try-out of terms', () => {
  it('says of a made-up case which rule pays and why', async () => {
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

  it('takes repairs, contracts and recalls into account, and shows what is due beside the repair', async () => {
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
});
