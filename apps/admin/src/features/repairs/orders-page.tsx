import Checkbox from '@mui/material/Checkbox';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import MuiTextField from '@mui/material/TextField';
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useAccount, useCan } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { Picker } from '../../ui/picker-field';
import { repairStateTones, type RepairState } from '../../ui/repair-state-chip';
import { useTableState, type TableState } from '../../ui/table-state';
import { staffSource } from '../organization/api';
import { ordersQuery, staffQuery } from './api';
import { useOrderColumns } from './orders-columns';

const states = Object.keys(repairStateTones) as readonly RepairState[];

/** The orders of the reader's centres, the newest first. */
export function OrdersPage(): ReactNode {
  const { t } = useTranslation('repairs');
  const columns = useOrderColumns();
  const state = useTableState();
  const filters = useOrderFilters();
  const { limit, cursor } = state.search;
  const query = useListQuery((page) =>
    ordersQuery({
      ...(limit && { limit }),
      ...(cursor && { cursor }),
      ...(filters.state && { state: filters.state }),
      ...(filters.center && { centerId: filters.center }),
      ...(filters.technician && { technicianId: filters.technician }),
      ...page,
    }),
  );
  return (
    <PageFrame title={t('orders.title')} subtitle={t('orders.subtitle')}>
      <DataTable
        label={t('orders.title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={orderPath}
        filters={<OrderFilters state={state} />}
        empty={<EmptyState icon="wrench" title={t('orders.empty')} hint={t('orders.emptyHint')} />}
      />
    </PageFrame>
  );
}

function orderPath({ id }: { readonly id: string }): string {
  return `/repair-orders/${id}`;
}

function useOrderFilters(): { state?: string; center?: string; technician?: string } {
  return useSearch({ strict: false });
}

function OrderFilters({ state }: { readonly state: TableState }): ReactNode {
  const { t } = useTranslation('repairs');
  const { t: tUi } = useTranslation('ui');
  const can = useCan();
  const format = useFormat();
  const { centers } = useAccount();
  const filters = useOrderFilters();
  const chosen = filters.state?.split(',') ?? [];
  return (
    <>
      <MuiTextField
        select
        label={t('fields.state')}
        value={chosen}
        onChange={(event) => {
          const values = event.target.value as unknown as readonly string[];
          state.filter({ state: values.join(',') || undefined });
        }}
        sx={{ width: { xs: 1, sm: 260 } }}
        slotProps={{
          select: {
            multiple: true,
            renderValue: (value) =>
              (value as readonly RepairState[])
                .map((each) => tUi(`repairStates.${each}`))
                .join(format.name({ fa: '، ', en: ', ' })),
          },
        }}
      >
        {states.map((each) => (
          <MenuItem key={each} value={each} dense>
            <Checkbox checked={chosen.includes(each)} size="small" sx={{ p: 0 }} tabIndex={-1} />
            <ListItemText primary={tUi(`repairStates.${each}`)} />
          </MenuItem>
        ))}
      </MuiTextField>
      {centers.length > 1 && (
        <FilterSelect
          label={t('fields.center')}
          value={filters.center}
          options={centers.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
          onChoose={(center) => state.filter({ center })}
        />
      )}
      {can('organization.read') && <TechnicianFilter state={state} />}
    </>
  );
}

function TechnicianFilter({ state }: { readonly state: TableState }): ReactNode {
  const { t } = useTranslation('repairs');
  const { center, technician = '' } = useOrderFilters();
  const source = useMemo(() => staffSource(center), [center]);
  const { data } = useQuery({ ...staffQuery(technician), enabled: technician !== '' });
  return (
    <Box sx={{ width: { xs: 1, sm: 240 } }}>
      <Picker
        label={t('fields.technician')}
        source={source}
        value={technician ? { id: technician, text: data?.displayName ?? '…' } : null}
        onChange={(option) => state.filter({ technician: option?.id })}
      />
    </Box>
  );
}
