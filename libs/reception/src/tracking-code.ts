import { randomBytes } from 'node:crypto';
import { latinDigits } from '@aftercare/kernel';

// Crockford's base 32: no I, L, O or U, so nothing is misread over the phone; five more symbols for the check.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK = `${DIGITS}*~$=U`;
const LENGTH = 12;

/**
 * T1. A new tracking code: 12 random digits of Crockford's base 32 (60 bits) and his check symbol (mod 37), restricted to
 * codes whose check is a letter or a digit, so that it survives any keyboard and any link.
 */
export function newTrackingCode(): string {
  for (;;) {
    const digits = [...randomBytes(LENGTH)].map((byte) => DIGITS[byte & 31]).join('');
    const check = checkSymbol(digits);
    if (DIGITS.includes(check)) return digits + check;
  }
}

/**
 * T2. A code as somebody typed it, brought to its one form: upper case, separators dropped, O read as 0 and I and L as 1,
 * Persian digits as ASCII. Null when it cannot be a code: a typing error is told without a look-up.
 */
export function readTrackingCode(typed: string): string | null {
  const text = latinDigits(typed).toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (text.length !== LENGTH + 1) return null;
  const digits = text.slice(0, LENGTH);
  for (const digit of digits) if (!DIGITS.includes(digit)) return null;
  return checkSymbol(digits) === text[LENGTH] ? text : null;
}

function checkSymbol(digits: string): string {
  let value = 0n;
  for (const digit of digits) value = value * 32n + BigInt(DIGITS.indexOf(digit));
  return CHECK[Number(value % 37n)] ?? '';
}
