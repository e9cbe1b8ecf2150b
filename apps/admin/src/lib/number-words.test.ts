import { persianWords } from './number-words';

describe('persianWords', () => {
  it.each([
    [0, 'صفر'],
    [7, 'هفت'],
    [10, 'ده'],
    [19, 'نوزده'],
    [20, 'بیست'],
    [21, 'بیست و یک'],
    [100, 'صد'],
    [115, 'صد و پانزده'],
    [999, 'نهصد و نود و نه'],
    [1_000, 'یک هزار'],
    [1_001, 'یک هزار و یک'],
    [10_000, 'ده هزار'],
    [200_050, 'دویست هزار و پنجاه'],
    [1_000_000, 'یک میلیون'],
    [14_080_000, 'چهارده میلیون و هشتاد هزار'],
    [3_000_000_012, 'سه میلیارد و دوازده'],
    [1_000_000_000_000, 'یک هزار میلیارد'],
    [-5, 'منفی پنج'],
  ])('%d is «%s»', (value, words) => {
    expect(persianWords(value)).toBe(words);
  });

  it('says every safe integer and refuses everything else', () => {
    expect(persianWords(Number.MAX_SAFE_INTEGER)).toMatch(/^نه میلیون میلیارد و /);
    expect(() => persianWords(1.5)).toThrow(RangeError);
    expect(() => persianWords(2 ** 53)).toThrow(RangeError);
  });
});
