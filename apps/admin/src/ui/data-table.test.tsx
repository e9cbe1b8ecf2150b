import { createRoute } from '@tanstack/react-router';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { signedInRoute } from '../lib/routes';
import { renderRoute } from '../testing/render-route';
import { DataTable } from './data-table';
import { type TableColumn, type TablePage } from './table-model';
import { EmptyState } from './empty-state';
import { tableSearch, useTableState, type TableSearch } from './table-state';

interface Part {
  readonly id: string;
  readonly code: string;
}

const columns: readonly TableColumn<Part>[] = [
  { field: 'code', label: 'Code', cell: (part) => part.code, sortable: true },
  { field: 'id', label: 'Id', cell: (part) => part.id },
];

function renderTable(address: string, answer: (search: TableSearch) => TablePage<Part>) {
  const asked: TableSearch[] = [];
  function PartsPage() {
    const state = useTableState();
    const query = useQuery({
      queryKey: ['parts', state.search],
      queryFn: () => (asked.push(state.search), answer(state.search)),
      placeholderData: keepPreviousData,
    });
    return (
      <DataTable
        label="Parts"
        columns={columns}
        query={query}
        state={state}
        rowTo={(part) => `/parts/${part.id}`}
        searchLabel="Search parts"
        empty={<EmptyState icon="box" title="No parts yet" />}
      />
    );
  }
  const route = createRoute({
    getParentRoute: () => signedInRoute,
    path: '/parts',
    validateSearch: tableSearch,
    component: PartsPage,
  });
  return { asked, rendered: renderRoute(address, {}, [{ name: 'parts', routes: [route] }]) };
}

const page = (id: string, nextCursor: string | null): TablePage<Part> => ({
  data: [{ id, code: `PX-${id}` }],
  page: { nextCursor, hasMore: nextCursor !== null },
});

describe('DataTable', () => {
  it('asks for what its address says, and drops what an address may not say', async () => {
    const { asked, rendered } = renderTable('/parts?sort=-code&limit=50&q=0012&cursor=abc', () => page('1', null));
    await rendered;
    await waitFor(() => expect(asked[0]).toEqual({ sort: '-code', limit: 50, q: '0012', cursor: 'abc' }));
    expect(tableSearch({ sort: 'code;drop', limit: '7', q: '', cursor: 3 })).toEqual({});
  });

  it('keeps sorting in the address and starts from the first page again', async () => {
    const { rendered } = renderTable('/parts?cursor=abc', () => page('1', null));
    const { user, router } = await rendered;
    await user.click(await screen.findByRole('columnheader', { name: 'Code' }));
    await waitFor(() => expect(router.state.location.href).toBe('/parts?sort=code'));
    await user.click(screen.getByRole('columnheader', { name: 'Code' }));
    await waitFor(() => expect(router.state.location.href).toBe('/parts?sort=-code'));
  });

  it('goes to the next pages and back through the same ones', async () => {
    const next: Record<string, string> = { '': 'b', b: 'c' };
    const { rendered } = renderTable('/parts', ({ cursor = '' }) => page(cursor || 'a', next[cursor] ?? null));
    const { user, router } = await rendered;
    const address = () => router.state.location.href;
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await waitFor(() => expect(address()).toBe('/parts?cursor=b'));
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).disabled).toBe(false));
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(address()).toBe('/parts?cursor=c'));
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).disabled).toBe(true));
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    await waitFor(() => expect(address()).toBe('/parts?cursor=b'));
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    await waitFor(() => expect(address()).toBe('/parts'));
  });

  it('searches after a pause in typing, and offers to clear a search that finds nothing', async () => {
    const nothing = { data: [], page: { nextCursor: null, hasMore: false } };
    const { asked, rendered } = renderTable('/parts', ({ q }) => (q ? nothing : page('1', null)));
    const { user, router } = await rendered;
    await user.type(await screen.findByRole('searchbox', { name: 'Search parts' }), 'zzz');
    await user.click(await screen.findByRole('button', { name: 'Clear search and filters' }));
    await waitFor(() => expect(router.state.location.href).toBe('/parts'));
    expect(asked.map(({ q }) => q)).toEqual([undefined, 'zzz']);
  });

  it('teaches when there is nothing at all', async () => {
    const { rendered } = renderTable('/parts', () => ({ data: [], page: { nextCursor: null, hasMore: false } }));
    await rendered;
    expect(await screen.findByText('No parts yet')).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
  });
});
