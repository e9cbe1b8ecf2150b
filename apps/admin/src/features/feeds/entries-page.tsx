import Stack from '@mui/material/Stack';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { useListQuery } from '../../ui/list-query';
import { RecordLink } from '../../ui/record-link';
import type { TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateTimeText, NumberText } from '../../ui/text';
import { feedEntriesQuery, type FeedEntry } from './api';
import { FeedFilters, FeedsFrame, useFeedsSearch } from './feed-parts';

/** What was taken, and the devices it made or changed. */
export function FeedEntriesPage(): ReactNode {
  const { t } = useTranslation('feeds');
  const state = useTableState();
  const search = useFeedsSearch();
  const query = useListQuery((page) => feedEntriesQuery({ ...search, ...state.search, ...page }));
  const columns = useMemo<readonly TableColumn<FeedEntry>[]>(
    () => [
      { field: 'key', label: t('key'), cell: ({ key }) => <Code>{key}</Code>, minWidth: 130 },
      { field: 'devices', label: t('devices'), cell: (entry) => <Devices entry={entry} />, flex: 2.4, minWidth: 240 },
      { field: 'kind', label: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`), width: 130 },
      { field: 'source', label: t('source'), cell: ({ source }) => <bdi>{source}</bdi>, width: 130 },
      {
        field: 'changedAt',
        label: t('changedAt'),
        cell: ({ changedAt }) => <DateTimeText value={changedAt} />,
        width: 180,
      },
      {
        field: 'revision',
        label: t('revision'),
        cell: ({ revision }) => <NumberText value={revision} />,
        align: 'end',
        width: 90,
      },
    ],
    [t],
  );
  return (
    <FeedsFrame>
      <DataTable
        label={t('tabs.entries')}
        columns={columns}
        query={query}
        state={state}
        searchLabel={t('searchKey')}
        filters={<FeedFilters state={state} search={search} />}
        empty={<EmptyState icon="inbox" title={t('nothingTaken')} hint={t('nothingTakenHint')} />}
      />
    </FeedsFrame>
  );
}

function Devices({ entry: { devices, deviceCount } }: { readonly entry: FeedEntry }): ReactNode {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const more = deviceCount - devices.length;
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      {devices.map(({ id, serial }) => (
        <RecordLink key={id} kind="device" id={id}>
          <Code>{serial ?? '—'}</Code>
        </RecordLink>
      ))}
      {more > 0 && <span>{t('moreDevices', { count: more, number: format.number(more) })}</span>}
    </Stack>
  );
}
