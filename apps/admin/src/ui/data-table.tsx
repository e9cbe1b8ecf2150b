import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import InputAdornment from '@mui/material/InputAdornment';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { DataGrid, type GridColDef, type GridSortModel } from '@mui/x-data-grid';
import { enUS, faIR } from '@mui/x-data-grid/locales';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../lib/preferences';
import { cspNonce } from '../theme/emotion';
import { EmptyState } from './empty-state';
import { Icon } from './icon';
import { ErrorState } from './page-frame';
import type { ListQuery } from './list-query';
import { TableCards } from './table-cards';
import { TableExport } from './table-export';
import { type Opening, rowHead, type TableColumn, type TablePage, type TableRow } from './table-model';
import { TableFooter } from './table-footer';
import type { TableState } from './table-state';
import { TableViews } from './table-views';

interface TableQuery<Row> {
  readonly data: TablePage<Row> | undefined;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
  /** From `useListQuery`: with it the list can be taken out as a file. */
  readonly fetchPage?: ListQuery<TablePage<Row>>['fetchPage'];
}

interface DataTableProps<Row extends TableRow> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  /** Kept outside render or memoised. The first one names the row and carries the link to it. */
  readonly columns: readonly TableColumn<Row>[];
  /** `useQuery(…)` with `placeholderData: keepPreviousData`. */
  readonly query: TableQuery<Row>;
  readonly state: TableState;
  /** Address of a row's own page. */
  readonly rowTo?: (row: Row) => string;
  /** What opening a row does where rows have no page of their own. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Placeholder of the search field; without it there is none. */
  readonly searchLabel?: string;
  /** Filters, beside the search field. */
  readonly filters?: ReactNode;
  /** Shown when there is nothing at all: teaches what comes here. */
  readonly empty: ReactNode;
}

const gridTexts = {
  en: enUS.components.MuiDataGrid.defaultProps.localeText,
  fa: faIR.components.MuiDataGrid.defaultProps.localeText,
};

/** A list the server sorts, filters and pages. Its state lives in the address, its density with the reader. */
export function DataTable<Row extends TableRow>(props: DataTableProps<Row>): ReactNode {
  const { label, query, state, searchLabel, filters, empty } = props;
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const isEmpty = query.data?.data.length === 0;
  const columns = useMemo(
    () => props.columns.filter(({ field }, index) => index === 0 || !state.hidden.includes(field)),
    [props.columns, state.hidden],
  );
  const shown = { ...props, columns };

  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack spacing={2}>
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {searchLabel && <TableSearchField label={searchLabel} state={state} />}
        {filters}
        <Stack direction="row" spacing={0.5} sx={{ marginInlineStart: 'auto' }}>
          <TableViews state={state} columns={props.columns} />
          {query.fetchPage && !isEmpty && <TableExport label={label} columns={columns} fetchPage={query.fetchPage} />}
        </Stack>
      </Stack>
      <Card sx={{ overflow: 'hidden' }}>
        {isEmpty && (state.isFiltered ? <NoMatch state={state} /> : empty)}
        {!isEmpty && (isPhone ? <TableCards {...shown} /> : <Grid {...shown} />)}
        {(!isEmpty || state.hasPrevious) && <TableFooter page={query.data?.page} state={state} />}
      </Card>
    </Stack>
  );
}

function Grid<Row extends TableRow>(props: DataTableProps<Row>): ReactNode {
  const { label, columns, query, state, rowTo, onOpen } = props;
  const { density, language } = usePreferences();
  const navigate = useNavigate();
  const gridColumns = useMemo(
    () => columns.map((column, index) => gridColumn(column, index === 0 ? { rowTo, onOpen } : {})),
    [columns, rowTo, onOpen],
  );
  const open = (row: Row): void => (rowTo ? void navigate({ to: rowTo(row) }) : onOpen?.(row));

  return (
    // As high as its rows, at most as high as the window: then it scrolls under its heads and draws only what is seen.
    <Box sx={{ display: 'flex', flexDirection: 'column', maxHeight: 'max(360px, calc(100dvh - 290px))' }}>
      <DataGrid<Row>
        aria-label={label}
        rows={query.data?.data ?? []}
        columns={gridColumns}
        density={density}
        loading={query.isPending || (query.isFetching && query.data === undefined)}
        sortingMode="server"
        sortModel={sortModelOf(state.search.sort)}
        onSortModelChange={(model) => state.sortBy(sortOf(model))}
        paginationMode="server"
        rowCount={query.data?.data.length ?? 0}
        paginationModel={{ page: 0, pageSize: 100 }}
        hideFooter
        disableColumnFilter
        disableColumnMenu
        disableRowSelectionOnClick
        localeText={gridTexts[language]}
        nonce={cspNonce()}
        slotProps={{ loadingOverlay: { variant: 'skeleton', noRowsVariant: 'skeleton' } }}
        onRowClick={({ row }) => open(row)}
        onCellKeyDown={({ row }, event) => event.code === 'Enter' && open(row)}
        sx={(theme) => ({
          border: 0,
          '--DataGrid-rowBorderColor': theme.palette.divider,
          '& .MuiDataGrid-columnHeaderTitle': { fontSize: '0.8125rem', fontWeight: 600, color: 'text.secondary' },
          '& .MuiDataGrid-cell': { alignContent: 'center', lineHeight: 1.5 },
          // Latin digits stand under each other; the Persian ones of the font would fall apart.
          ...(language === 'en' && { '& .MuiDataGrid-cell--textRight': { fontVariantNumeric: 'tabular-nums' } }),
          '& .MuiDataGrid-row': { cursor: rowTo || onOpen ? 'pointer' : 'default' },
          '& .MuiDataGrid-columnSeparator': { opacity: 0 },
          '& .MuiDataGrid-columnHeaders:hover .MuiDataGrid-columnSeparator': { opacity: 1 },
        })}
      />
    </Box>
  );
}

function gridColumn<Row extends TableRow>(column: TableColumn<Row>, opening: Opening<Row>): GridColDef<Row> {
  const { field, label, cell, sortable = false, flex = 1, width, minWidth = 100, align = 'start' } = column;
  return {
    field,
    headerName: label,
    sortable,
    ...(width ? { width } : { flex, minWidth }),
    ...(align === 'end' && { align: 'right', headerAlign: 'right' }), // the grid turns them round by itself
    renderCell: ({ row }) => rowHead(row, cell(row), opening),
  };
}

function NoMatch({ state }: { readonly state: TableState }): ReactNode {
  const { t } = useTranslation('ui');
  return (
    <EmptyState
      icon="search"
      title={t('table.noMatch')}
      hint={t('table.noMatchHint')}
      action={<Button onClick={() => state.clear()}>{t('table.clear')}</Button>}
    />
  );
}

const TYPING_PAUSE_MS = 300;

function TableSearchField({ label, state }: { readonly label: string; readonly state: TableState }): ReactNode {
  const { q = '' } = state.search;
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => state.find(typed.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, q, state]);

  return (
    <MuiTextField
      type="search"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      placeholder={label}
      sx={{ maxWidth: 360, flex: '1 1 240px' }}
      slotProps={{
        htmlInput: { 'aria-label': label },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Icon name="search" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

function sortModelOf(sort: string | undefined): GridSortModel {
  return sort ? [{ field: sort.replace(/^-/, ''), sort: sort.startsWith('-') ? 'desc' : 'asc' }] : [];
}

function sortOf([item]: GridSortModel): string | undefined {
  return item?.sort ? (item.sort === 'desc' ? '-' : '') + item.field : undefined;
}
