import { actsOf } from './contract-status.js';
import { assertTerms, type ContractTerms, coverOf, left, termsOn } from './contract-terms.js';

const signed: ContractTerms = {
  visits: 4,
  labourMinutes: 600,
  responseMinutes: null,
  resolutionMinutes: null,
  discounts: [
    { class: 'labour', percent: 100 },
    { class: 'parts', percent: 20 },
  ],
  price: 1_000_000,
};

describe('terms of a contract', () => {
  it('C4 are those of the day, whatever order the addenda were written in', () => {
    const addenda = [
      { number: 1, effectiveOn: '2026-06-01', changes: { visits: 10 } },
      { number: 2, effectiveOn: '2026-03-01', changes: { visits: 6, price: 1_500_000 } },
      { number: 3, effectiveOn: '2026-06-01', changes: { labourMinutes: null } },
    ];
    expect(termsOn(signed, addenda, '2026-02-28')).toEqual(signed);
    expect(termsOn(signed, addenda, '2026-03-01')).toEqual({ ...signed, visits: 6, price: 1_500_000 });
    const last = { ...signed, visits: 10, price: 1_500_000, labourMinutes: null };
    expect(termsOn(signed, addenda, '2026-06-01')).toEqual(last);
    expect(termsOn(signed, addenda.toReversed(), '2026-06-01')).toEqual(last);
  });

  it('C8 take off labour only while hours are left', () => {
    expect(coverOf(signed, 1)).toEqual(signed.discounts);
    expect(coverOf(signed, null)).toEqual(signed.discounts);
    expect(coverOf(signed, 0)).toEqual([{ class: 'parts', percent: 20 }]);
  });

  it('leave nothing below zero, and anything where there is no limit', () => {
    expect([left(3, 1), left(3, 5), left(null, 7)]).toEqual([2, 0, null]);
  });

  it('name a class once', () => {
    const twice = { discounts: [...signed.discounts, { class: 'parts' as const, percent: 5 }] };
    expect(() => assertTerms(twice, '/terms')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/terms/discounts/2/class' })] }),
    );
    expect(() => assertTerms({}, '/changes')).not.toThrow();
  });
});

describe('C2 what may be done', () => {
  const acts = (state: Parameters<typeof actsOf>[0]['state'], over = false, renewed = false) =>
    actsOf({ state, over, renewed });

  it('follows the state', () => {
    expect(acts('draft').allowedActions).toEqual(['revise', 'activate', 'terminate']);
    expect(acts('active').allowedActions).toEqual(['suspend', 'terminate', 'amend', 'renew', 'plan-billing', 'bill']);
    expect(acts('suspended').allowedActions).toEqual(['resume', 'terminate', 'amend', 'renew', 'plan-billing']);
    expect(acts('expired').allowedActions).toEqual(['renew']);
    expect(acts('terminated')).toEqual({ allowedActions: [], blockedActions: [] });
  });

  it('names what stands against the rest', () => {
    expect(acts('draft', true).blockedActions).toEqual([{ action: 'activate', reasons: ['period-over'] }]);
    expect(acts('expired', true, true)).toEqual({
      allowedActions: [],
      blockedActions: [{ action: 'renew', reasons: ['renewed-already'] }],
    });
  });
});
