import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { useListQuery } from '../../ui/list-query';
import type { TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { DateTimeText, NumberText } from '../../ui/text';
import { feedDeliveriesQuery, type FeedDelivery } from './api';
import { FeedFilters, FeedsFrame, useFeedsSearch } from './feed-parts';

/** Every request of another system, with how much of it was taken. */
export function FeedDeliveriesPage(): ReactNode {
  const { t } = useTranslation('feeds');
  const state = useTableState();
  const search = useFeedsSearch();
  const { limit, cursor } = state.search;
  const query = useListQuery((page) => feedDeliveriesQuery({ ...search, limit, cursor, ...page }));
  const columns = useMemo<readonly TableColumn<FeedDelivery>[]>(
    () => [
      { field: 'at', label: t('at'), cell: ({ at }) => <DateTimeText value={at} />, width: 190 },
      { field: 'source', label: t('source'), cell: ({ source }) => <bdi>{source}</bdi>, flex: 1 },
      { field: 'kind', label: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`), flex: 1 },
      {
        field: 'accepted',
        label: t('accepted'),
        cell: (row) => <NumberText value={row.accepted} />,
        align: 'end',
        width: 130,
      },
      {
        field: 'refused',
        label: t('refused'),
        cell: (row) => <NumberText value={row.refused} />,
        align: 'end',
        width: 130,
      },
      { field: 'by', label: t('by'), cell: ({ by }) => <bdi>{by}</bdi>, flex: 1 },
    ],
    [t],
  );
  return (
    <FeedsFrame>
      <DataTable
        label={t('tabs.deliveries')}
        columns={columns}
        query={query}
        state={state}
        filters={<FeedFilters state={state} search={search} />}
        empty={<EmptyState icon="inbox" title={t('nothingSent')} hint={t('nothingTakenHint')} />}
      />
    </FeedsFrame>
  );
}
