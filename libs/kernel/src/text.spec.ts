import fc from 'fast-check';
import {
  cleanedLine,
  foldText,
  isCleanLine,
  isCleanProse,
  latinDigits,
  normalizeSerial,
  persianDigits,
} from './text.js';

describe('text', () => {
  it('K7 writes digits in the script that is asked for', () => {
    expect(latinDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ x')).toBe('0123456789 0123456789 x');
    expect(persianDigits('1403/01/01 ۷')).toBe('۱۴۰۳/۰۱/۰۱ ۷');
    fc.assert(fc.property(fc.nat(), (n) => latinDigits(persianDigits(String(n))) === String(n)));
  });

  it.each([
    ['كتابِ ۱۲', 'کتاب 12'],
    ['علي', 'علی'],
    ['على', 'علی'],
    ['خانۀ', 'خانه'],
    ['مدرسة', 'مدرسه'],
    ['آب', 'اب'],
    ['مسئول', 'مسیول'],
    ['کـــار', 'کار'],
    ['می\u200cشود', 'میشود'],
    ['  Ａsus\u00a0\t ROG  ', 'asus rog'],
    ['Café', 'cafe'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['\u202bتلویزیون\u202c', 'تلویزیون'],
    ['', ''],
    [' \u200b ', ''],
  ])('K7 folds %j to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('K7 folds once and for all', () => {
    const persian = fc.string({
      unit: fc.constantFrom(...'كيىةۀەہئؤأآإابکگ۱۲۳٤٥ـًَّ\u200c\u200f \u00a0AZéİΣςσß'),
    });
    fc.assert(fc.property(fc.oneof(persian, fc.string()), (text) => foldText(foldText(text)) === foldText(text)));
  });

  it.each([
    ['sn-12 34', 'SN1234'],
    ['ＳＮ۱۲۳۴', 'SN1234'],
    ['SN\u2013١٢\u200c٣٤\u00a0', 'SN1234'],
    ['sn_1234', 'SN_1234'],
    ['۳۵۶ ۹۳۸ ۰۳۵ ۶۴۳ ۸۰۹', '356938035643809'],
    [' - ', ''],
  ])('K8 the serial %j is %j', (serial, identity) => {
    expect(normalizeSerial(serial)).toBe(identity);
  });

  it('K8 ignores case, digit script, spaces and dashes wherever they stand', () => {
    const character = fc.constantFrom(...'ABCXYZ0123456789');
    const noise = fc.constantFrom('', ' ', '-', '\u200c', '\u2011', '\u00a0');
    fc.assert(
      fc.property(fc.array(fc.tuple(character, noise, fc.boolean()), { maxLength: 30 }), (marks) => {
        const clean = marks.map(([mark]) => mark).join('');
        const typed = marks
          .map(([mark, gap, varied]) => (varied ? persianDigits(mark.toLowerCase()) : mark) + gap)
          .join('');
        expect(normalizeSerial(typed)).toBe(clean);
        expect(normalizeSerial(clean)).toBe(clean);
      }),
    );
  });

  it('K11 knows what no text may hold, and what no line', () => {
    const verdicts = (text: string) => [isCleanLine(text), isCleanProse(text)];
    for (const fine of ['', 'می\u200cخواهم', 'é 🙂', 'a\u200eb']) expect(verdicts(fine)).toEqual([true, true]);
    for (const prose of ['a\nb', 'a\tb', 'a\u202eb', 'a\u2066b', 'a\u2028b'])
      expect(verdicts(prose)).toEqual([false, true]);
    for (const broken of ['a\0b', 'a\rb', 'a\u001bb', 'a\u0085b', 'a\ud800b'])
      expect(verdicts(broken)).toEqual([false, false]);
    expect(cleanedLine('a\r\nb\u202ec 🙂', ' ')).toBe('a b c 🙂');
  });
});
