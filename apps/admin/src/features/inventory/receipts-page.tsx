import Button from '@mui/material/Button';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useHotkey } from '../../lib/hotkeys';
import { useCan, useCenter } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { Code, DateTimeText, Money, Name } from '../../ui/text';
import { receiptsQuery, type GoodsReceiptSummary } from './api';

/** What suppliers delivered, newest first. */
export function ReceiptsPage(): ReactNode {
  const { t } = useTranslation('inventory');
  const center = useCenter();
  const navigate = useNavigate();
  const mayReceive = useCan()('inventory.receive');
  const state = useTableState();
  const query = useListQuery((page) => receiptsQuery({ ...state.search, centerId: center?.id, ...page }));
  const columns = useReceiptColumns();
  useHotkey('KeyN', () => mayReceive && void navigate({ to: '/goods-receipts/new' }));
  const add = mayReceive && (
    <Button
      component={Link}
      to="/goods-receipts/new"
      variant="contained"
      startIcon={<Icon name="plus" />}
      aria-keyshortcuts="N"
    >
      {t('receipts.add')}
    </Button>
  );

  return (
    <PageFrame title={t('receipts.title')} subtitle={t('receipts.subtitle')} actions={add}>
      <DataTable
        label={t('receipts.title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={receiptAddress}
        empty={<EmptyState icon="truck" title={t('receipts.none')} hint={t('receipts.noneHint')} />}
      />
    </PageFrame>
  );
}

function receiptAddress({ id }: GoodsReceiptSummary): string {
  return `/goods-receipts/${id}`;
}

function useReceiptColumns(): readonly TableColumn<GoodsReceiptSummary>[] {
  const { t } = useTranslation('inventory');
  const money = useMoney();
  return useMemo(
    () => [
      { field: 'number', label: t('receipt.number'), minWidth: 150, cell: ({ number }) => <Code>{number}</Code> },
      {
        field: 'receivedAt',
        label: t('receipt.at'),
        minWidth: 150,
        cell: (row) => <DateTimeText value={row.receivedAt} />,
      },
      {
        field: 'supplier',
        label: t('receipt.supplier'),
        flex: 2,
        minWidth: 150,
        cell: (row) => <bdi>{row.supplier}</bdi>,
      },
      {
        field: 'documentNo',
        label: t('receipt.documentNo'),
        cell: ({ documentNo }) => (documentNo === null ? '—' : <Code>{documentNo}</Code>),
      },
      { field: 'location', label: t('location'), cell: ({ location }) => <Name value={location.name} /> },
      { field: 'receivedBy', label: t('receipt.by'), wideOnly: true, cell: (row) => row.receivedBy?.name ?? '—' },
      {
        field: 'value',
        label: t('figures.value'),
        minWidth: 150,
        align: 'end',
        cell: ({ value }) => <Money value={money(value)} />,
      },
    ],
    [t, money],
  );
}
