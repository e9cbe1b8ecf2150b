import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, read } from '../../lib/http';
import { oneOf } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type FeedRefusal = Schemas['FeedRefusalViewDto'];
export type FeedDelivery = Schemas['FeedDeliveryDto'];
export type FeedEntry = Schemas['FeedEntryDto'] & { readonly id: string };
export type FeedSource = Schemas['FeedSourceDto'];

export const feedKinds = [
  'units',
  'sales-deliveries',
  'sales-returns',
  'device-blocks',
] as const satisfies readonly Schemas['FeedKind'][];

/** A list's address: what every list has, and whose and what. */
export interface FeedsSearch extends TableSearch {
  readonly source?: string | undefined;
  readonly kind?: Schemas['FeedKind'] | undefined;
}

export function feedsSearch(search: Record<string, unknown>): FeedsSearch {
  const { source } = search;
  return {
    ...tableSearch(search),
    source: typeof source === 'string' && source !== '' ? source : undefined,
    kind: oneOf(feedKinds, search['kind']),
  };
}

const feature = 'feeds';

const filtersOf = ({ source, kind, limit, cursor }: FeedsSearch): Omit<FeedsSearch, 'q' | 'sort'> => ({
  source,
  kind,
  ...(limit && { limit }),
  ...(cursor && { cursor }),
});

export const feedSourcesQuery = queryOptions({
  queryKey: [feature, 'sources'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/feed-sources', { signal })),
});

export const feedRefusalsQuery = (search: FeedsSearch) => {
  const query = { ...filtersOf(search), ...(search.q && { q: search.q }) };
  return queryOptions({
    queryKey: [feature, 'refusals', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/feed-refusals', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const feedEntriesQuery = (search: FeedsSearch) => {
  const query = { ...filtersOf(search), ...(search.q && { q: search.q }) };
  return queryOptions({
    queryKey: [feature, 'entries', query],
    queryFn: async ({ signal }) => {
      const { data, page } = await read(api.GET('/api/v1/feed-entries', { params: { query }, signal }));
      return {
        data: data.map((entry): FeedEntry => ({ ...entry, id: `${entry.source}/${entry.kind}/${entry.key}` })),
        page,
      };
    },
    placeholderData: keepPreviousData,
  });
};

export const feedDeliveriesQuery = (search: FeedsSearch) => {
  const query = filtersOf(search);
  return queryOptions({
    queryKey: [feature, 'deliveries', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/feed-deliveries', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** Answers with why it is refused still, or null once it is taken. */
export const useRetryRefusal = (onDone: (problem: Schemas['RetriedDto']['problem']) => void) =>
  useCommand({
    feature,
    run: (id: FeedRefusal['id']) => read(api.POST('/api/v1/feed-refusals/{id}/retry', { params: { path: { id } } })),
    onDone: ({ problem }) => onDone(problem),
  });
