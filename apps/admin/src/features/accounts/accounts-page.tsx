import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { AccessTabs } from './access-tabs';
import { accountColumns } from './accounts-columns';
import { accountsQuery, rolesQuery } from './api';

interface Filters {
  readonly role?: string;
  readonly state?: 'enabled' | 'disabled';
}

/** Everybody who can sign in, as far as one's own centres reach. */
export function AccountsPage(): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const state = useTableState();
  const { role, state: shown }: Filters = useSearch({ strict: false });
  const { q, limit, cursor } = state.search;
  const query = useListQuery((page) =>
    accountsQuery({ q, limit, cursor, roleId: role, disabled: shown && shown === 'disabled', ...page }),
  );
  const roles = useQuery(rolesQuery).data?.data ?? [];
  const columns = useMemo(() => accountColumns(t), [t]);

  return (
    <PageFrame title={t('navigation.label')} tabs={<AccessTabs />} actions={<NewAccountButton />}>
      <DataTable
        label={t('accounts.title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/accounts/${id}`}
        searchLabel={t('accounts.search')}
        filters={
          <>
            <FilterSelect
              label={t('account.role')}
              value={role}
              options={roles.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
              onChoose={(value) => state.filter({ role: value })}
            />
            <FilterSelect
              label={t('account.state')}
              value={shown}
              options={[
                { value: 'enabled', label: t('states.enabled') },
                { value: 'disabled', label: t('states.disabled') },
              ]}
              onChoose={(value) => state.filter({ state: value })}
            />
          </>
        }
        empty={
          <EmptyState
            icon="users"
            title={t('accounts.empty')}
            hint={t('accounts.emptyHint')}
            action={<NewAccountButton />}
          />
        }
      />
    </PageFrame>
  );
}

function NewAccountButton(): ReactNode {
  const { t } = useTranslation('accounts');
  return (
    <Button component={Link} to="/accounts/new" variant="contained" startIcon={<Icon name="plus" />}>
      {t('accounts.new')}
    </Button>
  );
}
