import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

declare module '@tanstack/history' {
  interface HistoryState {
    /** Cursors of the pages before this one; the first page has none, so it is ''. */
    trail?: readonly string[];
  }
}

/** The part of a list's address that every list has; filters stand beside it under their own names. */
export interface TableSearch {
  readonly q?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export const pageSizes = [25, 50, 100] as const;

/** `validateSearch` of a list's route: `(search) => ({ ...tableSearch(search), status: … })`. */
export function tableSearch({ q, sort, limit, cursor }: Record<string, unknown>): TableSearch {
  const size = pageSizes.find((each) => each === Number(limit));
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof sort === 'string' && /^-?\w+$/.test(sort) && { sort }),
    ...(size && { limit: size }),
    ...(typeof cursor === 'string' && cursor !== '' && { cursor }),
  };
}

const NO_TRAIL: readonly string[] = []; // one for all, so that nothing seems to change

type Filters = Readonly<Record<string, string | undefined>>;

export interface TableState {
  readonly search: TableSearch;
  /** Whether anything narrows the list. */
  readonly isFiltered: boolean;
  readonly hasPrevious: boolean;
  sortBy(sort: string | undefined): void;
  find(q: string): void;
  resize(limit: number): void;
  /** Sets filters of the route by name; undefined takes one away. */
  filter(filters: Filters): void;
  clear(): void;
  next(cursor: string): void;
  previous(): void;
}

/** The state of the list on this route, kept in its address: it survives reload, back and being sent to someone. */
export function useTableState(): TableState {
  const all: Record<string, unknown> = useSearch({ strict: false });
  const trail = useLocation({ select: (location) => location.state.trail }) ?? NO_TRAIL;
  const navigate = useNavigate();

  return useMemo(() => {
    const { q, sort, limit, cursor, ...filters } = all;
    const search = tableSearch({ q, sort, limit, cursor });
    const go = (patch: Record<string, unknown>, state: { trail?: readonly string[] } = {}, replace = false): void => {
      void navigate({
        to: '.',
        search: { ...all, cursor: undefined, ...patch },
        state,
        replace,
      });
    };
    return {
      search,
      isFiltered: search.q !== undefined || Object.values(filters).some((value) => value !== undefined),
      hasPrevious: search.cursor !== undefined,
      sortBy: (value) => go({ sort: value }),
      find: (value) => go({ q: value || undefined }, {}, true),
      resize: (value) => go({ limit: value }),
      filter: (values) => go({ ...values }),
      clear: () => void navigate({ to: '.', search: { sort, limit } }),
      next: (value) => go({ cursor: value }, { trail: [...trail, search.cursor ?? ''] }),
      // A shared address knows no way back page by page: then it is the first one.
      previous: () => go({ cursor: trail.at(-1) || undefined }, { trail: trail.slice(0, -1) }),
    };
  }, [all, trail, navigate]);
}
