import { type BillableLine, lineForCustomer, lineForPayer, type RatesOfDay, sumOf } from './invoice-lines.js';

const RATES: RatesOfDay = { standard: 1000 };

function aLine(line: Partial<BillableLine>): BillableLine {
  return {
    orderLineId: '01900000-0000-7000-8000-000000000001',
    decisionId: null,
    description: { fa: null, en: 'Board' },
    class: 'parts',
    quantity: 1,
    unitPrice: 0,
    coveredPercent: 0,
    coveredAtMost: null,
    claims: [],
    ...line,
  };
}

describe('lines of an invoice', () => {
  it('B1 rounds each line half-up and never the sum', () => {
    // Each line's tax is 0.5; the sum of the bases would give 1.5, half-up 2.
    const lines = [5, 5, 5].map((unitPrice) => lineForCustomer(aLine({ unitPrice }), RATES));
    expect(lines.map((line) => line.taxAmount)).toEqual([1, 1, 1]);
    expect(sumOf(lines)).toEqual({ net: 15, tax: 3, total: 18 });
    expect(lineForCustomer(aLine({ unitPrice: 4 }), RATES).taxAmount).toBe(0);
  });

  it('B2 splits the list price into what is covered and what is charged, so that the two add up', () => {
    for (const [unitPrice, coveredPercent, covered] of [
      [1, 50, 1],
      [3, 50, 2],
      [101, 33, 33],
      [999, 99, 989],
      [12_000_000, 100, 12_000_000],
      [9_007_199_254_740_991, 37, 3_332_663_724_254_167],
    ] as const) {
      const line = lineForCustomer(aLine({ unitPrice, coveredPercent }), { standard: 0 });
      expect(line.coveredAmount).toBe(covered);
      expect(line.coveredAmount + line.chargedAmount).toBe(unitPrice);
      expect(line.listAmount).toBe(unitPrice);
    }
    expect(lineForCustomer(aLine({ unitPrice: 250, quantity: 4 }), RATES).listAmount).toBe(1000);
  });

  it('B2 charges what is over the limit of a guarantee', () => {
    const line = lineForCustomer(aLine({ unitPrice: 1_000, coveredPercent: 56, coveredAtMost: 555 }), RATES);
    expect(line).toMatchObject({ coveredPercent: 56, coveredAmount: 555, chargedAmount: 445 });
    const within = lineForCustomer(aLine({ unitPrice: 1_000, coveredPercent: 50, coveredAtMost: 555 }), RATES);
    expect(within).toMatchObject({ coveredAmount: 500, chargedAmount: 500 });
  });

  it('B3 taxes the customer on the charged share only', () => {
    const line = lineForCustomer(aLine({ unitPrice: 1_000_000, coveredPercent: 40 }), RATES);
    expect(line).toMatchObject({ coveredAmount: 400_000, chargedAmount: 600_000, taxAmount: 60_000 });
    expect(line.claimAmount).toBeNull();
    expect(sumOf([line])).toEqual({ net: 600_000, tax: 60_000, total: 660_000 });
  });

  it('B4 asks the payer for the claim, and for tax only when told to', () => {
    const board = aLine({ unitPrice: 12_000_000, coveredPercent: 100 });
    const untaxed = lineForPayer(board, { payer: 'maker', amount: 8_625_000 }, null);
    expect(untaxed).toMatchObject({ listAmount: 12_000_000, coveredAmount: 12_000_000, claimAmount: 8_625_000 });
    expect(sumOf([untaxed])).toEqual({ net: 8_625_000, tax: 0, total: 8_625_000 });
    expect(sumOf([lineForPayer(board, { payer: 'maker', amount: 8_625_000 }, RATES)])).toEqual({
      net: 8_625_000,
      tax: 862_500,
      total: 9_487_500,
    });
  });

  it('B5 takes the rate of the work or the goods, else the standard one', () => {
    const rates: RatesOfDay = { standard: 1000, service: 500 };
    const rateOf = (lineClass: BillableLine['class']) =>
      lineForCustomer(aLine({ class: lineClass, unitPrice: 100 }), rates).taxRateBp;
    expect(['labour', 'travel', 'shipping', 'parts', 'unit'].map((each) => rateOf(each as never))).toEqual([
      500, 500, 500, 1000, 1000,
    ]);
  });
});
