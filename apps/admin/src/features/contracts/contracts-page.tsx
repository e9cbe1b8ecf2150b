import Button from '@mui/material/Button';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '../../lib/format';
import { Can } from '../../ui/can';
import { lastDayBefore } from '../../ui/coverage-text';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, NumberText } from '../../ui/text';
import { contractsQuery, type ContractRow } from './api';
import { ContractStateChip } from './contract-state-chip';
import { contractKinds, contractsSearch, contractStates } from './search';

const SOON_DAYS = 30;

/** Contracts, subscriptions, service cards and plans of the centres one works in. */
export function ContractsPage(): ReactNode {
  const { t } = useTranslation('contracts');
  const state = useTableState();
  const filters = contractsSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => contractsQuery({ ...filters, ...state.search, ...page }));
  const columns = useMemo<readonly TableColumn<ContractRow>[]>(
    () => [
      { field: 'number', label: t('number'), cell: ({ number }) => <Code>{number}</Code> },
      { field: 'customer', label: t('customer'), cell: ({ customer }) => <bdi>{customer.name ?? '—'}</bdi>, flex: 2 },
      { field: 'kind', label: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
      { field: 'state', label: t('state'), cell: (row) => <ContractStateChip state={row.state} /> },
      { field: 'endsOn', label: t('lastDay'), cell: ({ endsOn }) => <DateText value={lastDayBefore(endsOn)} /> },
      {
        field: 'visits',
        label: t('visitsLeft'),
        align: 'end',
        cell: ({ meter }) => (meter.visitsLeft === null ? t('unlimited') : <NumberText value={meter.visitsLeft} />),
      },
    ],
    [t],
  );
  return (
    <PageFrame title={t('title')} actions={<NewContractButton />}>
      <DataTable
        label={t('title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/contracts/${id}`}
        searchLabel={t('search')}
        filters={
          <>
            <FilterSelect
              label={t('kind')}
              value={filters.kind}
              options={contractKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
              onChoose={(kind) => state.filter({ kind })}
            />
            <FilterSelect
              label={t('state')}
              value={filters.state}
              options={contractStates.map((each) => ({ value: each, label: t(`states.${each}`) }))}
              onChoose={(chosen) => state.filter({ state: chosen })}
            />
            <Button
              variant={filters.endsBefore ? 'contained' : 'outlined'}
              aria-pressed={filters.endsBefore !== undefined}
              onClick={() => state.filter({ endsBefore: filters.endsBefore ? undefined : inDays(SOON_DAYS) })}
            >
              {t('endsSoon')}
            </Button>
          </>
        }
        empty={<EmptyState icon="receipt" title={t('empty')} hint={t('emptyHint')} action={<NewContractButton />} />}
      />
    </PageFrame>
  );
}

function NewContractButton(): ReactNode {
  const { t } = useTranslation('contracts');
  return (
    <Can do="contract.manage">
      <Button variant="contained" component={Link} to="/contracts/new" startIcon={<Icon name="plus" />}>
        {t('new')}
      </Button>
    </Can>
  );
}

function inDays(days: number): string {
  return today(new Date(Date.now() + days * 86_400_000));
}
