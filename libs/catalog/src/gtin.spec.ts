import { readGtin } from './gtin.js';

describe('GTIN', () => {
  // The first three are the examples of the GS1 General Specifications and of published goods.
  it.each([
    ['4006381333931', '4006381333931'],
    ['036000291452', '036000291452'],
    ['96385074', '96385074'],
    ['1 0614141 00041 5', '10614141000415'],
    ['۴۰۰۶۳۸۱۳۳۳۹۳۱', '4006381333931'],
  ])('C7 takes %s', (typed, kept) => expect(readGtin(typed)).toBe(kept));

  it.each(['4006381333932', '400638133393', '', 'abc', '123456789', '4006381333931x'])('C7 refuses %j', (typed) =>
    expect(readGtin(typed)).toBeNull(),
  );
});
