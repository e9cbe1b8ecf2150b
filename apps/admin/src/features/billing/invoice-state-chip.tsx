import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { InvoiceState } from './api';

const tones = {
  issued: 'waiting',
  part_paid: 'active',
  paid: 'good',
  written_off: 'bad',
  own_cost: 'neutral',
} as const satisfies Record<InvoiceState, Tone>;

export function InvoiceStateChip({ state }: { readonly state: InvoiceState }): ReactNode {
  const { t } = useTranslation('billing');
  return <StatusChip tone={tones[state]} label={t(`states.${state}`)} />;
}
