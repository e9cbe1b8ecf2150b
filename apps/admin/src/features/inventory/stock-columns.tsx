import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import type { TableColumn } from '../../ui/table-model';
import { Code, Money, Name, NumberText } from '../../ui/text';
import type { BalanceRow } from './api';

export function useBalanceColumns(): readonly TableColumn<BalanceRow>[] {
  const { t } = useTranslation('inventory');
  const money = useMoney();
  return useMemo(() => {
    const pieces = (field: 'onHand' | 'reserved' | 'free' | 'short'): TableColumn<BalanceRow> => ({
      field,
      label: t(`figures.${field}`),
      width: 84,
      align: 'end',
      wideOnly: field === 'reserved',
      cell: (row) => (
        <Box
          component="span"
          sx={{
            color: row[field] === 0 ? 'text.disabled' : field === 'short' ? 'warning.main' : 'inherit',
            fontWeight: field === 'short' && row.short > 0 ? 650 : 400,
          }}
        >
          <NumberText value={row[field]} />
        </Box>
      ),
    });
    return [
      { field: 'part', label: t('part'), flex: 2, minWidth: 160, cell: ({ part }) => <Name value={part.name} /> },
      { field: 'sku', label: t('sku'), minWidth: 110, cell: ({ part }) => <Code>{part.sku}</Code> },
      {
        field: 'location',
        label: t('location'),
        minWidth: 110,
        cell: ({ location }) => <Name value={location.name} />,
      },
      pieces('onHand'),
      pieces('reserved'),
      pieces('free'),
      pieces('short'),
      {
        field: 'averageCost',
        label: t('figures.averageCost'),
        minWidth: 130,
        align: 'end',
        wideOnly: true,
        cell: ({ averageCost }) => <Money value={averageCost === null ? null : money(averageCost)} />,
      },
      {
        field: 'value',
        label: t('figures.value'),
        minWidth: 130,
        align: 'end',
        cell: ({ value }) => <Money value={money(value)} />,
      },
    ];
  }, [t, money]);
}
