import { foldText } from '@aftercare/kernel';

/** The LIKE pattern that finds a text anywhere in a `search_text` column; null when there is nothing to find. */
export function containsPattern(query: string | undefined): string | null {
  const folded = foldText(query ?? '');
  return folded === '' ? null : `%${escapeLike(folded)}%`;
}

/** The LIKE pattern for a beginning, to be used with a `text_pattern_ops` index. */
export function prefixPattern(query: string): string {
  return `${escapeLike(foldText(query))}%`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
