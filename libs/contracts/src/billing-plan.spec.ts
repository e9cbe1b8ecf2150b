import { addDays } from '@aftercare/kernel';
import fc from 'fast-check';
import { BILLING_RHYTHMS, BILLING_TIMES, billingDays, planInstalments } from './billing-plan.js';

const year = { startsOn: '2026-03-21', endsOn: '2027-03-21' }; // 1405

describe('the billing plan of a contract', () => {
  it('C12 bills in advance on the first day of each part, in arrears on the last', () => {
    const days = (every: (typeof BILLING_RHYTHMS)[number], due: (typeof BILLING_TIMES)[number]) =>
      billingDays(year, { every, due }, 'jalali');
    expect(days('once', 'in-advance')).toEqual(['2026-03-21']);
    expect(days('once', 'in-arrears')).toEqual(['2027-03-20']);
    expect(days('year', 'in-advance')).toEqual(['2026-03-21']);
    expect(days('quarter', 'in-advance')).toEqual(['2026-03-21', '2026-06-22', '2026-09-23', '2026-12-22']);
    expect(days('quarter', 'in-arrears')).toEqual(['2026-06-21', '2026-09-22', '2026-12-21', '2027-03-20']);
    expect(days('month', 'in-advance')).toHaveLength(12);
  });

  it('C12 counts from the first day: the end of a short month moves no later one', () => {
    const period = { startsOn: '2026-01-31', endsOn: '2026-05-31' };
    expect(billingDays(period, { every: 'month', due: 'in-advance' }, 'gregorian')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
  });

  it('C12 lies inside the contract, ascending, and C13 adds up to the price exactly', () => {
    const plans = fc.record({
      startsOn: fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2022-01-01', n)),
      length: fc.integer({ min: 1, max: 2_000 }),
      price: fc.integer({ min: 0, max: 1_000_000_000 }),
      every: fc.constantFrom(...BILLING_RHYTHMS),
      due: fc.constantFrom(...BILLING_TIMES),
      calendar: fc.constantFrom('jalali' as const, 'gregorian' as const),
      keep: fc.integer({ min: 0, max: 80 }),
      more: fc.integer({ min: -500_000_000, max: 500_000_000 }),
      at: fc.integer({ min: 0, max: 2_000 }),
    });
    const sum = (of: readonly { amount: number }[]) => of.reduce((total, { amount }) => total + amount, 0);
    fc.assert(
      fc.property(plans, ({ startsOn, length, price, every, due, calendar, keep, more, at }) => {
        const endsOn = addDays(startsOn, length);
        const days = billingDays({ startsOn, endsOn }, { every, due }, calendar);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every((day) => startsOn <= day && day < endsOn)).toBe(true);
        const plan = planInstalments(price, days, startsOn);
        expect(sum(plan)).toBe(price);
        expect(plan.every(({ amount }) => amount > 0)).toBe(true);

        // An addendum: what is kept stays, the rest is planned anew.
        const from = addDays(startsOn, at % length);
        const kept = plan.filter(({ dueOn, number }) => dueOn < from || number <= keep);
        const after = planInstalments(price + more - sum(kept), days, from, kept);
        expect(sum(kept) + sum(after)).toBe(Math.max(sum(kept), price + more));
        expect(after.every(({ dueOn }) => from <= dueOn && dueOn < endsOn)).toBe(true);
        const numbers = [...kept, ...after].map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });

  it('C13 gives the last instalment the rest, and leaves out what would be nothing', () => {
    const days = billingDays(year, { every: 'quarter', due: 'in-advance' }, 'jalali');
    expect(planInstalments(1_000_001, days, year.startsOn).map(({ amount }) => amount)).toEqual([
      250_000, 250_000, 250_000, 250_001,
    ]);
    expect(planInstalments(3, days, year.startsOn)).toEqual([{ number: 1, dueOn: '2026-12-22', amount: 3 }]);
    expect(planInstalments(0, days, year.startsOn)).toEqual([]);
  });

  it('C13 asks for a later rise at once where nothing is left to come', () => {
    const kept = [{ number: 1, dueOn: '2026-03-21' }];
    expect(planInstalments(500, ['2026-03-21'], '2026-03-21', kept)).toEqual([
      { number: 2, dueOn: '2026-03-21', amount: 500 },
    ]);
  });
});
