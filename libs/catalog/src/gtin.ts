import { latinDigits } from '@aftercare/kernel';

/** C7. A GTIN of GS1 as it is kept: 8, 12, 13 or 14 digits of which the last one checks the others; null for anything else. */
export function readGtin(typed: string): string | null {
  const digits = latinDigits(typed).replace(/[\s-]/g, '');
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return null;
  const sum = [...digits].toReversed().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 1 ? 3 : 1), 0);
  return sum % 10 === 0 ? digits : null;
}
