import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useHotkey } from '../../lib/hotkeys';
import { useAccount, useCan, useCenter } from '../../lib/session';
import { EmptyState } from '../../ui/empty-state';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, Name } from '../../ui/text';
import { benchQuery, countsQuery, missingPartsQuery, useTakeOrder, type RepairSummary } from './api';
import { benchStates, freeStates, groupBench, type Need } from './bench';
import { DueDay } from './due-day';
import { byDueDay } from './states';

/** The technician's own list: what to do next, what is waited for, and what is free to take. */
export function BenchPage(): ReactNode {
  const { t } = useTranslation('repairs');
  const { id } = useAccount();
  const can = useCan();
  const center = useCenter();
  const here = center ? { centerId: center.id } : {};
  const own = useQuery(benchQuery({ technicianId: id, state: benchStates.join(',') }));
  const finished = useQuery({ ...benchQuery({ ...here, state: 'qc' }), enabled: can('repair.check') });
  const free = useQuery(benchQuery({ ...here, state: freeStates.join(','), unassigned: true }));
  const groups = groupBench(
    own.data?.data ?? [],
    (finished.data?.data ?? []).filter(({ technician }) => technician?.id !== id),
  );

  return (
    <PageFrame title={t('bench.title')} subtitle={t('bench.subtitle')} query={own}>
      <Stack spacing={3}>
        <Counts centerId={center?.id} />
        <Box
          sx={{
            display: 'grid',
            gap: 3,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
            alignItems: 'start',
          }}
        >
          <Stack spacing={3}>
            {groups.length === 0 && (
              <Card>
                <EmptyState icon="wrench" title={t('bench.empty')} hint={t('bench.emptyHint')} />
              </Card>
            )}
            {groups.map(({ need, orders }) => (
              <Group key={need} need={need} orders={orders} />
            ))}
          </Stack>
          <FreeOrders orders={(free.data?.data ?? []).toSorted(byDueDay)} query={free} />
        </Box>
      </Stack>
    </PageFrame>
  );
}

/** How many orders of the centre stand where; each leads to the list of them. */
function Counts({ centerId }: { readonly centerId: string | undefined }): ReactNode {
  const { t } = useTranslation('repairs');
  const { t: tUi } = useTranslation('ui');
  const format = useFormat();
  const { data } = useQuery(countsQuery(centerId));
  const counts = benchStates.flatMap((state) => data?.data.filter((each) => each.state === state) ?? []);
  if (counts.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t('bench.counts')}
      sx={{
        display: 'grid',
        gap: 1.5,
        m: 0,
        p: 0,
        listStyle: 'none',
        gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))',
      }}
    >
      {counts.map(({ state, orders, late, mine }) => (
        <Card component="li" key={state}>
          <CardActionArea
            component={Link}
            to="/repair-orders"
            search={{ state, center: centerId } as never}
            sx={{ px: 1.5, py: 1.25, height: 1 }}
          >
            <Typography variant="caption" color="textSecondary" component="p">
              {tUi(`repairStates.${state}`)}
            </Typography>
            <Stack direction="row" sx={{ alignItems: 'baseline', columnGap: 1, flexWrap: 'wrap' }}>
              <Typography variant="h2" component="p">
                {format.number(orders)}
              </Typography>
              {late > 0 && (
                <Typography variant="caption" color="error">
                  {t('bench.late', { number: format.number(late) })}
                </Typography>
              )}
            </Stack>
            {mine > 0 && (
              <Typography variant="caption" color="textSecondary" component="p">
                {t('bench.mine', { number: format.number(mine) })}
              </Typography>
            )}
          </CardActionArea>
        </Card>
      ))}
    </Box>
  );
}

function Group({ need, orders }: { readonly need: Need; readonly orders: readonly RepairSummary[] }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  return (
    <Section title={`${t(`bench.needs.${need}`)} (${format.number(orders.length)})`} flush>
      <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order}>
            {need === 'parts' && <MissingParts orderId={order.id} />}
          </OrderRow>
        ))}
      </Stack>
    </Section>
  );
}

interface OrderRowProps {
  readonly order: RepairSummary;
  readonly action?: ReactNode;
  readonly onFocus?: () => void;
  readonly children?: ReactNode;
}

function OrderRow({ order, action, onFocus, children }: OrderRowProps): ReactNode {
  const { t } = useTranslation('repairs');
  return (
    <Stack
      component="li"
      direction="row"
      spacing={2}
      onFocus={onFocus}
      sx={{
        px: 2.5,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        alignItems: 'center',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.25 }}>
          <RecordLink kind="repair-order" id={order.id}>
            <Code>{order.number}</Code>
          </RecordLink>
          <Typography variant="body2">
            <Name value={order.device.brand} /> <Name value={order.device.product} />
          </Typography>
          {order.device.serial && (
            <Typography variant="caption" color="textSecondary">
              <Code>{order.device.serial}</Code>
            </Typography>
          )}
          {order.priority === 'urgent' && <StatusChip tone="bad" label={t('priorities.urgent')} />}
        </Stack>
        {/* Cut at its own end, whatever its language, and set where the page's lines start: `left` is turned round. */}
        <Typography variant="body2" color="textSecondary" noWrap dir="auto" sx={{ textAlign: 'left' }}>
          {order.declaredFault}
        </Typography>
        {children}
      </Box>
      {order.promisedOn && (
        <Typography variant="body2" sx={{ textAlign: 'end' }}>
          <DueDay order={order} />
        </Typography>
      )}
      {action}
    </Stack>
  );
}

/** Which parts of an order are still not in hand, and how many pieces of each; asked once for all orders of the bench. */
function MissingParts({ orderId }: { readonly orderId: string }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const { data } = useQuery(missingPartsQuery(useAccount().id));
  if (!data) return null;
  const missing = data.data.find((each) => each.orderId === orderId)?.parts ?? [];
  return (
    <Typography variant="body2" color="warning">
      {missing.length === 0
        ? t('bench.partsHere')
        : missing
            .map(({ description, quantity, reserved }) =>
              t(reserved >= quantity ? 'bench.partReserved' : 'bench.partMissing', {
                name: format.name(description),
                number: format.number(quantity),
              }),
            )
            .join(format.name({ fa: '، ', en: ', ' }))}
    </Typography>
  );
}

interface FreeOrdersProps {
  readonly orders: readonly RepairSummary[];
  readonly query: { readonly isPending: boolean; readonly error: unknown; readonly refetch: () => unknown };
}

/** Orders of the centre that nobody has: key T takes the one in focus, or the first. */
function FreeOrders({ orders, query }: FreeOrdersProps): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const [focused, setFocused] = useState<string | null>(null);
  const take = useTakeOrder((order) => notify({ text: t('bench.taken', { number: order.number }) }));
  const send = (order: RepairSummary | undefined): void => {
    if (order && !take.isPending) take.mutate({ order, take: true });
  };
  useHotkey('KeyT', () => send(orders.find(({ id }) => id === focused) ?? orders[0]));

  return (
    <Section title={`${t('bench.free')} (${format.number(orders.length)})`} flush>
      <Stack sx={{ px: 2.5, pb: take.error || query.error ? 2 : 0 }}>
        <ProblemAlert error={take.error ?? query.error} />
      </Stack>
      {orders.length === 0 && !query.isPending && !query.error && (
        <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2.5 }}>
          {t('bench.freeEmpty')}
        </Typography>
      )}
      <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {orders.map((order, index) => (
          <OrderRow
            key={order.id}
            order={order}
            onFocus={() => setFocused(order.id)}
            action={
              <Button
                size="small"
                variant="outlined"
                loading={take.isPending && take.variables.order.id === order.id}
                disabled={take.isPending}
                onClick={() => send(order)}
                aria-label={t('bench.takeOrder', { number: order.number })}
                aria-keyshortcuts={index === 0 ? 't' : undefined}
              >
                {t('technician.take')}
              </Button>
            }
          />
        ))}
      </Stack>
    </Section>
  );
}
