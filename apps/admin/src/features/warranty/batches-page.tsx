import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { StatusChip } from '../../ui/status-chip';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { batchesQuery, type CardBatch } from './api';
import { WarrantyTabs } from './warranty-tabs';

/** Cards as they were issued, together. */
export function BatchesPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const state = useTableState();
  const query = useListQuery((page) => batchesQuery({ ...state.search, ...page }));
  const columns = useMemo<readonly TableColumn<CardBatch>[]>(
    () => [
      { field: 'number', label: t('batches.batch'), cell: ({ number }) => <Code>{number}</Code> },
      { field: 'policy', label: t('policy'), cell: ({ policy }) => <Name value={policy.name} />, flex: 1.5 },
      {
        field: 'product',
        label: t('scopes.product'),
        cell: ({ product }) => (product ? <Name value={product.name} /> : t('desk.anyProduct')),
        flex: 1.5,
      },
      {
        field: 'size',
        label: t('batches.inUse'),
        cell: ({ size, activated }) =>
          t('batches.inUseOf', { activated: format.number(activated), size: format.number(size) }),
      },
      { field: 'issuedOn', label: t('desk.issuedOn'), cell: ({ issuedOn }) => <DateText value={issuedOn} /> },
      {
        field: 'printedAt',
        label: t('batches.print'),
        cell: ({ printedAt }) => (
          <StatusChip
            tone={printedAt ? 'good' : 'waiting'}
            label={t(printedAt ? 'batches.printed' : 'batches.unprinted')}
          />
        ),
      },
    ],
    [t, format],
  );
  return (
    <PageFrame title={t('title')}>
      <WarrantyTabs />
      <DataTable
        label={t('batches.title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/warranty/card-batches/${id}`}
        empty={<EmptyState icon="shield" title={t('desk.empty')} hint={t('desk.emptyHint')} />}
      />
    </PageFrame>
  );
}
