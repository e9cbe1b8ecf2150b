import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
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
import { Picker } from '../../ui/picker-field';
import { useTableState, type TableState } from '../../ui/table-state';
import { Code, Name } from '../../ui/text';
import { BrandFilter, ProductFilter } from '../catalog/filters';
import { customerQuery, customerSource } from '../customers/api';
import { devicesQuery, type DeviceRow } from './api';
import { DeviceStatusChip, ProvenanceChip } from './device-chips';
import { DevicesTabs } from './devices-tabs';
import { devicesSearch } from './search';

/** Every unit the network has met. */
export function DevicesPage(): ReactNode {
  const { t } = useTranslation('devices');
  const state = useTableState();
  const search = devicesSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => devicesQuery({ ...search, ...page }));
  const columns = useColumns();

  return (
    <PageFrame title={t('title')} actions={<NewDeviceButton />}>
      <DevicesTabs />
      <DataTable
        label={t('title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/devices/${id}`}
        searchLabel={t('search')}
        filters={
          <>
            <Can do="catalog.read">
              <BrandFilter state={state} value={search.brandId} />
              <ProductFilter state={state} value={search.productId} brandId={search.brandId} />
            </Can>
            <Can do="customer.read">
              <OwnerFilter state={state} value={search.customerId} />
            </Can>
          </>
        }
        empty={<EmptyState icon="device" title={t('empty')} hint={t('emptyHint')} action={<NewDeviceButton />} />}
      />
    </PageFrame>
  );
}

function NewDeviceButton(): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <Can do="device.write">
      <Button variant="contained" component={Link} to="/devices/new" startIcon={<Icon name="plus" />}>
        {t('new')}
      </Button>
    </Can>
  );
}

function OwnerFilter({ state, value }: { readonly state: TableState; readonly value: string | undefined }): ReactNode {
  const { t } = useTranslation('devices');
  const { data } = useQuery({ ...customerQuery(value ?? ''), ...(!value && { queryFn: skipToken }) });
  return (
    <Box sx={{ width: { xs: 1, sm: 220 } }}>
      <Picker
        label={t('owner')}
        source={customerSource}
        value={value && data ? { id: data.id, text: data.name } : null}
        onChange={(option) => state.filter({ customerId: option?.id })}
      />
    </Box>
  );
}

function useColumns(): readonly TableColumn<DeviceRow>[] {
  const { t } = useTranslation('devices');
  const format = useFormat();
  return useMemo(
    () => [
      {
        field: 'serial',
        label: t('serial'),
        cell: ({ serial, imei }) => <SerialText serial={serial ?? imei} />,
        minWidth: 150,
      },
      { field: 'brand', label: t('brand'), cell: ({ brand }) => <Name value={brand.name} /> },
      { field: 'product', label: t('product'), cell: ({ product }) => <Name value={product.name} />, flex: 1.5 },
      {
        field: 'owner',
        label: t('owner'),
        cell: ({ owner }) => (owner?.name ? <bdi>{owner.name}</bdi> : '—'),
        flex: 1.5,
      },
      {
        field: 'mobile',
        label: t('ownerMobile'),
        cell: ({ owner }) => (owner?.mobile ? <Code>{format.digits(owner.mobile)}</Code> : '—'),
        minWidth: 150,
        wideOnly: true,
      },
      {
        field: 'provenance',
        label: t('provenance'),
        cell: ({ provenance, status }) => (
          <Stack direction="row" spacing={0.5}>
            <ProvenanceChip provenance={provenance} />
            <DeviceStatusChip status={status} />
          </Stack>
        ),
        minWidth: 150,
      },
    ],
    [t, format],
  );
}

function SerialText({ serial }: { readonly serial: string | null }): ReactNode {
  const { t } = useTranslation('devices');
  return serial ? <Code>{serial}</Code> : t('noSerial');
}
