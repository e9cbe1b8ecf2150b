import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Icon, type IconName } from '../../ui/icon';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { Section } from '../../ui/section';
import { Code, DateTimeText, Name } from '../../ui/text';
import type { DeviceEvent, Visit } from './api';
import { EventDetails } from './event-details';
import { useHistory } from './history';

const icons = {
  registered: 'plus',
  'facts-corrected': 'edit',
  'provenance-changed': 'shield',
  blocked: 'lock',
  unblocked: 'check',
  'owner-changed': 'user',
  'component-fitted': 'box',
  'component-removed': 'box',
  'part-replaced': 'box',
  'part-taken-back': 'box',
  'meter-read': 'edit',
  swapped: 'swap',
  merged: 'swap',
  withdrawn: 'close',
} as const satisfies Record<DeviceEvent['kind'], IconName>;

/** How the server signs what nobody did by hand. */
const SYSTEM = 'system';

/** What happened to the device, its visits among it. */
export function History({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { t } = useTranslation('devices');
  const { t: ui } = useTranslation('ui');
  const history = useHistory(deviceId);
  const nothingYet = history.entries.length === 0;
  return (
    <Section title={t('history.title')} flush={!nothingYet}>
      {history.error && nothingYet && <ErrorState error={history.error} onRetry={history.refetch} />}
      {history.isPending && nothingYet && <LoadingState />}
      <List aria-label={t('history.title')} disablePadding>
        {history.entries.map((entry) => (
          <ListItem
            key={entry.id}
            sx={{ px: 2.5, py: 1.25, borderTop: 1, borderColor: 'divider', alignItems: 'start' }}
          >
            {'event' in entry ? <EventLine event={entry.event} /> : <VisitLine visit={entry.visit} />}
          </ListItem>
        ))}
      </List>
      {history.hasMore && (
        <Box sx={{ px: 1.5, py: 1, borderTop: 1, borderColor: 'divider' }}>
          <Button loading={history.isLoadingMore} onClick={history.loadMore}>
            {ui('list.more')}
          </Button>
        </Box>
      )}
    </Section>
  );
}

interface LineProps {
  readonly icon: IconName;
  readonly head: ReactNode;
  readonly at: string;
  readonly by: string | null;
  readonly children: ReactNode;
}

function Line({ icon, head, at, by, children }: LineProps): ReactNode {
  return (
    <Stack direction="row" spacing={2} sx={{ width: 1 }}>
      <Icon name={icon} color="primary" sx={{ mt: 0.25 }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5 }}>
          <Typography component="div" variant="body2" sx={{ fontWeight: 600, flex: '1 1 auto' }}>
            {head}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {by && (
              <>
                <bdi>{by}</bdi> ·{' '}
              </>
            )}
            <DateTimeText value={at} />
          </Typography>
        </Stack>
        <Typography component="div" variant="body2" color="textSecondary">
          {children}
        </Typography>
      </Box>
    </Stack>
  );
}

function EventLine({ event }: { readonly event: DeviceEvent }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <Line
      icon={icons[event.kind]}
      head={t(`events.${event.kind}`)}
      at={event.at}
      by={event.actorName === SYSTEM ? t('history.system') : event.actorName}
    >
      <EventDetails event={event} />
    </Line>
  );
}

function VisitLine({ visit }: { readonly visit: Visit }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  return (
    <Line
      icon="wrench"
      head={
        <Stack direction="row" useFlexGap sx={{ columnGap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
          {t('history.visit')}
          <RecordLink kind="repair-order" id={visit.id}>
            <Code>{format.digits(visit.number)}</Code>
          </RecordLink>
          <RepairStateChip state={visit.state} />
        </Stack>
      }
      at={visit.receivedAt}
      by={null}
    >
      <Name value={visit.center.name} /> · <bdi>{visit.declaredFault}</bdi>
    </Line>
  );
}
