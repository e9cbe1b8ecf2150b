import { queryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, read } from '../lib/http';
import type { Feature } from '../ui/feature';
import type { paths } from '../lib/api-types';

export type SearchHit =
  paths['/api/v1/search']['get']['responses']['200']['content']['application/json']['data'][number];

const SHORTEST_QUERY = 2;

/** Records that a text names: serial, receipt, tracking code, card, invoice, mobile or name. */
export function searchQuery(q: string) {
  return queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => read(api.GET('/api/v1/search', { params: { query: { q } }, signal })),
  });
}

/** The same while somebody types: not for the first letter, and without blinking between two answers. */
export function searchWhileTypingQuery(q: string) {
  return queryOptions({
    ...searchQuery(q),
    enabled: q.length >= SHORTEST_QUERY,
    placeholderData: keepPreviousData,
  });
}

/** The one record meant: the exact hit, or the only one. */
export function meantHit(hits: readonly SearchHit[]): SearchHit | null {
  const exact = hits.filter((hit) => hit.exact);
  const candidates = exact.length > 0 ? exact : hits;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

/** Address of a hit; null for a kind that no feature shows. */
export function addressOf(hit: SearchHit, features: readonly Feature[]): string | null {
  const path = features.flatMap(({ records }) => records?.[hit.kind] ?? [])[0];
  return path?.(hit.id) ?? null;
}
