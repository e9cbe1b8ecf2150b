import fc from 'fast-check';
import { apportion, addMoney, money, mulDivHalfUp, shareOf } from './money.js';

describe('money', () => {
  it('K5 refuses an amount that is not an exact integer', () => {
    for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1]) {
      expect(() => money(amount, 'IRR')).toThrow(RangeError);
    }
    expect(money(Number.MAX_SAFE_INTEGER, 'IRR').amount).toBe(9_007_199_254_740_991);
  });

  it('K5 adds one currency only, and only exactly', () => {
    expect(addMoney(money(12_800_000, 'IRR'), money(1_280_000, 'IRR'))).toEqual(money(14_080_000, 'IRR'));
    expect(() => addMoney(money(1, 'IRR'), money(1, 'EUR'))).toThrow(RangeError);
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, 'IRR'), money(1, 'IRR'))).toThrow(RangeError);
  });

  it.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [-3, 1, 2, -2],
    [50_000_000, 46, 60, 38_333_333],
    [7_500_000, 115, 100, 8_625_000],
    [0, 7, 3, 0],
  ])('K6 %i × %i ÷ %i is %i', (amount, numerator, denominator, expected) => {
    expect(mulDivHalfUp(amount, numerator, denominator)).toBe(expected);
  });

  it('K6 takes a share in basis points', () => {
    expect(shareOf(12_800_000, 1000)).toBe(1_280_000);
    expect(shareOf(5, 1000)).toBe(1);
    expect(shareOf(4, 1000)).toBe(0);
  });

  it('K6 stays exact where floating point would not', () => {
    expect(mulDivHalfUp(Number.MAX_SAFE_INTEGER, 9_999, 9_999)).toBe(Number.MAX_SAFE_INTEGER);
    expect(shareOf(9_007_199_254_740_985, 1)).toBe(900_719_925_474);
    expect(() => mulDivHalfUp(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError);
  });

  it('K6 refuses a denominator that is not positive, and a fraction', () => {
    expect(() => mulDivHalfUp(1, 1, 0)).toThrow(RangeError);
    expect(() => mulDivHalfUp(1, 1, -2)).toThrow(RangeError);
    expect(() => mulDivHalfUp(1.5, 1, 2)).toThrow(RangeError);
  });

  it('K6 is never more than half a unit off, and symmetric about zero', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(amount, fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (value, numerator, denominator) => {
        const rounded = BigInt(mulDivHalfUp(value, numerator, denominator));
        const error = 2n * (rounded * BigInt(denominator) - BigInt(value) * BigInt(numerator));
        expect((error < 0n ? -error : error) <= BigInt(denominator)).toBe(true);
        expect(mulDivHalfUp(-value, numerator, denominator) + Number(rounded)).toBe(0);
      }),
    );
  });

  it('K6 shares an amount out exactly, no part more than a unit off', () => {
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(apportion(1, [30, 70])).toEqual([0, 1]);
    const weights = fc
      .array(fc.nat(10_000), { minLength: 1, maxLength: 6 })
      .filter((each) => each.some((one) => one > 0));
    fc.assert(
      fc.property(fc.nat(), weights, (amount, by) => {
        const parts = apportion(amount, by);
        const total = by.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        parts.forEach((part, index) => {
          expect(Math.abs(part - (amount * by[index]!) / total)).toBeLessThan(1 + 1e-6);
          if (by[index] === 0) expect(part).toBe(0);
        });
      }),
    );
    expect(() => apportion(1, [0])).toThrow(RangeError);
  });
});
