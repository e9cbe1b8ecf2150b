import { PdfPress } from './pdf-press.js';

const card = { cardNo: 'WC-1405-000001', scratchCode: '۴۸۲۱', facts: [['سریال', 'SN-1', true]] };
const cards = (count: number) => ({
  template: 'warranty-cards' as const,
  data: {
    language: 'fa',
    form: 'card',
    title: 'کارت گارانتی',
    company: 'آوا',
    how: 'با شماره و رمز فعال کنید.',
    labels: { cardNo: 'شمارهٔ کارت', code: 'رمز' },
    cards: Array.from({ length: count }, () => card),
  },
  qrCodes: Array.from({ length: count }, (_, n) => `https://example.org/t/cards/${n}`),
});

describe('PdfPress', () => {
  const press = new PdfPress();
  afterAll(() => press.onModuleDestroy());

  it('sets documents one after the other, and goes on after one that cannot be set', async () => {
    const [one, broken, many] = await Promise.all([
      press.print(cards(1)),
      press.print({ ...cards(1), qrCodes: [] }).catch((error: Error) => error.message),
      press.print(cards(20)),
    ]);
    expect(Buffer.from(one).subarray(0, 5).toString()).toBe('%PDF-');
    expect(broken).toContain('warranty-cards cannot be set');
    expect(many.length).toBeGreaterThan(one.length * 1.5);
  });

  it('lets so many wait and no more', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 22 }, () =>
        press.print(cards(1)).then(
          () => 'set',
          ({ code }: { code: string }) => code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'unavailable')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'set')).toHaveLength(20);
  });
});
