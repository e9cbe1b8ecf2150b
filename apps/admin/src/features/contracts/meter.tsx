import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import type { ContractMeter } from './api';

/** What is used and left of a contract: visits, hours of labour and days, each as a bar. */
export function EntitlementMeter({ meter }: { readonly meter: ContractMeter }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { visitsUsed, visitsLeft, minutesUsed, minutesLeft, daysLeft, days } = meter;
  const hours = (minutes: number): string => format.number(minutes / 60, { maximumFractionDigits: 1 });
  return (
    <Box
      sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))', pt: 0.5 }}
    >
      <Bar
        label={t('meter.visits')}
        used={visitsUsed}
        left={visitsLeft}
        text={
          visitsLeft === null
            ? t('meter.visitsUsed', { used: format.number(visitsUsed) })
            : t('meter.visitsLeft', { left: format.number(visitsLeft), of: format.number(visitsUsed + visitsLeft) })
        }
      />
      <Bar
        label={t('meter.hours')}
        used={minutesUsed}
        left={minutesLeft}
        text={
          minutesLeft === null
            ? t('meter.hoursUsed', { used: hours(minutesUsed) })
            : t('meter.hoursLeft', { left: hours(minutesLeft), of: hours(minutesUsed + minutesLeft) })
        }
      />
      <Bar
        label={t('meter.days')}
        used={days - daysLeft}
        left={daysLeft}
        text={t('meter.daysLeft', { left: format.number(daysLeft), of: format.number(days) })}
      />
    </Box>
  );
}

interface BarProps {
  readonly label: string;
  readonly text: string;
  readonly used: number;
  /** Null: without limit, so there is no bar. */
  readonly left: number | null;
}

function Bar({ label, text, used, left }: BarProps): ReactNode {
  const id = useId();
  const whole = used + (left ?? 0);
  const share = left === null || whole === 0 ? 0 : Math.round((left / whole) * 100);
  return (
    <Stack spacing={0.75}>
      <Typography id={id} variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography sx={{ fontWeight: 600 }}>{text}</Typography>
      {left !== null && (
        <LinearProgress
          variant="determinate"
          value={share}
          color={share > 25 ? 'success' : share > 0 ? 'warning' : 'error'}
          aria-labelledby={id}
          aria-valuetext={text}
          sx={{ height: 6, borderRadius: 3 }}
        />
      )}
    </Stack>
  );
}
