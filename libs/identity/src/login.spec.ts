import { normalizeLogin, normalizeMobile } from './login.js';

describe('sign-in names', () => {
  it.each([
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', '+989123456789'],
    ['٠٩١٢٣٤٥٦٧٨٩', '+989123456789'],
    ['0912-345-6789', '+989123456789'],
    ['00989123456789', '+989123456789'],
    ['+98 912 345 6789', '+989123456789'],
    ['+49 151 23456789', '+4915123456789'],
  ])('I1 reads %s as a mobile', (text, expected) => expect(normalizeMobile(text)).toBe(expected));

  it.each(['021 88776655', '0912', 'maryam', ''])('I1 takes %s for no mobile', (text) =>
    expect(normalizeMobile(text)).toBeNull(),
  );

  it('I1 takes what holds an @ for an e-mail address, whatever its case', () => {
    expect(normalizeLogin(' Maryam@Example.com ')).toBe('maryam@example.com');
    expect(normalizeLogin('maryam')).toBeNull();
  });
});
