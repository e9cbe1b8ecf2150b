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
import { useTableState } from '../../ui/table-state';
import { Code } from '../../ui/text';
import { customersQuery, type CustomerRow } from './api';

/** The register of people and firms, of all centres. */
export function CustomersPage(): ReactNode {
  const { t } = useTranslation('customers');
  const state = useTableState();
  const query = useListQuery((page) => customersQuery({ ...state.search, ...page }));
  const columns = useColumns();

  return (
    <PageFrame title={t('title')} actions={<NewCustomerButton />}>
      <DataTable
        label={t('title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/customers/${id}`}
        searchLabel={t('search')}
        empty={<EmptyState icon="users" title={t('empty')} hint={t('emptyHint')} action={<NewCustomerButton />} />}
      />
    </PageFrame>
  );
}

function NewCustomerButton(): ReactNode {
  const { t } = useTranslation('customers');
  return (
    <Can do="customer.write">
      <Button variant="contained" component={Link} to="/customers/new" startIcon={<Icon name="plus" />}>
        {t('new')}
      </Button>
    </Can>
  );
}

function useColumns(): readonly TableColumn<CustomerRow>[] {
  const { t } = useTranslation('customers');
  const format = useFormat();
  return useMemo(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <bdi>{name}</bdi>, flex: 2 },
      { field: 'mobile', label: t('mobile'), cell: ({ mobile }) => <Code>{format.digits(mobile)}</Code> },
      { field: 'email', label: t('email'), cell: ({ email }) => (email ? <Code>{email}</Code> : '—') },
      { field: 'kind', label: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`), width: 140 },
    ],
    [t, format],
  );
}
