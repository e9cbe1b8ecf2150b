import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Money, Name, NumberText } from '../../ui/text';
import { claimsQuery, type ClaimRow } from './api';
import { ClaimStateChip } from './chips';
import { ClaimFilters } from './claim-filters';
import { ClaimsTabs } from './claims-tabs';
import { claimsSearch, claimStates } from './search';

/** Every claim, the newest first. */
export function ClaimsPage(): ReactNode {
  const { t } = useTranslation('claims');
  const money = useMoney();
  const state = useTableState();
  const filters = claimsSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => claimsQuery({ ...filters, ...state.search, ...page }));
  const columns = useMemo<readonly TableColumn<ClaimRow>[]>(
    () => [
      {
        field: 'number',
        label: t('number'),
        minWidth: 180,
        cell: ({ number }) => (number === null ? t('draft') : <Code>{number}</Code>),
      },
      { field: 'supplier', label: t('supplier'), cell: ({ supplier }) => <Name value={supplier.name} /> },
      { field: 'state', label: t('state'), minWidth: 140, cell: (row) => <ClaimStateChip state={row.state} /> },
      { field: 'center', label: t('center'), wideOnly: true, cell: ({ center }) => <Name value={center.name} /> },
      { field: 'submittedOn', label: t('claims.submittedOn'), cell: (row) => <DateText value={row.submittedOn} /> },
      {
        field: 'age',
        label: t('claims.age'),
        cell: ({ ageDays }) => (ageDays === null ? '—' : <NumberText value={ageDays} unit="day" />),
      },
      {
        field: 'claimed',
        label: t('claims.claimed'),
        align: 'end',
        cell: ({ claimed }) => <Money value={money(claimed)} />,
      },
      {
        field: 'accepted',
        label: t('claims.accepted'),
        align: 'end',
        cell: ({ accepted, state: at }) =>
          at === 'draft' || at === 'submitted' ? '—' : <Money value={money(accepted)} />,
      },
    ],
    [t, money],
  );
  return (
    <PageFrame title={t('title')}>
      <ClaimsTabs />
      <DataTable
        label={t('tabs.claims')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/claims/sent/${id}`}
        filters={
          <>
            <ClaimFilters state={state} search={filters} />
            <FilterSelect
              label={t('state')}
              value={filters.state}
              options={claimStates.map((value) => ({ value, label: t(`states.${value}`) }))}
              onChoose={(chosen) => state.filter({ state: chosen })}
            />
          </>
        }
        empty={<EmptyState icon="truck" title={t('claims.empty')} hint={t('claims.emptyHint')} />}
      />
    </PageFrame>
  );
}
