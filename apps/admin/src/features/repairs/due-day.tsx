import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/text';
import type { RepairSummary } from './api';
import { isLate, localToday } from './states';

/** The day told to the customer; in words, not only in red, when it has passed. */
export function DueDay({
  order,
}: {
  readonly order: Pick<RepairSummary, 'promisedOn' | 'readyAt' | 'state'>;
}): ReactNode {
  const { t } = useTranslation('repairs');
  if (order.promisedOn === null) return '—';
  const late = isLate(order, localToday());
  return (
    <Typography component="span" variant="inherit" color={late ? 'error' : 'inherit'} sx={{ whiteSpace: 'nowrap' }}>
      <DateText value={order.promisedOn} />
      {late && ` · ${t('due.late')}`}
    </Typography>
  );
}
