import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Where a number without a country code belongs to. */
const HOME = 'IR';

/** K10. A mobile number as typed (0912…, +98…, 0098…, ۰۹۱۲…) in E.164, or null when it is not one. */
export function parseMobile(typed: string): string | null {
  const phone = parsePhoneNumberFromString(typed, { defaultCountry: HOME, extract: false });
  const type = phone?.ext === undefined ? phone?.getType() : undefined;
  // Some countries, such as the United States, do not tell mobiles from landlines.
  return phone && (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') ? phone.number : null;
}

/** What the beginning of a number, as typed, is in E.164: `0912` is `+98912`. Null when it is no beginning of one. */
export function parseMobileStart(typed: string): string | null {
  if (!/^[\p{Nd}\s+()-]+$/u.test(typed)) return null;
  const number = new AsYouType(HOME);
  number.input(typed);
  return number.getNumberValue() ?? null;
}

/** The country (ISO 3166-1 alpha-2) of a number in E.164; null where it cannot be told. */
export function countryOfMobile(e164: string): string | null {
  return parsePhoneNumberFromString(e164)?.country ?? null;
}
