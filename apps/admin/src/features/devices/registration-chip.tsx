import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { Registration } from './api';

const tones = {
  raw: 'waiting',
  sold: 'active',
  active: 'good',
  suspended: 'waiting',
  void: 'bad',
  expired: 'neutral',
  transferred: 'neutral',
} as const satisfies Record<Registration['state'], Tone>;

/** Where a guarantee card stands. */
export function RegistrationChip({ state }: Pick<Registration, 'state'>): ReactNode {
  const { t } = useTranslation('devices');
  return <StatusChip tone={tones[state]} label={t(`guarantee.states.${state}`)} />;
}
