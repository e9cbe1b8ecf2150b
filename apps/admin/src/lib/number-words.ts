const ones = ['', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه'];
const teens = ['ده', 'یازده', 'دوازده', 'سیزده', 'چهارده', 'پانزده', 'شانزده', 'هفده', 'هجده', 'نوزده'];
const tens = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود'];
const hundreds = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد'];
const scales = ['', 'هزار', 'میلیون', 'میلیارد', 'هزار میلیارد', 'میلیون میلیارد'];
const AND = ' و ';

/** A whole number in Persian words, as cheques and receipts carry it: 1,200 → «یک هزار و دویست». */
export function persianWords(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number`);
  if (value < 0) return `منفی ${persianWords(-value)}`;
  if (value === 0) return 'صفر';
  const words: string[] = [];
  for (let rest = value, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale++) {
    if (rest % 1000 > 0) words.unshift(`${underThousand(rest % 1000)} ${scales[scale]}`.trim());
  }
  return words.join(AND);
}

function underThousand(value: number): string {
  const [hundred, rest] = [Math.floor(value / 100), value % 100];
  const small = rest >= 10 && rest < 20 ? [teens[rest - 10]] : [tens[Math.floor(rest / 10)], ones[rest % 10]];
  return [hundreds[hundred], ...small].filter(Boolean).join(AND);
}
