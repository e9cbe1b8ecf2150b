import { EnJalaliAdapter, FaGregorianAdapter, FaJalaliAdapter } from './date-adapters';

const newYearsEve = new Date('2025-03-20T12:00:00'); // 30 Esfand 1403, a leap year

describe('date adapters', () => {
  const persian = new FaJalaliAdapter();

  it('write and read Persian digits', () => {
    expect(persian.formatByString(newYearsEve, 'yyyy/MM/dd')).toBe('۱۴۰۳/۱۲/۳۰');
    for (const typed of ['۱۴۰۳/۱۲/۳۰', '١٤٠٣/١٢/٣٠', '1403/12/30']) {
      expect(persian.parse(typed, 'yyyy/MM/dd')?.toDateString()).toBe(newYearsEve.toDateString());
    }
    expect(new FaGregorianAdapter().formatByString(newYearsEve, 'yyyy/MM/dd')).toBe('۲۰۲۵/۰۳/۲۰');
    expect(new EnJalaliAdapter().formatByString(newYearsEve, 'yyyy/MM/dd')).toBe('1403/12/30');
  });

  it('stay in the month when another year or month is chosen', () => {
    expect(persian.formatByString(persian.setYear(newYearsEve, 1404), 'yyyy/MM/dd')).toBe('۱۴۰۴/۱۲/۲۹');
    const lastOfFarvardin = new Date('2026-04-20T12:00:00');
    expect(persian.formatByString(lastOfFarvardin, 'yyyy/MM/dd')).toBe('۱۴۰۵/۰۱/۳۱');
    expect(persian.formatByString(persian.setMonth(lastOfFarvardin, 6), 'yyyy/MM/dd')).toBe('۱۴۰۵/۰۷/۳۰');
  });

  it('refuse a day that the year does not have', () => {
    expect(persian.isValid(persian.parse('۱۴۰۴/۱۲/۳۰', 'yyyy/MM/dd'))).toBe(false);
  });
});
