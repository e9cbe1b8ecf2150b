import { createFormat } from './format';

const fa = createFormat({ language: 'fa', calendar: 'jalali', rialUnit: 'rial' });
const en = createFormat({ language: 'en', calendar: 'gregorian', rialUnit: 'rial' });

describe('format', () => {
  it('shows civil days in the calendar and the words of the reader', () => {
    expect(fa.date('2026-11-22')).toBe('۱۴۰۵/۰۹/۰۱');
    expect(fa.date('2026-11-22', 'long')).toBe('یکشنبه، ۱ آذر ۱۴۰۵');
    expect(en.date('2026-11-22')).toBe('22 Nov 2026');
    expect(en.date('2026-11-22', 'long')).toBe('Sunday, 22 November 2026');
    expect(createFormat({ language: 'en', calendar: 'jalali', rialUnit: 'rial' }).date('2026-11-22')).toBe(
      '1 Azar 1405',
    );
    expect(createFormat({ language: 'fa', calendar: 'gregorian', rialUnit: 'rial' }).date('2026-11-22')).toBe(
      '۲۲ نوامبر ۲۰۲۶',
    );
  });

  it('shows minor units of money, and rial in toman where preferred', () => {
    expect(fa.money({ amount: 12_500_000, currency: 'IRR' })).toBe('۱۲٬۵۰۰٬۰۰۰\u00a0ریال');
    expect(en.money({ amount: 123_456, currency: 'EUR' })).toBe('€1,234.56');
    const toman = createFormat({ language: 'fa', calendar: 'jalali', rialUnit: 'toman' });
    expect(toman.money({ amount: 12_500_005, currency: 'IRR' })).toBe('۱٬۲۵۰٬۰۰۰٫۵\u00a0تومان');
  });

  it('names master data in the reader’s language, or in the one there is', () => {
    expect(fa.name({ fa: 'یخچال', en: 'Fridge' })).toBe('یخچال');
    expect(fa.name({ fa: null, en: 'Fridge' })).toBe('Fridge');
    expect(en.name({ fa: 'یخچال', en: null })).toBe('یخچال');
  });

  it('says sizes in the words of the reader', () => {
    expect([692_059, 3_621_748].map(en.size)).toEqual(['692 kB', '3.6 MB']);
    expect([692_059, 3_621_748].map(fa.size)).toEqual(['۶۹۲ کیلوبایت', '۳٫۶ مگابایت']);
  });

  it('says how long ago', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(en.ago('2026-11-22T09:10:00Z', now)).toBe('2 hours ago');
    expect(fa.ago('2026-11-22T11:57:00Z', now)).toBe('۳ دقیقه پیش');
    expect(en.ago('2026-11-22T11:59:50Z', now)).toBe('this minute');
  });
});
