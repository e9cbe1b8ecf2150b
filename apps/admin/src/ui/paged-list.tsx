import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TablePage, TableRow } from './table-model';
import { ProblemAlert } from './problem-alert';

export interface PagedListProps<Row extends TableRow> {
  readonly label: string;
  /** `useInfiniteQuery({ …, initialPageParam: firstPage, getNextPageParam: nextPage })`. */
  readonly query: {
    readonly data: InfiniteData<TablePage<Row>> | undefined;
    readonly error: unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
    readonly refetch: () => unknown;
  };
  readonly row: (row: Row) => ReactNode;
  /** In place of no rows. */
  readonly empty: string;
}

export const firstPage: string | undefined = undefined;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a query takes its page's type from here
export function nextPage<Page extends Pick<TablePage<never>, 'page'>>({ page }: Page): string | undefined {
  return page.nextCursor ?? undefined;
}

/** A part of a record's page that lists others: a page at a time, more on demand. */
export function PagedList<Row extends TableRow>({ label, query, row, empty }: PagedListProps<Row>): ReactNode {
  const { t } = useTranslation('ui');
  const rows = query.data?.pages.flatMap(({ data }) => data);
  if (query.error && !rows) {
    return (
      <Box sx={{ px: 2.5, pb: 2.5 }}>
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </Box>
    );
  }
  if (!rows) return <Skeleton variant="rounded" height={96} sx={{ mx: 2.5, mb: 2.5 }} />;
  if (rows.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2.5 }}>
        {empty}
      </Typography>
    );
  }
  return (
    <>
      <List aria-label={label} disablePadding>
        {rows.map((each) => (
          <ListItem key={each.id} sx={{ display: 'block', px: 2.5, py: 1.25, borderTop: 1, borderColor: 'divider' }}>
            {row(each)}
          </ListItem>
        ))}
      </List>
      {query.hasNextPage && (
        <Box sx={{ px: 1.5, py: 1, borderTop: 1, borderColor: 'divider' }}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </Box>
      )}
    </>
  );
}
