import { normalizeSerial } from '@aftercare/kernel';

const ALLOWED = /^[A-Z0-9*#@./_]{1,60}$/;

/**
 * C3. A serial pattern describes the normalised serial: `9` a digit, `A` a letter, `#` either, `*` any rest; other
 * characters stand for themselves, and `@` before a character takes it literally (`@9`). No regular expression ever
 * comes from a user.
 */
export function isSerialPattern(pattern: string): boolean {
  return ALLOWED.test(pattern) && !pattern.endsWith('@') && !/\*(?!$)/.test(pattern);
}

/** C4. Whether a serial, as typed, fits a product's pattern. A product without one accepts every serial. */
export function serialFits(serial: string, pattern: string | null): boolean {
  if (pattern === null) return true;
  const text = normalizeSerial(serial);
  let at = 0;
  for (let i = 0; i < pattern.length; i++) {
    const symbol = pattern[i];
    if (symbol === '*') return true;
    const character = text[at++] ?? '';
    const fits =
      symbol === '9'
        ? /^[0-9]$/.test(character)
        : symbol === 'A'
          ? /^[A-Z]$/.test(character)
          : symbol === '#'
            ? /^[A-Z0-9]$/.test(character)
            : character === (symbol === '@' ? pattern[++i] : symbol);
    if (!fits) return false;
  }
  return at === text.length;
}
