import { foldText } from '@aftercare/kernel';
import { containsPattern } from '@aftercare/platform';
import { parseMobileStart } from './mobile.js';

/** What a search text can mean: a LIKE pattern on `search_text`, and beginnings of a mobile and an e-mail address. */
export interface CustomerSearch {
  readonly name: string;
  readonly mobile: string | null;
  readonly email: string | null;
}

/** How a typed search text is looked for among customers; null when there is nothing to look for. */
export function customerSearch(typed: string | undefined): CustomerSearch | null {
  const name = containsPattern(typed);
  if (typed === undefined || name === null) return null;
  const email = foldText(typed);
  return { name, mobile: parseMobileStart(typed), email: /^[!-~]+$/.test(email) ? email : null };
}
