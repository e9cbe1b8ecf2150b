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

/** What a list's address says of its looks alone; no request ever holds it. */
interface TableLooks {
  /** Fields of the hidden columns, `serial,price`. */
  readonly hide?: string;
}

/** `validateSearch` of a list's route: `(search) => ({ ...tableSearch(search), status: … })`. */
export function tableSearch({ q, sort, limit, cursor, hide }: Record<string, unknown>): TableSearch & TableLooks {
  const size = pageSizes.find((each) => each === Number(limit));
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof sort === 'string' && /^-?\w+$/.test(sort) && { sort }),
    ...(size && { limit: size }),
    ...(typeof cursor === 'string' && cursor !== '' && { cursor }),
    ...(typeof hide === 'string' && /^\w+(,\w+)*$/.test(hide) && { hide }),
  };
}

const NONE: readonly string[] = []; // one for all, so that nothing seems to change

type Filters = Readonly<Record<string, string | undefined>>;

export interface TableState {
  readonly search: TableSearch;
  /** Whether anything narrows the list. */
  readonly isFiltered: boolean;
  readonly hasPrevious: boolean;
  /** Fields of the columns that are not shown. */
  readonly hidden: readonly string[];
  /** What the address says of filters, order and looks, as a saved view keeps it: of no page. */
  readonly view: Readonly<Record<string, string>>;
  sortBy(sort: string | undefined): void;
  find(q: string): void;
  resize(limit: number): void;
  /** Sets filters of the route by name; undefined takes one away. */
  filter(filters: Filters): void;
  clear(): void;
  /** Hides a column, or shows it again. */
  toggle(field: string): void;
  /** Shows the list as a saved view says. */
  apply(view: Readonly<Record<string, string>>): void;
  next(cursor: string): void;
  previous(): void;
}

/** The state of the list on this route, kept in its address: it survives reload, back and being sent to someone. */
export function useTableState(): TableState {
  const all: Record<string, unknown> = useSearch({ strict: false });
  const trail = useLocation({ select: (location) => location.state.trail }) ?? NONE;
  const navigate = useNavigate();

  return useMemo(() => {
    const { q, sort, limit, cursor, hide, ...filters } = all;
    const hidden = tableSearch({ hide }).hide?.split(',') ?? NONE;
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
      hidden,
      view: Object.fromEntries(
        Object.entries({ ...all, cursor: undefined }).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      ),
      sortBy: (value) => go({ sort: value }),
      find: (value) => go({ q: value || undefined }, {}, true),
      resize: (value) => go({ limit: value }),
      filter: (values) => go({ ...values }),
      clear: () => void navigate({ to: '.', search: { sort, limit, hide } }),
      toggle: (field) => {
        const others = hidden.filter((each) => each !== field);
        const now = others.length < hidden.length ? others : [...hidden, field];
        go({ cursor, hide: now.join(',') || undefined }, { trail: [...trail] }, true);
      },
      apply: (view) => void navigate({ to: '.', search: view }),
      next: (value) => go({ cursor: value }, { trail: [...trail, search.cursor ?? ''] }),
      // A shared address knows no way back page by page: then it is the first one.
      previous: () => go({ cursor: trail.at(-1) || undefined }, { trail: trail.slice(0, -1) }),
    };
  }, [all, trail, navigate]);
}
