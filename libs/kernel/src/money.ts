/**
 * Money is an integer number of the currency's minor unit (rial, cent) with its ISO 4217 code.
 * Amounts are JavaScript integers: safe up to 9 × 10^15, which is checked wherever one is made.
 */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Basis points: 10 000 = 100 %. A tax of 10 % is 1000. */
export type BasisPoints = number;

export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an exact amount of money: ${amount}`);
  return { amount, currency };
}

export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
  return money(a.amount + b.amount, a.currency);
}

/**
 * `amount × numerator ÷ denominator`, rounded half-up (away from zero on the half), without floating point.
 * The one rounding rule of the product: each line is rounded, sums are never rounded again.
 */
export function mulDivHalfUp(amount: number, numerator: number, denominator: number): number {
  if (denominator <= 0) throw new RangeError('the denominator must be positive');
  const product = BigInt(amount) * BigInt(numerator);
  const sign = product < 0n ? -1n : 1n;
  const divisor = BigInt(denominator);
  const rounded = (2n * product * sign + divisor) / (2n * divisor);
  const result = Number(rounded * sign);
  if (!Number.isSafeInteger(result)) throw new RangeError(`not an exact amount of money: ${result}`);
  return result;
}

/** The given share of an amount, half-up: `shareOf(128_000, 1000)` is 12 800. */
export function shareOf(amount: number, share: BasisPoints): number {
  return mulDivHalfUp(amount, share, 10_000);
}

/**
 * An amount in whole parts by weight, which add to it exactly: each part is rounded down, and the units that are left go
 * to the largest remainders, the earlier part first among equals. Weights are not negative and not all zero.
 */
export function apportion(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 1 && weights[0]) return [amount];
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n) throw new RangeError('nothing to share by');
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, part: Number(product / total), remainder: product % total };
  });
  const left = amount - shares.reduce((sum, { part }) => sum + part, 0);
  const favoured = shares.toSorted((a, b) => (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : 0));
  const rounded = new Set(favoured.slice(0, left).map(({ index }) => index));
  return shares.map(({ index, part }) => part + (rounded.has(index) ? 1 : 0));
}
