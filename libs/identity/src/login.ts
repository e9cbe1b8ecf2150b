import { parseMobile } from '@aftercare/kernel';

/** I1. What somebody signs in with: an e-mail address in lower case, or a mobile in E.164; null when it is neither. */
export function normalizeLogin(text: string): string | null {
  const login = text.normalize('NFC').trim();
  return login.includes('@') ? login.toLowerCase() : parseMobile(login);
}
