import Chip from '@mui/material/Chip';
import { alpha } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type Tone = 'neutral' | 'active' | 'waiting' | 'good' | 'bad';

const looks = {
  neutral: { color: 'secondary', icon: 'minus' },
  active: { color: 'info', icon: 'arrow' },
  waiting: { color: 'warning', icon: 'clock' },
  good: { color: 'success', icon: 'check' },
  bad: { color: 'error', icon: 'close' },
} as const satisfies Record<Tone, { color: string; icon: IconName }>;

interface StatusChipProps {
  readonly tone: Tone;
  readonly label: string;
}

/** A state in words and with a sign of its own; the colour only repeats them. */
export function StatusChip({ tone, label }: StatusChipProps): ReactNode {
  const { color, icon } = looks[tone];
  return (
    <Chip
      size="small"
      label={label}
      icon={<Icon name={icon} sx={{ fontSize: 15 }} />}
      sx={(theme) => ({
        color: theme.palette[color].main,
        backgroundColor: alpha(theme.palette[color].main, theme.palette.mode === 'dark' ? 0.16 : 0.1),
        '& .MuiChip-icon': { color: 'inherit' },
      })}
    />
  );
}
