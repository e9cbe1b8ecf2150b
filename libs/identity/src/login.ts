import { latinDigits } from '@aftercare/kernel';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The E.164 form of a mobile number in any script and spelling, Iran where no country is named; null for all else. */
export function normalizeMobile(text: string): string | null {
  const number = parsePhoneNumberFromString(latinDigits(text), 'IR');
  if (!number?.isValid()) return null;
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? number.number : null;
}

/** I1. What somebody signs in with: an e-mail address in lower case, or a mobile in E.164; null when it is neither. */
export function normalizeLogin(text: string): string | null {
  const login = text.normalize('NFC').trim();
  return login.includes('@') ? login.toLowerCase() : normalizeMobile(login);
}
