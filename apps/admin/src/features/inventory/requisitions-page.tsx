import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useText } from '../../lib/i18n';
import { useHotkey } from '../../lib/hotkeys';
import { useCenter } from '../../lib/session';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState, LoadingState, PageFrame } from '../../ui/page-frame';
import { Code } from '../../ui/text';
import { requisitionsQuery, type RequisitionSummary } from './api';
import { RequisitionStateChip } from './requisition-state-chip';

interface DeskSearch {
  readonly show?: 'all';
  readonly order?: string;
}

/** The parts desk: what the workshop waits for, oldest first, and beside it the one being served. */
export function RequisitionsPage(): ReactNode {
  const { t } = useTranslation('inventory');
  const { id }: { id?: string } = useParams({ strict: false });
  const { show, order }: DeskSearch = useSearch({ strict: false });
  const text = useText();
  const navigate = useNavigate();
  const center = useCenter();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const filter = { centerId: center?.id, orderId: order, all: show === 'all' || order !== undefined };
  const query = useInfiniteQuery(requisitionsQuery(filter));
  const requisitions = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const open = (to: string, replace = false): void =>
    void navigate({ to: '/requisitions/$id', params: { id: to }, search: true, replace });

  // Beside the list there is always one on the desk: the oldest, until another is taken.
  const first = requisitions[0]?.id;
  useEffect(() => {
    if (!isPhone && id === undefined && first !== undefined) open(first, true);
  });
  const step = (by: 1 | -1): void => {
    const next = requisitions[requisitions.findIndex((each) => each.id === id) + by];
    if (next) open(next.id);
  };
  useHotkey('KeyJ', () => step(1));
  useHotkey('KeyK', () => step(-1));

  if (isPhone && id !== undefined) return <Outlet />;
  return (
    <PageFrame title={t('requisitions.title')} subtitle={t('requisitions.subtitle')} actions={<ShowFilter />}>
      {order !== undefined && <OrderFilter />}
      {query.error && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingState />}
      {query.data && requisitions.length === 0 && id === undefined && (
        <Card>
          <EmptyState
            icon="inbox"
            title={t(filter.all ? 'requisitions.none' : 'requisitions.allServed')}
            hint={t('requisitions.emptyHint')}
          />
        </Card>
      )}
      {query.data && (requisitions.length > 0 || id !== undefined) && (
        <Stack direction="row" spacing={3} sx={{ alignItems: 'flex-start' }}>
          <Card sx={{ width: { xs: 1, md: 340 }, flexShrink: 0, position: { md: 'sticky' }, top: 88 }}>
            <List
              aria-label={t('requisitions.title')}
              disablePadding
              sx={{ maxHeight: { md: 'calc(100dvh - 220px)' }, overflowY: 'auto' }}
            >
              {requisitions.length === 0 && (
                <ListItem sx={{ color: 'text.secondary' }}>{t('requisitions.allServed')}</ListItem>
              )}
              {requisitions.map((each) => (
                <DeskItem key={each.id} requisition={each} selected={each.id === id} />
              ))}
            </List>
            {query.hasNextPage && (
              <Box sx={{ p: 1, borderTop: 1, borderColor: 'divider' }}>
                <Button fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {text('ui:list.more')}
                </Button>
              </Box>
            )}
          </Card>
          {!isPhone && (
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Outlet />
            </Box>
          )}
        </Stack>
      )}
    </PageFrame>
  );
}

interface DeskItemProps {
  readonly requisition: RequisitionSummary;
  readonly selected: boolean;
}

function DeskItem({ requisition, selected }: DeskItemProps): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const { id, number, order, state, reserved, short, requestedAt, requestedBy } = requisition;
  const waits = state === 'submitted' || state === 'partly_issued';
  return (
    <ListItem disablePadding divider>
      <ListItemButton
        component={Link}
        to={`/requisitions/${id}`}
        {...({ search: true } as object)}
        selected={selected}
        aria-current={selected || undefined}
        sx={{ display: 'block', borderRadius: 0, px: 2, py: 1.25 }}
      >
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'space-between', alignItems: 'baseline' }}>
          <Typography component="span" variant="body2" sx={{ fontWeight: 600 }}>
            <Code>{order?.number ?? number}</Code>
          </Typography>
          <Typography component="span" variant="caption" color="textSecondary">
            {format.ago(requestedAt)}
          </Typography>
        </Stack>
        <Typography variant="body2" color="textSecondary" noWrap>
          {order ? `${format.name(order.brand)} · ${format.name(order.product)}` : number}
        </Typography>
        <Stack direction="row" spacing={0.75} sx={{ mt: 0.5, alignItems: 'center', flexWrap: 'wrap' }}>
          {reserved > 0 && (
            <Chip size="small" color="success" variant="outlined" label={t('ready', { count: reserved })} />
          )}
          {short > 0 && <Chip size="small" color="warning" variant="outlined" label={t('missing', { count: short })} />}
          {!waits && <RequisitionStateChip state={state} />}
          {requestedBy && (
            <Typography variant="caption" color="textSecondary" noWrap sx={{ flex: 1, textAlign: 'end' }}>
              {requestedBy.name}
            </Typography>
          )}
        </Stack>
      </ListItemButton>
    </ListItem>
  );
}

function ShowFilter(): ReactNode {
  const { t } = useTranslation('inventory');
  const { show = 'open', order }: { show?: 'all' | 'open'; order?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  if (order !== undefined) return null;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      value={show}
      aria-label={t('requisitions.show')}
      onChange={(_, value: 'all' | 'open' | null) =>
        value && void navigate({ to: '/requisitions', search: { show: value === 'all' ? 'all' : undefined } })
      }
    >
      <ToggleButton value="open">{t('requisitions.open')}</ToggleButton>
      <ToggleButton value="all">{t('requisitions.all')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

/** Somebody came here from a repair order: only its requisitions are shown, until this is taken away. */
function OrderFilter(): ReactNode {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  return (
    <Chip
      label={t('requisitions.ofOneOrder')}
      onDelete={() => void navigate({ to: '/requisitions', search: {} })}
      sx={{ mb: 2 }}
    />
  );
}
