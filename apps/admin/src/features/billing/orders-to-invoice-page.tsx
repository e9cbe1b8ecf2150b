import Button from '@mui/material/Button';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCenter } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { useTableState } from '../../ui/table-state';
import { Code, DateTimeText } from '../../ui/text';
import { ordersToInvoiceQuery, type RepairOrderSummary } from './api';
import { CashDeskTabs } from './cash-desk-tabs';
import { IssueInvoicePanel } from './issue-invoice-panel';

/** Devices that are ready while nobody has been billed for the work yet. */
export function OrdersToInvoicePage(): ReactNode {
  const { t } = useTranslation('billing');
  const center = useCenter();
  const state = useTableState();
  const query = useListQuery((page) => ordersToInvoiceQuery({ ...state.search, centerId: center?.id, ...page }));
  const [openId, setOpenId] = useState<string | null>(null);
  const columns = useOrderColumns(setOpenId);

  return (
    <PageFrame title={t('cashDesk.title')} tabs={<CashDeskTabs />}>
      <DataTable
        label={t('cashDesk.toInvoice')}
        columns={columns}
        query={query}
        state={state}
        onOpen={(order) => setOpenId(order.id)}
        empty={<EmptyState icon="receipt" title={t('cashDesk.nothingReady')} hint={t('cashDesk.nothingReadyHint')} />}
      />
      {openId !== null && <IssueInvoicePanel orderId={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}

function useOrderColumns(issue: (id: string) => void): readonly TableColumn<RepairOrderSummary>[] {
  const { t } = useTranslation('billing');
  const format = useFormat();
  return useMemo(
    () => [
      { field: 'number', label: t('order.number'), minWidth: 160, cell: ({ number }) => <Code>{number}</Code> },
      {
        field: 'customer',
        label: t('invoice.buyer'),
        flex: 1.5,
        minWidth: 140,
        cell: ({ customer }) => <bdi>{customer?.name ?? '—'}</bdi>,
      },
      {
        field: 'device',
        label: t('order.device'),
        flex: 2,
        minWidth: 180,
        cell: ({ device }) => `${format.name(device.brand)} · ${format.name(device.product)}`,
      },
      {
        field: 'state',
        label: t('invoice.state'),
        minWidth: 160,
        cell: ({ state }) => <RepairStateChip state={state} />,
      },
      {
        field: 'readyAt',
        label: t('order.readyAt'),
        minWidth: 150,
        cell: (row) => <DateTimeText value={row.readyAt} />,
      },
      {
        field: 'action',
        acts: true,
        label: '',
        width: 150,
        align: 'end',
        cell: ({ id }) => (
          <Button
            size="small"
            variant="outlined"
            onClick={(event) => {
              event.stopPropagation();
              issue(id);
            }}
          >
            {t('issue.open')}
          </Button>
        ),
      },
    ],
    [t, format, issue],
  );
}
