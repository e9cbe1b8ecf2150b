import { latinDigits } from '@aftercare/kernel';
import type { CustomerKind } from './customer.entity.js';

/** The digits of an id as typed, without spaces and dashes. */
export function nationalIdDigits(typed: string): string {
  return latinDigits(typed).replace(/[\s-]/g, '');
}

/** CU3. A person has 10 digits, or 12 as a foreigner; a firm has 11. */
export function hasNationalIdShape(digits: string, kind: CustomerKind): boolean {
  return (kind === 'firm' ? /^\d{11}$/ : /^(\d{10}|\d{12})$/).test(digits);
}

/** CU3. Whether the check digit agrees. The inclusive code of foreigners has none. */
export function nationalIdAgrees(digits: string): boolean {
  const d = [...digits].map(Number);
  const check = d[d.length - 1];
  if (d.length === 10) {
    const rest = d.slice(0, 9).reduce((sum, digit, i) => sum + digit * (10 - i), 0) % 11;
    return new Set(d).size > 1 && check === (rest < 2 ? rest : 11 - rest);
  }
  if (d.length === 11) {
    const weights = [29, 27, 23, 19, 17];
    const shift = (d[9] ?? 0) + 2;
    const rest = d.slice(0, 10).reduce((sum, digit, i) => sum + (digit + shift) * (weights[i % 5] ?? 0), 0) % 11;
    return check === rest % 10;
  }
  return true;
}
