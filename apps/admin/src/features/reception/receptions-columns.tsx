import type { TFunction } from 'i18next';
import { StatusChip } from '../../ui/status-chip';
import type { TableColumn } from '../../ui/table-model';
import { Code, DateTimeText } from '../../ui/text';
import type { ReceptionSummary } from './api';

/** Receipts of a centre as the counter looks at them. */
export function receptionsColumns(t: TFunction<'reception'>): readonly TableColumn<ReceptionSummary>[] {
  return [
    { field: 'number', label: t('columns.number'), cell: ({ number }) => <Code>{number}</Code>, width: 170 },
    { field: 'customer', label: t('columns.customer'), cell: ({ customer }) => <bdi>{customer.name}</bdi>, flex: 2 },
    {
      field: 'receivedAt',
      label: t('columns.receivedAt'),
      cell: ({ receivedAt }) => <DateTimeText value={receivedAt} />,
      width: 190,
    },
    {
      field: 'devices',
      label: t('columns.devices'),
      cell: (reception) => <Progress {...reception} t={t} />,
      width: 190,
    },
  ];
}

interface ProgressProps extends Pick<ReceptionSummary, 'devices' | 'delivered'> {
  readonly t: TFunction<'reception'>;
}

/** How much of a receipt has gone back to the customer. */
export function Progress({ devices, delivered, t }: ProgressProps) {
  return (
    <StatusChip
      tone={delivered === devices ? 'good' : delivered > 0 ? 'active' : 'neutral'}
      label={delivered === devices ? t('progress.all', { count: devices }) : t('progress.some', { delivered, devices })}
    />
  );
}
