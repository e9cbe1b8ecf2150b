import { invalidQuery } from './platform.errors.js';

export const MAX_PAGE = 200;

/** One page of a list. `nextCursor` continues it; null on the last page. */
export interface Page<T> {
  readonly data: T[];
  readonly page: { readonly nextCursor: string | null; readonly hasMore: boolean };
}

/** The last row's sort key, opaque to clients: base64url of a JSON array of strings. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key of a cursor with `length` parts, or null where there is no cursor; 400 for anything else. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length) return key.map(String);
  } catch {
    // Falls through: a cursor that does not parse is as foreign as one of another list.
  }
  throw invalidQuery({}, [{ pointer: '/cursor', code: 'cursor', detail: 'is not a cursor of this list' }]);
}

/**
 * Makes a page of rows that were fetched with `LIMIT limit + 1`: the surplus row only tells that there is more.
 */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => readonly (string | number)[],
  view: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  const hasMore = rows.length > limit;
  return {
    data: shown.map(view),
    page: { nextCursor: hasMore && last !== undefined ? encodeCursor(keyOf(last)) : null, hasMore },
  };
}
