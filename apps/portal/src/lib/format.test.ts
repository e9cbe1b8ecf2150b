import { formatFor, openDays, openUntil } from './format';

const fa = formatFor('fa');
const en = formatFor('en');

describe('formats', () => {
  it('tell days in Jalali and Persian digits, or in English', () => {
    expect(fa.day('2026-11-22')).toBe('یکشنبه، ۱ آذر');
    expect(en.day('2026-11-22')).toBe('Sunday, 22 November');
    expect(fa.moment('2026-11-22T09:53:00Z', 'Asia/Tehran')).toBe('۱ آذر، ۱۳:۲۳');
    expect(en.moment('2026-11-22T20:31:00.123+00:00', 'Asia/Tehran')).toBe('23 Nov, 00:01');
    expect([1, 7].map((day) => fa.weekday(day))).toEqual(['شنبه', 'جمعه']);
    expect([1, 7].map((day) => en.weekday(day))).toEqual(['Saturday', 'Friday']);
  });

  it('tell sums in the unit the company shows', () => {
    const rial = { currency: 'IRR', moneyDisplay: 'rial' } as const;
    expect(fa.money(14_080_000, rial)).toBe('۱۴٬۰۸۰٬۰۰۰\u00a0ریال');
    expect(fa.money(14_080_005, { ...rial, moneyDisplay: 'toman' })).toBe('۱٬۴۰۸٬۰۰۰٫۵\u00a0تومان');
    expect(en.money(14_080_000, rial)).toBe('14,080,000\u00a0rial');
    expect(en.money(1_250, { currency: 'USD', moneyDisplay: 'rial' })).toBe('US$12.50');
    expect(en.money(1_250, { currency: 'JPY', moneyDisplay: 'rial' })).toBe('JP¥1,250');
  });

  it('tell numbers to call as people read them', () => {
    expect(fa.phone('+982188880000')).toBe('۰۲۱۸۸۸۸۰۰۰۰');
    expect(en.phone('+982188880000')).toBe('+982188880000');
  });

  it('fall back to the name there is', () => {
    expect(fa.name({ fa: null, en: 'Kettle' })).toBe('Kettle');
    expect(en.name({ fa: 'کتری', en: null })).toBe('کتری');
  });
});

describe('opening hours', () => {
  const day = (weekday: number, opens = '08:30', closes = '17:00') => ({ weekday, opens, closes });

  it('put neighbouring days with the same hours together', () => {
    const thursday = [day(6, '14:00', '17:00'), day(6, '08:30', '12:30')];
    expect(openDays([day(2), day(1), day(3), ...thursday])).toEqual([
      { from: 1, to: 3, spans: [{ opens: '08:30', closes: '17:00' }] },
      {
        from: 6,
        to: 6,
        spans: [
          { opens: '08:30', closes: '12:30' },
          { opens: '14:00', closes: '17:00' },
        ],
      },
    ]);
  });

  it('know until when it is open by the clock of the centre', () => {
    const center = { hours: [day(2), day(3, '20:00', '24:00')], timeZone: 'Asia/Tehran' };
    expect(openUntil(center, new Date('2026-11-22T05:00:00Z'))).toBe('17:00'); // Sunday, 08:30 in Tehran
    expect(openUntil(center, new Date('2026-11-22T04:59:00Z'))).toBeNull();
    expect(openUntil(center, new Date('2026-11-22T13:30:00Z'))).toBeNull(); // 17:00
    expect(openUntil(center, new Date('2026-11-23T20:29:00Z'))).toBe('24:00');
    expect(openUntil(center, new Date('2026-11-24T05:00:00Z'))).toBeNull();
  });
});
