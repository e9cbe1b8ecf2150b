import { foldText, parseMobileStart } from '@aftercare/kernel';
import { containsPattern, prefixPattern } from '@aftercare/platform';

/** What a search text can mean: LIKE patterns on `search_text`, and beginnings of a mobile and an e-mail address. */
export interface CustomerSearch {
  /** Finds it anywhere in the name. */
  readonly name: string;
  readonly nameStart: string;
  readonly mobile: string | null;
  readonly email: string | null;
}

/** How a typed search text is looked for among customers; null when there is nothing to look for. */
export function customerSearch(typed: string | undefined): CustomerSearch | null {
  const name = containsPattern(typed);
  if (typed === undefined || name === null) return null;
  const email = foldText(typed);
  return {
    name,
    nameStart: prefixPattern(typed),
    mobile: parseMobileStart(typed),
    email: /^[!-~]+$/.test(email) ? email : null,
  };
}
