import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { Block, DeviceRow } from './api';

const provenanceTones = {
  verified: 'good',
  declared: 'neutral',
  unknown: 'waiting',
  blocked: 'bad',
} as const satisfies Record<DeviceRow['provenance'], Tone>;

/** How sure it is that the unit is what it says. */
export function ProvenanceChip({ provenance }: Pick<DeviceRow, 'provenance'>): ReactNode {
  const { t } = useTranslation('devices');
  return <StatusChip tone={provenanceTones[provenance]} label={t(`provenances.${provenance}`)} />;
}

const blockTones = {
  stolen: 'bad',
  blocked: 'bad',
  counterfeit: 'bad',
  recalled: 'waiting',
} as const satisfies Record<Block['kind'], Tone>;

/** Why a unit stands in the register of blocks. */
export function BlockKindChip({ kind }: Pick<Block, 'kind'>): ReactNode {
  const { t } = useTranslation('devices');
  return <StatusChip tone={blockTones[kind]} label={t(`blocks.kinds.${kind}`)} />;
}

/** Only what is out of service says so. */
export function DeviceStatusChip({ status }: Pick<DeviceRow, 'status'>): ReactNode {
  const { t } = useTranslation('devices');
  return status === 'active' ? null : <StatusChip tone="neutral" label={t(`statuses.${status}`)} />;
}
