import { createRoute } from '@tanstack/react-router';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { signedInRoute } from '../lib/routes';
import type { FakeRoutes } from '../testing/fake-api';
import { renderRoute } from '../testing/render-route';
import { DataTable } from './data-table';
import { useListQuery } from './list-query';
import { type TableColumn, type TablePage } from './table-model';
import { EmptyState } from './empty-state';
import { DateText, Money, NumberText } from './text';
import { tableSearch, useTableState, type TableSearch } from './table-state';

interface Part {
  readonly id: string;
  readonly code: string;
}

const columns: readonly TableColumn<Part>[] = [
  { field: 'code', label: 'Code', cell: (part) => part.code, sortable: true },
  { field: 'id', label: 'Id', cell: (part) => part.id },
  { field: 'price', label: 'Price', cell: () => <Money value={{ amount: 123_456, currency: 'EUR' }} /> },
  { field: 'stock', label: 'Stock', cell: () => <NumberText value={1_200} /> },
  {
    field: 'use',
    label: 'Use',
    cell: () => (
      <>
        since <DateText value="2026-03-21" />
      </>
    ),
  },
];

function renderTable(address: string, answer: (search: TableSearch) => TablePage<Part>, routes: FakeRoutes = {}) {
  const asked: TableSearch[] = [];
  function PartsPage() {
    const state = useTableState();
    const query = useListQuery((asking) => {
      const search = { ...state.search, ...asking };
      return queryOptions({
        queryKey: ['parts', search],
        queryFn: () => (asked.push(search), answer(search)),
        placeholderData: keepPreviousData,
      });
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
  return { asked, rendered: renderRoute(address, routes, [{ name: 'parts', routes: [route] }]) };
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

  it('hides columns, which the address remembers', async () => {
    const { rendered } = renderTable('/parts?hide=code,id', () => page('1', null), {
      'GET /api/v1/me/saved-views/%2Fparts': () => ({ data: [] }),
    });
    const { user, router } = await rendered;
    expect(await screen.findByRole('columnheader', { name: 'Code' })).toBeTruthy(); // it names the rows
    expect(screen.queryByRole('columnheader', { name: 'Id' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'View' }));
    const id = await screen.findByRole('menuitemcheckbox', { name: 'Id' });
    expect(id.getAttribute('aria-checked')).toBe('false');
    await user.click(id);
    await waitFor(() => expect(router.state.location.href).toBe('/parts?hide=code'));
    expect(screen.getByRole('columnheader', { name: 'Id', hidden: true })).toBeTruthy();
  });

  it('keeps views under a name, shows the list as one of them says, and forgets it', async () => {
    let kept = [{ list: '/parts', name: 'Newest', search: { sort: '-code', hide: 'id' } }];
    let saved: unknown;
    const { rendered } = renderTable('/parts?q=px&limit=50&cursor=abc', () => page('1', null), {
      'GET /api/v1/me/saved-views/%2Fparts': () => ({ data: kept }),
      'PUT /api/v1/me/saved-views/%2Fparts/PX%20only': (_, body) => ((saved = body), { data: kept }),
      'DELETE /api/v1/me/saved-views/%2Fparts/Newest': () => ((kept = []), new Response(null, { status: 204 })),
    });
    const { user, router } = await rendered;
    const open = async () => user.click(await screen.findByRole('button', { name: 'View' }));
    await open();
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /^Name/ }), 'PX only');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved).toEqual({ search: { q: 'px', limit: '50' } }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await open();
    await user.click(await screen.findByText('Newest'));
    await waitFor(() => expect(router.state.location.href).toBe('/parts?sort=-code&hide=id'));
    await open();
    await user.click(await screen.findByRole('button', { name: 'Delete the view Newest' }));
    await waitFor(() => expect(screen.queryByText('Newest')).toBeNull());
  });

  it('takes out all pages of what is filtered, as it is shown', async () => {
    const files: { name: string; file: Blob }[] = [];
    URL.createObjectURL = (file: Blob) => (files.push({ name: '', file }), 'blob:x');
    URL.revokeObjectURL = () => undefined;
    const next: Record<string, string> = { '': 'b', b: 'c' };
    const { asked, rendered } = renderTable('/parts?q=px&hide=id', ({ cursor = '' }) =>
      page(cursor || '=a', next[cursor] ?? null),
    );
    const { user } = await rendered;
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: 'CSV' }));
    await waitFor(() => expect(files).toHaveLength(1));
    expect(await new Response(files[0]?.file).text()).toBe(
      [
        'Code,Price (EUR),Stock,Use',
        ...['PX-=a', 'PX-b', 'PX-c'].map((code) => `${code},1234.56,1200,since 21 Mar 2026`),
      ]
        .map((line) => `${line}\r\n`)
        .join(''),
    );
    expect(asked.slice(1)).toEqual([undefined, 'b', 'c'].map((cursor) => ({ q: 'px', limit: 200, cursor })));
    expect(await screen.findByText('3 rows exported.')).toBeTruthy();
  });

  it('stops taking out when it is told to, and says why it could not', async () => {
    let answers = 0;
    const { rendered } = renderTable('/parts', ({ limit }) => {
      if (limit === 200 && ++answers > 1) throw new Error('gone');
      return page(String(answers), 'more');
    });
    const { user } = await rendered;
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: 'CSV' }));
    const dialog = await screen.findByRole('dialog', { name: 'Gathering rows' });
    expect(await within(dialog).findByRole('alert')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
