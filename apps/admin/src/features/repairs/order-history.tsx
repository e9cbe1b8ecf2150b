import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { Section } from '../../ui/section';
import { Code, DateTimeText } from '../../ui/text';
import { useActorName } from './actor-name';
import { benchQuery, type RepairAct, type RepairOrder } from './api';

/** Every move of the order, the newest first: who, when, and why. */
export function OrderTimeline({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const actorName = useActorName();
  return (
    <Section title={t('timeline.title')}>
      <Stack component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {order.transitions.map(({ act, to, reason, by, at }, index) => (
          <Box
            component="li"
            key={order.transitions.length - index} // counted from the oldest
            sx={{
              display: 'grid',
              gridTemplateColumns: '16px 1fr',
              columnGap: 1.5,
              '&:last-of-type .line': { display: 'none' },
            }}
          >
            <Stack sx={{ alignItems: 'center' }}>
              <Box sx={{ width: 10, height: 10, mt: 1, borderRadius: '50%', bgcolor: 'primary.main', flexShrink: 0 }} />
              <Box className="line" sx={{ width: 2, flex: 1, bgcolor: 'divider' }} />
            </Stack>
            <Box sx={{ pb: 2.5 }}>
              <Stack
                direction="row"
                useFlexGap
                sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}
              >
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {act === 'receive' || act === 'import' ? t(`acts.${act}`) : t(`acts.labels.${act as RepairAct}`)}
                </Typography>
                <RepairStateChip state={to} />
              </Stack>
              <Typography variant="body2" color="textSecondary">
                <bdi>{actorName(by)}</bdi> · <DateTimeText value={at} />
              </Typography>
              {reason && (
                <Typography variant="body2">
                  <bdi>{reason}</bdi>
                </Typography>
              )}
            </Box>
          </Box>
        ))}
      </Stack>
    </Section>
  );
}

/** The same device before: all centres, the newest first. */
export function EarlierVisits({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const query = useQuery(benchQuery({ deviceId: order.device.id }));
  const others = query.data?.data.filter(({ id }) => id !== order.id);
  return (
    <Section title={t('visits.title')}>
      {query.isPending && <LoadingState />}
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {others?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('visits.empty')}
        </Typography>
      )}
      <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {others?.map((visit) => (
          <li key={visit.id}>
            <Stack
              direction="row"
              useFlexGap
              sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}
            >
              <RecordLink kind="repair-order" id={visit.id}>
                <Code>{visit.number}</Code>
              </RecordLink>
              <RepairStateChip state={visit.state} />
              <Typography variant="body2" color="textSecondary">
                <DateTimeText value={visit.receivedAt} /> · <Code>{visit.center.code}</Code> ·{' '}
                {t(`types.${visit.type}`)}
              </Typography>
            </Stack>
            <Typography variant="body2">
              <bdi>{visit.declaredFault}</bdi>
            </Typography>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
