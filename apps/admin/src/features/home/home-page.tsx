import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { today, useFormat } from '../../lib/format';
import { useText } from '../../lib/i18n';
import { useAccount } from '../../lib/session';
import { EmptyState } from '../../ui/empty-state';
import type { NavigationEntry } from '../../ui/feature';
import { useNavigation } from '../../ui/features';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';

/** Where a day starts: the places this account may go, each with a sentence on what one does there. */
export function HomePage(): ReactNode {
  const { t } = useTranslation('home');
  const { displayName } = useAccount();
  const format = useFormat();
  const now = new Date();
  const places = useNavigation()
    .flatMap(({ entries }) => entries)
    .filter(({ to }) => to !== '/');

  return (
    <PageFrame
      title={t(`greeting.${timeOfDay(now.getHours())}`, { name: displayName })}
      subtitle={format.date(today(now), 'long')}
    >
      <Typography color="textSecondary" sx={{ mb: 3, maxWidth: '72ch' }}>
        {t('hint')}
      </Typography>
      {places.length === 0 && <EmptyState icon="lock" title={t('empty')} hint={t('emptyHint')} />}
      <Box
        component="ul"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
          gap: 2,
          m: 0,
          p: 0,
          listStyle: 'none',
        }}
      >
        {places.map((entry) => (
          <Box component="li" key={entry.to}>
            <Place entry={entry} />
          </Box>
        ))}
      </Box>
    </PageFrame>
  );
}

function Place({ entry }: { readonly entry: NavigationEntry }): ReactNode {
  const text = useText();
  return (
    <Card sx={{ height: 1 }}>
      <CardActionArea component={Link} to={entry.to} sx={{ height: 1, p: 2.5 }}>
        <Stack direction="row" spacing={2}>
          <Stack
            sx={{
              width: 40,
              height: 40,
              flexShrink: 0,
              borderRadius: 2.5,
              bgcolor: 'action.selected',
              color: 'primary.main',
              placeContent: 'center',
              placeItems: 'center',
            }}
          >
            <Icon name={entry.icon} />
          </Stack>
          <Box>
            <Typography variant="h3" component="h2">
              {text(entry.label)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {text(entry.hint)}
            </Typography>
          </Box>
        </Stack>
      </CardActionArea>
    </Card>
  );
}

function timeOfDay(hour: number): 'morning' | 'day' | 'evening' {
  if (hour < 12) return 'morning';
  return hour < 17 ? 'day' : 'evening';
}
