import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { Claim, Core } from './api';

const claimTones = {
  draft: 'neutral',
  submitted: 'waiting',
  answered: 'active',
  resubmitted: 'waiting',
  settled: 'good',
} as const satisfies Record<Claim['state'], Tone>;

const coreTones = {
  due: 'waiting',
  received: 'active',
  sent: 'neutral',
  accepted: 'good',
  refused: 'bad',
} as const satisfies Record<Core['state'], Tone>;

/** Where a claim stands. */
export function ClaimStateChip({ state }: Pick<Claim, 'state'>): ReactNode {
  const { t } = useTranslation('claims');
  return <StatusChip tone={claimTones[state]} label={t(`states.${state}`)} />;
}

/** Where an old part is; one past its day says so. */
export function CoreStateChip({ state, late = false }: Pick<Core, 'state'> & { readonly late?: boolean }): ReactNode {
  const { t } = useTranslation('claims');
  const label = t(`cores.states.${state}`);
  return <StatusChip tone={late ? 'bad' : coreTones[state]} label={late ? `${label} · ${t('cores.late')}` : label} />;
}
