import {
  useQuery,
  type QueryClient,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { TablePage } from './table-model';

/** A page of a list other than the one that is shown. */
export interface AskedPage {
  readonly limit?: number;
  readonly cursor?: string | undefined;
}

/** The page of a list that is shown, and the way to every other one under the same filters and order. */
export type ListQuery<Page> = UseQueryResult<Page> & {
  readonly fetchPage: (client: QueryClient, page: AskedPage) => Promise<Page>;
};

/** Asks for a list: `useListQuery((page) => partsQuery({ ...state.search, ...page }))`. */
export function useListQuery<Raw, Page extends TablePage<unknown>, Key extends QueryKey>(
  pages: (page: AskedPage) => UseQueryOptions<Raw, Error, Page, Key>,
): ListQuery<Page> {
  return {
    ...useQuery(pages({})),
    fetchPage: async (client, page) => {
      const { queryKey, queryFn, select } = pages(page);
      const raw = await client.fetchQuery({ queryKey, queryFn, gcTime: 0 });
      return select ? select(raw) : (raw as unknown as Page); // without `select` they are one
    },
  };
}
