import { chooseTariff, type TariffCandidate } from './choose-tariff.js';

const tariff = (price: number, distance: number | null, forGrade = false): TariffCandidate => ({
  price,
  minutes: null,
  distance,
  forGrade,
});

describe('tariffs', () => {
  it.each([
    ['nothing but the catalogue', [], undefined],
    ['any product', [tariff(1, null)], 1],
    ['the group before any', [tariff(1, null), tariff(2, 1)], 2],
    ['the nearer group before the one above', [tariff(3, 2), tariff(2, 1)], 2],
    ['the product before its group', [tariff(2, 1), tariff(4, 0)], 4],
    ['the grade before any grade', [tariff(1, 1), tariff(5, 1, true)], 5],
    ['the product before the grade', [tariff(5, 1, true), tariff(4, 0)], 4],
    ['the nearer group before the grade of a farther one', [tariff(6, 2, true), tariff(2, 1)], 2],
    ['the grade among those for any product', [tariff(7, null, true), tariff(1, null)], 7],
    ['any group before the grade for any product', [tariff(7, null, true), tariff(8, 9)], 8],
  ])('C10 %s', (_, candidates, price) => {
    expect(chooseTariff(candidates)?.price).toBe(price);
    expect(chooseTariff(candidates.toReversed())?.price).toBe(price);
  });
});
