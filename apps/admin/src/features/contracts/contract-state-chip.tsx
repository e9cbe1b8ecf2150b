import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { Contract } from './api';

const tones = {
  draft: 'waiting',
  active: 'good',
  suspended: 'waiting',
  expired: 'neutral',
  terminated: 'bad',
} as const satisfies Record<Contract['state'], Tone>;

/** Where a contract stands. */
export function ContractStateChip({ state }: Pick<Contract, 'state'>): ReactNode {
  const { t } = useTranslation('contracts');
  return <StatusChip tone={tones[state]} label={t(`states.${state}`)} />;
}
