import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './api-types';
import { api, read } from './http';

type ProductGroup = components['schemas']['ProductGroupDto'];

const LARGEST_PAGE = 200;

/** All of them: a company has tens, and a tree cannot be cut into pages. */
export const productGroupsQuery = (q?: string) =>
  queryOptions({
    queryKey: ['catalog', 'product-groups', q],
    queryFn: async ({ signal }) => {
      const groups: ProductGroup[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const query = { q, limit: LARGEST_PAGE, cursor };
        const { data, page } = await read(api.GET('/api/v1/product-groups', { params: { query }, signal }));
        groups.push(...data);
        cursor = page.nextCursor ?? undefined;
        more = cursor !== undefined;
      }
      return groups;
    },
    placeholderData: keepPreviousData,
  });
