import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import type { PolicyTerms } from './api';

const MONTHS_PER_YEAR = 12;

interface CoverBarsProps {
  readonly cover: readonly (Pick<PolicyTerms['cover'][number], 'class' | 'months' | 'percent'> & {
    /** Name of the component group that a line is for; null = the whole device. */
    readonly group: string | null;
  })[];
}

/** How long each class is covered and how much of it: one bar a line of cover, from the start of cover, a line a year. */
export function CoverBars({ cover }: CoverBarsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const longest = Math.max(...cover.map(({ months }) => months), MONTHS_PER_YEAR);
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'auto minmax(80px, 1fr) auto',
        columnGap: 2,
        rowGap: 1,
        alignItems: 'center',
      }}
    >
      {cover.map((line, index) => {
        const months = t('months', { count: line.months, value: format.number(line.months) });
        const extent = `${months} · ${format.percent(line.percent / 100)}`;
        const name = [ui(`coverage.classes.${line.class}`), ...(line.group === null ? [] : [line.group])].join(' · ');
        return (
          <Box key={`${line.class}${index}`} sx={{ display: 'contents' }}>
            <Typography variant="body2">{name}</Typography>
            <Bar label={`${name}: ${extent}`} months={line.months} percent={line.percent} longest={longest} />
            <Typography variant="body2" color="textSecondary">
              {extent}
            </Typography>
          </Box>
        );
      })}
    </Box>
  );
}

interface BarProps {
  readonly label: string;
  readonly months: number;
  readonly percent: number;
  readonly longest: number;
}

function Bar({ label, months, percent, longest }: BarProps): ReactNode {
  const { palette, direction } = useTheme();
  const years = Array.from(
    { length: Math.ceil(longest / MONTHS_PER_YEAR) - 1 },
    (_, year) => (year + 1) * MONTHS_PER_YEAR,
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${longest} 10`}
      preserveAspectRatio="none"
      style={{ width: '100%', height: 18, transform: direction === 'rtl' ? 'scaleX(-1)' : undefined }}
    >
      <rect width={longest} height={10} fill={palette.action.hover} />
      <rect width={months} height={10} fill={palette.primary.main} opacity={0.2} />
      <rect y={10 - percent / 10} width={months} height={percent / 10} fill={palette.primary.main} />
      {years.map((month) => (
        <line
          key={month}
          x1={month}
          x2={month}
          y2={10}
          stroke={palette.background.paper}
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
