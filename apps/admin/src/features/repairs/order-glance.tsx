import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useHotkey } from '../../lib/hotkeys';
import { useAccount, useCan } from '../../lib/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts } from '../../ui/section';
import { Code, DateTimeText, Money, Name } from '../../ui/text';
import { VerdictPanel } from '../../ui/verdict-panel';
import { useActorName } from './actor-name';
import { useIsOrderFree, useTakeOrder, type RepairOrder } from './api';
import { DueDay } from './due-day';
import { AssignDialog, PlanDialog } from './plan-dialogs';
import { isOver } from './states';

/** What one must know before touching the device: cover, money, people, days, and what may be done next. */
export function OrderGlance({ order, acts }: { readonly order: RepairOrder; readonly acts: ReactNode }): ReactNode {
  const { t } = useTranslation('repairs');
  const actorName = useActorName();
  const { coverage } = order;
  return (
    <Card>
      <Box sx={{ px: 2.5, py: 2 }}>
        {coverage ? (
          <VerdictPanel verdict={coverage}>
            <Typography variant="caption" color="textSecondary" component="p">
              {t('coverage.decidedBy', { name: actorName(coverage.decidedBy) })}{' '}
              <DateTimeText value={coverage.decidedAt} />
            </Typography>
          </VerdictPanel>
        ) : (
          <Typography variant="body2" color="textSecondary">
            {t('coverage.undecided')}
          </Typography>
        )}
      </Box>
      <Divider />
      <MoneyStrip order={order} />
      <Divider />
      <Box sx={{ px: 2.5, py: 2 }}>
        <People order={order} />
      </Box>
      <Divider />
      <Box sx={{ px: 2.5, py: 2 }}>{acts}</Box>
    </Card>
  );
}

function MoneyStrip({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const money = useMoney();
  const { list, covered, charged, due, invoiced } = order.money;
  const figures = [
    { label: t('money.list'), amount: list },
    { label: t('money.covered'), amount: covered },
    { label: t('money.charged'), amount: charged },
    { label: t(invoiced ? 'money.due' : 'money.notInvoiced'), amount: invoiced ? due : null },
  ];
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        px: 2.5,
        py: 2,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' },
      }}
    >
      {figures.map(({ label, amount }) => (
        <div key={label}>
          <Typography component="dt" variant="caption" color="textSecondary">
            {label}
          </Typography>
          <Typography
            component="dd"
            sx={{ m: 0, fontWeight: 600 }}
            color={amount !== null && amount > 0 && amount === due && invoiced ? 'error' : 'textPrimary'}
          >
            <Money value={amount === null ? null : money(amount)} />
          </Typography>
        </div>
      ))}
    </Box>
  );
}

/** A button beside a fact takes no more height than the fact. */
const inLine = { my: -0.75 } as const;

function People({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const can = useCan();
  const [open, setOpen] = useState<'assign' | 'plan' | null>(null);
  const plannable = can('repair.assign') && !isOver(order.state);
  const { customer, reception, technician } = order;
  return (
    <>
      <Facts>
        <Fact label={t('fields.customer')}>
          {customer && (
            <>
              <RecordLink kind="customer" id={customer.id}>
                <bdi>{customer.name}</bdi>
              </RecordLink>
              {customer.mobile && (
                <>
                  {' '}
                  <Code>{format.digits(customer.mobile)}</Code>
                </>
              )}
            </>
          )}
        </Fact>
        <Fact label={t('fields.technician')}>
          {technician ? <bdi>{technician.name}</bdi> : t('technician.none')} <TakeButton order={order} />
          {plannable && (
            <Button size="small" sx={inLine} onClick={() => setOpen('assign')}>
              {t('technician.assign')}
            </Button>
          )}
        </Fact>
        <Fact label={t('fields.promisedOn')}>
          <DueDay order={order} />{' '}
          {plannable && (
            <Button size="small" sx={inLine} onClick={() => setOpen('plan')}>
              {t('plan.change')}
            </Button>
          )}
        </Fact>
        <Fact label={t('fields.receivedAt')}>
          <DateTimeText value={order.receivedAt} />
        </Fact>
        <Fact label={t('fields.type')}>{t(`types.${order.type}`)}</Fact>
        <Fact label={t('fields.receipt')}>
          {reception && (
            <RecordLink kind="reception" id={reception.id}>
              <Code>{reception.number}</Code>
            </RecordLink>
          )}
        </Fact>
        <Fact label={t('fields.center')}>
          <Name value={order.center.name} />
        </Fact>
      </Facts>
      <Typography variant="body2" sx={{ mt: 2, maxWidth: '90ch' }}>
        <Typography component="span" variant="body2" color="textSecondary">
          {t('fields.declaredFault')}:{' '}
        </Typography>
        <bdi>{order.declaredFault}</bdi>
        <Told order={order} />
      </Typography>
      {open === 'assign' && <AssignDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'plan' && <PlanDialog order={order} onClose={() => setOpen(null)} />}
    </>
  );
}

/** What the counter coded of it: what is seen, when and where. */
function Told({ order: { told } }: { readonly order: RepairOrder }): ReactNode {
  const format = useFormat();
  const codes = [told?.symptom, told?.occurrence, told?.circumstance].flatMap((code) => code ?? []);
  if (codes.length === 0) return null;
  const separator = format.name({ fa: '، ', en: ', ' });
  return (
    <Typography component="span" variant="body2" color="textSecondary">
      {` (${codes.map(({ name }) => format.name(name)).join(separator)})`}
    </Typography>
  );
}

/** "Take" for whoever may work here while nobody has it (key T); "put back" for the one who has it. */
function TakeButton({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const can = useCan();
  const { id } = useAccount();
  const take = useTakeOrder();
  const isFree = useIsOrderFree(order.id);
  const mine = order.technician?.id === id;
  const offered = can('repair.work') && !isOver(order.state) && (order.technician === null || mine);
  const send = (): void => {
    if (isFree()) take.mutate({ order, take: !mine });
  };
  useHotkey('KeyT', () => offered && !mine && send());
  if (!offered) return null;
  return (
    <>
      <Button
        size="small"
        sx={inLine}
        loading={take.isPending}
        onClick={send}
        aria-keyshortcuts={mine ? undefined : 't'}
      >
        {t(mine ? 'technician.putBack' : 'technician.take')}
      </Button>
      <Stack>
        <ProblemAlert error={take.error} />
      </Stack>
    </>
  );
}
