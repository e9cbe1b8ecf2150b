import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { lastDayBefore, useReasonText } from '../../ui/coverage-text';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText, DateTimeText } from '../../ui/text';
import { VerdictChip } from '../../ui/verdict-panel';
import { useActorName } from './actor-name';
import { decisionsQuery, useDecideAgain, type Decision, type RepairOrder } from './api';
import { GoodwillDialog } from './goodwill-dialog';

/** Every coverage decision on the order, the one that stands first: verdict, facts, author and reason. */
export function OrderCoverage({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const can = useCan();
  const [open, setOpen] = useState<'again' | 'goodwill' | null>(null);
  const query = useQuery(decisionsQuery(order.id));
  const close = (): void => setOpen(null);
  const decisions = query.data?.data;

  return (
    <Section
      title={t('coverage.title')}
      actions={
        order.openForWork && (
          <>
            {can('warranty.decide') && <Button onClick={() => setOpen('again')}>{t('coverage.again')}</Button>}
            {can('warranty.override') && order.coverage && (
              <Button onClick={() => setOpen('goodwill')}>{t('coverage.goodwill')}</Button>
            )}
          </>
        )
      }
    >
      {query.isPending && <LoadingState />}
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {decisions?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('coverage.undecided')}
        </Typography>
      )}
      <Stack component="ol" spacing={2.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {decisions?.map((decision) => (
          <DecisionView key={decision.id} decision={decision} order={order} />
        ))}
      </Stack>
      {open === 'again' && <DecideAgain order={order} onClose={close} />}
      {open === 'goodwill' && <GoodwillDialog order={order} onClose={close} />}
    </Section>
  );
}

/** Reasons the server writes itself when it decides anew; people write theirs in words. */
const ownReasons = [
  'diagnosis',
  'doa-confirmed',
  'line-added',
  'line-changed',
  'line-withdrawn',
  'meter-read',
  'provenance-changed',
  'registered',
  'registration-corrected',
  'registration-resumed',
  'registration-suspended',
  'registration-transferred',
  'registration-voided',
] as const;

function DecisionView({ decision, order }: { readonly decision: Decision; readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const actorName = useActorName();
  const reasonText = useReasonText();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { headline } = decision.verdict;
  const superseded = decision.supersededById !== null;
  const own = ownReasons.find((reason) => reason === decision.reason);
  return (
    <Box
      component="li"
      sx={{
        borderInlineStart: ({ palette }) => `3px solid ${superseded ? palette.divider : palette.primary.main}`,
        paddingInlineStart: 2,
      }}
    >
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}>
        <VerdictChip standing={headline.standing} />
        {decision.kind === 'override' && <StatusChip tone="active" label={t('coverage.kinds.override')} />}
        <Typography variant="body2" color="textSecondary">
          {t(superseded ? 'coverage.superseded' : 'coverage.stands')} · <bdi>{actorName(decision.decidedBy)}</bdi> ·{' '}
          <DateTimeText value={decision.decidedAt} />
        </Typography>
      </Stack>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {reasonText(headline.reason)}
      </Typography>
      {decision.reason && (
        <Typography variant="body2" color="textSecondary">
          {t('coverage.because')} {own ? t(`coverage.ownReasons.${own}`) : <bdi>{decision.reason}</bdi>}
        </Typography>
      )}
      <Button size="small" sx={{ ml: -1.5 }} onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={id}>
        {t(open ? 'coverage.hideFacts' : 'coverage.showFacts')}
      </Button>
      <Collapse in={open} id={id} unmountOnExit>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <FactsView decision={decision} />
          <LineVerdicts decision={decision} order={order} />
        </Stack>
      </Collapse>
    </Box>
  );
}

/** What the decision rests on, in words. */
function FactsView({ decision: { facts, verdict } }: { readonly decision: Decision }): ReactNode {
  const { t } = useTranslation('repairs');
  const { t: tUi } = useTranslation('ui');
  const format = useFormat();
  const { registration, goodwill } = facts;
  const starts = registration
    ? (['cardIssuedOn', 'soldOn', 'deliveredOn', 'installedOn', 'activatedOn', 'madeOn'] as const).filter(
        (fact) => registration.start[fact] !== null,
      )
    : [];
  return (
    <Facts>
      <Fact label={t('facts.on')}>
        <DateText value={facts.on} />
      </Fact>
      <Fact label={t('facts.provenance')}>{t(`provenances.${facts.provenance}`)}</Fact>
      <Fact label={t('facts.card')}>
        {registration && (
          <>
            <Code>{registration.cardNo}</Code> · {t(`registrationStates.${registration.state}`)}
          </>
        )}
      </Fact>
      <Fact label={t('facts.policy')}>
        {registration && (
          <>
            <Code>{registration.policy.code}</Code>{' '}
            {t('facts.version', { number: format.number(registration.policy.version) })}
          </>
        )}
      </Fact>
      {starts.map((fact) => (
        <Fact key={fact} label={t(`facts.${fact}`)}>
          <DateText value={registration?.start[fact]} />
        </Fact>
      ))}
      {verdict.classes.map((each) => (
        <Fact key={each.class} label={tUi(`coverage.classes.${each.class}`)}>
          {format.percent(each.percent / 100)} · <DateText value={each.startsOn} /> –{' '}
          <DateText value={lastDayBefore(each.endsOn)} />
        </Fact>
      ))}
      {goodwill && (
        <Fact label={t('coverage.goodwill')}>
          {format.percent(goodwill.percent / 100)} · {tUi(`coverage.bearers.${goodwill.bearer}`)}
        </Fact>
      )}
    </Facts>
  );
}

/** Who pays which share of each line, by which reasons. */
function LineVerdicts({ decision, order }: { readonly decision: Decision; readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const { t: tUi } = useTranslation('ui');
  const format = useFormat();
  const reasonText = useReasonText();
  const { lines } = decision.verdict;
  if (lines.length === 0) return null;
  const nameOf = (lineId: string): string => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line ? format.name(line.description) : t('coverage.withdrawnLine');
  };
  const payerText = (payer: (typeof lines)[number]['payers'][number]['payer']): string =>
    payer === 'customer' ? t('coverage.customer') : tUi(`coverage.bearers.${payer}`);
  return (
    <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {lines.map(({ lineId, payers, reasons }) => (
        <li key={lineId}>
          <Typography variant="body2">
            <Box component="span" sx={{ fontWeight: 600 }}>
              {nameOf(lineId)}
            </Box>
            {' · '}
            {payers
              .map(({ payer, share }) => `${payerText(payer)} ${format.percent(share / 10_000)}`)
              .join(format.name({ fa: '، ', en: ', ' }))}
          </Typography>
          {reasons.map((reason) => (
            <Typography key={reason.code} variant="caption" color="textSecondary" component="p">
              {reasonText(reason)}
            </Typography>
          ))}
        </li>
      ))}
    </Stack>
  );
}

function DecideAgain({ order, onClose }: { readonly order: RepairOrder; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('repairs');
  const decide = useDecideAgain(onClose);
  return (
    <ConfirmDialog
      open
      title={t('coverage.again')}
      text={t('coverage.againText')}
      confirmLabel={t('coverage.again')}
      reason="required"
      pending={decide.isPending}
      error={decide.error}
      onConfirm={(reason) => decide.mutate({ order, reason })}
      onClose={onClose}
    />
  );
}
