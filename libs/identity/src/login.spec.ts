import { normalizeLogin } from './login.js';

describe('sign-in names', () => {
  it('I1 takes what holds an @ for an e-mail address, whatever its case', () =>
    expect(normalizeLogin(' Maryam@Example.com ')).toBe('maryam@example.com'));

  it.each(['۰۹۱۲ ۳۴۵ ۶۷۸۹', ' 09123456789 ', '+98 912 345 6789'])('I1 reads %s as a mobile', (text) =>
    expect(normalizeLogin(text)).toBe('+989123456789'),
  );

  it.each(['maryam', '021 88776655', '0912', ''])('I1 takes %s for nothing to sign in with', (text) =>
    expect(normalizeLogin(text)).toBeNull(),
  );
});
