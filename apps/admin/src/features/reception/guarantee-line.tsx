import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Icon, type IconName } from '../../ui/icon';
import { Code } from '../../ui/text';
import type { DeviceAtCounter } from './api';
import { civilDay } from './intake';

type Guarantee = NonNullable<DeviceAtCounter['guarantee']>;
type Standing =
  | { readonly kind: 'none' | 'not-begun' | 'suspended' | 'void' | 'transferred' | 'over' }
  | { readonly kind: 'in' | 'ended' | 'begins'; readonly day: string; readonly days: number };

const looks = {
  none: { color: 'text.secondary', icon: 'minus' },
  'not-begun': { color: 'info.main', icon: 'clock' },
  begins: { color: 'info.main', icon: 'clock' },
  in: { color: 'success.main', icon: 'shield' },
  ended: { color: 'warning.main', icon: 'close' },
  over: { color: 'warning.main', icon: 'close' },
  suspended: { color: 'error.main', icon: 'warning' },
  void: { color: 'error.main', icon: 'warning' },
  transferred: { color: 'error.main', icon: 'warning' },
} as const satisfies Record<Standing['kind'], { color: string; icon: IconName }>;

/** The card's word in one line. What is covered line by line is the server's decision when the device is taken in. */
export function GuaranteeLine({ guarantee }: { readonly guarantee: Guarantee | null }): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const standing = standingOf(guarantee, civilDay(new Date()));
  const { color, icon } = looks[standing.kind];
  const values =
    'day' in standing ? { day: format.date(standing.day, 'short'), count: standing.days } : { day: '', count: 0 };
  return (
    <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1 }}>
      <Icon name={icon} sx={{ color }} />
      <Typography variant="body2" sx={{ color, fontWeight: 600 }}>
        {t(`guarantee.${standing.kind}`, values)}
      </Typography>
      {guarantee && (
        <Typography variant="body2" color="textSecondary" component="span">
          <Code>{guarantee.cardNo}</Code> · <Code>{guarantee.policyCode}</Code>
        </Typography>
      )}
    </Stack>
  );
}

/** `endsOn` is the first day that is not covered; people count to the last that is. */
function standingOf(guarantee: Guarantee | null, today: string): Standing {
  if (!guarantee) return { kind: 'none' };
  const { state, startsOn, endsOn } = guarantee;
  if (state === 'suspended' || state === 'void' || state === 'transferred') return { kind: state };
  if (startsOn === null || endsOn === null) return { kind: state === 'expired' ? 'over' : 'not-begun' };
  if (today < startsOn) return { kind: 'begins', day: startsOn, days: daysBetween(today, startsOn) };
  const lastDay = civilDay(new Date(`${endsOn}T12:00:00`), -1);
  if (state === 'expired' || today >= endsOn) return { kind: 'ended', day: lastDay, days: daysBetween(lastDay, today) };
  return { kind: 'in', day: lastDay, days: daysBetween(today, endsOn) };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
