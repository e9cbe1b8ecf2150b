const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** True for an IANA time zone this platform knows. */
export function isTimeZone(text: string): boolean {
  return zones.has(text);
}

/** True for an ISO 4217 currency this platform knows. */
export function isCurrency(text: string): boolean {
  return currencies.has(text);
}
