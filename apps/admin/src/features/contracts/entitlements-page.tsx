import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useScanner } from '../../lib/scanner';
import { Can } from '../../ui/can';
import { lastDayBefore } from '../../ui/coverage-text';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ErrorState, LoadingState, PageFrame } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText, Name } from '../../ui/text';
import { VerdictPanel } from '../../ui/verdict-panel';
import { RegistrationChip } from '../devices/registration-chip';
import { entitlementsQuery, type DeviceEntitlements, type Entitlement, type WaitingCard as Card } from './api';
import { ContractStateChip } from './contract-state-chip';
import { EntitlementMeter } from './meter';
import { contractStates } from './search';
import { DiscountText } from './terms-text';

/** What somebody at the counter may claim, by whichever number they bring. */
export function EntitlementsPage(): ReactNode {
  const { t } = useTranslation('contracts');
  const navigate = useNavigate();
  const { key = '' }: { key?: string | undefined } = useSearch({ strict: false });
  const lookUp = (typed: string): void => {
    const wanted = typed.trim();
    if (wanted) void navigate({ to: '/entitlements', search: { key: wanted }, replace: true });
  };
  useScanner(lookUp);
  return (
    <PageFrame title={t('entitlements.title')} subtitle={t('entitlements.hint')} width="narrow">
      <Stack spacing={2.5}>
        <KeyField key={key} initial={key} onLookUp={lookUp} />
        {key === '' ? (
          <EmptyState icon="scan" title={t('entitlements.start')} hint={t('entitlements.startHint')} />
        ) : (
          <Answer typed={key} />
        )}
      </Stack>
    </PageFrame>
  );
}

interface KeyFieldProps {
  readonly initial: string;
  readonly onLookUp: (key: string) => void;
}

function KeyField({ initial, onLookUp }: KeyFieldProps): ReactNode {
  const { t } = useTranslation('contracts');
  const [typed, setTyped] = useState(initial);
  return (
    <Stack
      component="form"
      role="search"
      direction="row"
      spacing={1.5}
      data-scan-open
      onSubmit={(event) => {
        event.preventDefault();
        onLookUp(typed);
      }}
    >
      <MuiTextField
        label={t('entitlements.key')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        autoFocus
        autoComplete="off"
        sx={{ '& input': { textAlign: 'left' } }}
        slotProps={{ htmlInput: { dir: 'ltr', maxLength: 100, spellCheck: false } }}
      />
      <Button type="submit" variant="contained" startIcon={<Icon name="search" />} sx={{ flexShrink: 0 }}>
        {t('entitlements.find')}
      </Button>
    </Stack>
  );
}

function Answer({ typed }: { readonly typed: string }): ReactNode {
  const { t } = useTranslation('contracts');
  const query = useQuery(entitlementsQuery(typed));
  if (query.isPending) return <LoadingState />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { contract, cards, devices } = query.data;
  if (!contract && cards.length === 0 && devices.length === 0) {
    return <EmptyState icon="search" title={t('entitlements.nothing')} hint={t('entitlements.nothingHint')} />;
  }
  return (
    <>
      {contract && (
        <Section title={t(`kinds.${contract.kind}`)} actions={<ContractStateChip state={contract.state} />}>
          <Stack spacing={1.5}>
            <Typography>
              <RecordLink kind="contract" id={contract.id}>
                <Code>{contract.number}</Code>
              </RecordLink>
              {contract.customer.name && (
                <>
                  {' · '}
                  <bdi>{contract.customer.name}</bdi>
                </>
              )}
            </Typography>
            <DiscountText discounts={contract.terms.discounts} />
            <EntitlementMeter meter={contract.meter} />
          </Stack>
        </Section>
      )}
      {cards.map((card) => (
        <WaitingCard key={card.id} card={card} />
      ))}
      {devices.map((each) => (
        <Device key={each.device.id} found={each} />
      ))}
    </>
  );
}

/** A card that gives nothing today, and why. */
function WaitingCard({ card }: { readonly card: Card }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { cardNo, state, stateReason, product, policy, soldOn } = card;
  return (
    <Section
      title={t('entitlements.card.title')}
      actions={
        <Can do="warranty.register">
          <Button component={Link} to={`/warranty/card-desk?q=${encodeURIComponent(cardNo)}`}>
            {t('entitlements.card.open')}
          </Button>
        </Can>
      }
    >
      <Stack spacing={1}>
        <Typography>
          <Code>{cardNo}</Code>
          {' · '}
          {[format.name(policy.name), product && format.name(product.name)].filter(Boolean).join(' · ')}
        </Typography>
        <Alert severity={state === 'void' ? 'error' : 'warning'}>
          {t(`entitlements.card.states.${waitingState(state)}`, { day: soldOn ? format.date(soldOn) : '' })}
          {stateReason && (
            <>
              {' '}
              <bdi>{stateReason}</bdi>
            </>
          )}
        </Alert>
      </Stack>
    </Section>
  );
}

function waitingState(state: Card['state']): 'raw' | 'sold' | 'suspended' | 'void' {
  return state === 'sold' || state === 'suspended' || state === 'void' ? state : 'raw';
}

function Device({ found }: { readonly found: DeviceEntitlements }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const navigate = useNavigate();
  const { device, owner, foundBy, headline, entitlements } = found;
  const key = device.serial ?? device.imei;
  return (
    <Section
      title={[format.name(device.brand), format.name(device.product.name)].join(' ')}
      actions={
        <Can do="reception.intake">
          <Button onClick={() => void navigate({ to: '/reception/new', search: { q: key ?? undefined } })}>
            {t('entitlements.receive')}
          </Button>
        </Can>
      }
    >
      <Stack spacing={1.5}>
        <Stack direction="row" useFlexGap sx={{ columnGap: 2, flexWrap: 'wrap' }}>
          <RecordLink kind="device" id={device.id}>
            {key ? <Code>{key}</Code> : t('entitlements.noSerial')}
          </RecordLink>
          {owner && (
            <RecordLink kind="customer" id={owner.id}>
              <bdi>{owner.name}</bdi>
            </RecordLink>
          )}
          <Typography variant="body2" color="textSecondary">
            {t(`entitlements.by.${foundBy}`)}
          </Typography>
        </Stack>
        <VerdictPanel verdict={{ headline }} />
        {entitlements.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t('entitlements.none')}
          </Typography>
        ) : (
          <Stack component="ol" aria-label={t('entitlements.list')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {entitlements.map((each, index) => (
              <Right key={`${each.id} ${index}`} entitlement={each} />
            ))}
          </Stack>
        )}
      </Stack>
    </Section>
  );
}

/** One right in its place of precedence: what it is, whether it gives something today, and what is left. */
function Right({ entitlement }: { readonly entitlement: Entitlement }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { kind, id, number, item, state, endsOn, cover, daysLeft, visitsLeft, minutesLeft, endsAtReading, pays } =
    entitlement;
  const { t: ui } = useTranslation('ui');
  const left = [
    pays && t('entitlements.daysLeft', { count: daysLeft, days: format.number(daysLeft) }),
    visitsLeft !== null && t('entitlements.visitsLeft', { count: visitsLeft, visits: format.number(visitsLeft) }),
    minutesLeft !== null &&
      t('entitlements.hoursLeft', { hours: format.number(minutesLeft / 60, { maximumFractionDigits: 1 }) }),
    endsAtReading !== null &&
      t('entitlements.endsAt', {
        value: format.number(endsAtReading.value),
        meter: ui(`coverage.meters.${endsAtReading.meter}`),
      }),
  ].filter((part) => part !== false);
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 1.25 }}>
      <Stack direction="row" useFlexGap sx={{ columnGap: 1.5, rowGap: 0.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 600 }}>
          {t(kind === 'guarantee' || kind === 'repair-promise' ? `entitlements.${kind}` : `kinds.${kind}`)}
        </Typography>
        <RecordLink kind={recordOf(kind)} id={id}>
          <Code>{number}</Code>
        </RecordLink>
        <StandingOf kind={kind} state={state} />
        {!pays && <StatusChip tone="neutral" label={t('entitlements.paysNothing')} />}
        <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
          {endsOn && (
            <>
              {t('until')} <DateText value={lastDayBefore(endsOn)} />
            </>
          )}
        </Typography>
      </Stack>
      {item && (
        <Typography variant="body2">
          <Name value={item} />
        </Typography>
      )}
      <Typography variant="body2">{left.join(' · ')}</Typography>
      {cover.length > 0 && <DiscountText discounts={cover} />}
    </Box>
  );
}

function recordOf(kind: Entitlement['kind']): 'repair-order' | 'warranty' | 'contract' {
  if (kind === 'repair-promise') return 'repair-order';
  return kind === 'guarantee' ? 'warranty' : 'contract';
}

function StandingOf({ kind, state }: Pick<Entitlement, 'kind' | 'state'>): ReactNode {
  const ofContract = contractStates.find((each) => each === state);
  if (kind === 'repair-promise') return null;
  if (kind !== 'guarantee') return ofContract && <ContractStateChip state={ofContract} />;
  return state === 'draft' || state === 'terminated' ? null : <RegistrationChip state={state} />;
}
