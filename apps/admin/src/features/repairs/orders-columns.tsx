import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableColumn } from '../../ui/table-model';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { Code, DateTimeText, Name } from '../../ui/text';
import type { RepairSummary } from './api';
import { DueDay } from './due-day';

export function useOrderColumns(): readonly TableColumn<RepairSummary>[] {
  const { t } = useTranslation('repairs');
  return useMemo(
    () => [
      {
        field: 'number',
        label: t('fields.number'),
        cell: ({ number, receivedAt }) => (
          <>
            <Code>{number}</Code>
            <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              <DateTimeText value={receivedAt} />
            </Typography>
          </>
        ),
        width: 164,
      },
      {
        field: 'state',
        label: t('fields.state'),
        cell: ({ state }) => <RepairStateChip state={state} />,
        minWidth: 170,
      },
      {
        field: 'device',
        label: t('fields.device'),
        cell: ({ device }) => (
          <>
            <Name value={device.brand} /> <Name value={device.product} />
            <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {device.serial ? <Code>{device.serial}</Code> : t('device.noSerial')}
            </Typography>
          </>
        ),
        flex: 1.5,
        minWidth: 180,
      },
      {
        field: 'customer',
        label: t('fields.customer'),
        cell: ({ customer }) => (customer ? <bdi>{customer.name}</bdi> : '—'),
        minWidth: 130,
      },
      { field: 'type', label: t('fields.type'), cell: ({ type }) => t(`types.${type}`), width: 120 },
      {
        field: 'technician',
        label: t('fields.technician'),
        cell: ({ technician }) => (technician ? <bdi>{technician.name}</bdi> : '—'),
        minWidth: 120,
        wideOnly: true,
      },
      {
        field: 'promisedOn',
        label: t('fields.promisedOn'),
        cell: (order) => (
          <>
            <DueDay order={order} />
            {order.priority === 'urgent' && (
              <Typography component="span" variant="caption" color="error" sx={{ display: 'block' }}>
                {t('priorities.urgent')}
              </Typography>
            )}
          </>
        ),
        minWidth: 160,
      },
    ],
    [t],
  );
}
