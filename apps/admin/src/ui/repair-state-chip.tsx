import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../lib/api-types';
import { StatusChip, type Tone } from './status-chip';

export type RepairState = components['schemas']['RepairState'];

/** In the order of the work, as filters list them. */
export const repairStateTones = {
  received: 'neutral',
  diagnosing: 'active',
  awaiting_approval: 'waiting',
  awaiting_parts: 'waiting',
  in_repair: 'active',
  at_vendor: 'waiting',
  qc: 'active',
  ber: 'waiting',
  replaced: 'active',
  ready: 'good',
  ready_unrepaired: 'waiting',
  delivered: 'neutral',
  unclaimed: 'bad',
  cancelled: 'neutral',
  closed: 'neutral',
  disposed: 'neutral',
} as const satisfies Record<RepairState, Tone>;

export const repairStates = Object.keys(repairStateTones) as readonly RepairState[];

/** Where a repair order stands. */
export function RepairStateChip({ state }: { readonly state: RepairState }): ReactNode {
  const { t } = useTranslation('ui');
  return <StatusChip tone={repairStateTones[state]} label={t(`repairStates.${state}`)} />;
}
