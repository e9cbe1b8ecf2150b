import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { RequisitionState } from './api';

const tones = {
  submitted: 'waiting',
  partly_issued: 'active',
  issued: 'good',
  closed: 'neutral',
  cancelled: 'neutral',
} as const satisfies Record<RequisitionState, Tone>;

export function RequisitionStateChip({ state }: { readonly state: RequisitionState }): ReactNode {
  const { t } = useTranslation('inventory');
  return <StatusChip tone={tones[state]} label={t(`states.${state}`)} />;
}
