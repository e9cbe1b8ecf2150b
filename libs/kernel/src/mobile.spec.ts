import { countryOfMobile, parseMobile, parseMobileStart } from './mobile.js';

describe('K10 mobile numbers', () => {
  it.each([
    '09123456789',
    '0912 345 6789',
    '0912-345-6789',
    '9123456789',
    '+98 912 345 6789',
    '00989123456789',
    '۰۹۱۲۳۴۵۶۷۸۹',
    '٠٩١٢٣٤٥٦٧٨٩',
  ])('reads %s', (typed) => expect(parseMobile(typed)).toBe('+989123456789'));

  it('keeps the country of a number that says it', () => {
    expect(parseMobile('+44 7911 123456')).toBe('+447911123456');
    expect(parseMobile('+1 202 555 0123')).toBe('+12025550123');
  });

  it.each(['02188776655', '0912345678', 'زنگ بزنید', '09123456789 ext 5', '', '+98'])('refuses %s', (typed) =>
    expect(parseMobile(typed)).toBeNull(),
  );

  it('tells the country', () => {
    expect(['+989123456789', '+447400123456', '+12025550123', '+14165550123', '+99'].map(countryOfMobile)).toEqual([
      'IR',
      'GB',
      'US',
      'CA',
      null,
    ]);
  });

  it.each(['0912', '+98912', '0098912', '912', '۰۹۱۲', '0912 ', '(0912)'])('reads the beginning %s', (typed) =>
    expect(parseMobileStart(typed)).toBe('+98912'),
  );

  it.each(['احمدی', 'A0912', 'ali@example.com', ''])('sees no beginning in %s', (typed) =>
    expect(parseMobileStart(typed)).toBeNull(),
  );
});
