import Button from '@mui/material/Button';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { StatusChip } from '../../ui/status-chip';
import { useTableState } from '../../ui/table-state';
import { Code, Name } from '../../ui/text';
import { policiesQuery, type PolicyRow } from './api';
import { WarrantyTabs } from './warranty-tabs';

/** What is promised to devices, and in which version. */
export function PoliciesPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const state = useTableState();
  const query = useListQuery((page) => policiesQuery({ ...state.search, ...page }));
  const columns = useMemo<readonly TableColumn<PolicyRow>[]>(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <Name value={name} />, flex: 2 },
      { field: 'code', label: t('code'), cell: ({ code }) => <Code>{code}</Code> },
      {
        field: 'published',
        label: t('binding'),
        cell: ({ publishedNumber }) =>
          publishedNumber === null ? (
            <StatusChip tone="neutral" label={t('unpublished')} />
          ) : (
            <StatusChip tone="good" label={t('version', { number: format.number(publishedNumber) })} />
          ),
      },
      {
        field: 'draft',
        label: t('draft'),
        cell: ({ hasDraft }) => (hasDraft ? <StatusChip tone="waiting" label={t('hasDraft')} /> : '—'),
      },
    ],
    [t, format],
  );
  return (
    <PageFrame title={t('title')} actions={<NewPolicyButton />}>
      <WarrantyTabs />
      <DataTable
        label={t('policies')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/warranty/policies/${id}`}
        searchLabel={t('search')}
        empty={<EmptyState icon="shield" title={t('empty')} hint={t('emptyHint')} action={<NewPolicyButton />} />}
      />
    </PageFrame>
  );
}

function NewPolicyButton(): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <Can do="warranty.manage">
      <Button variant="contained" component={Link} to="/warranty/policies/new" startIcon={<Icon name="plus" />}>
        {t('new')}
      </Button>
    </Can>
  );
}
