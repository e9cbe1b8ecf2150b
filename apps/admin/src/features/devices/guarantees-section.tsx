import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { lastDayBefore } from '../../ui/coverage-text';
import { Icon } from '../../ui/icon';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { Code, DateText, Name } from '../../ui/text';
import { VerdictPanel } from '../../ui/verdict-panel';
import {
  coverQuery,
  registrationsQuery,
  useOwnerNotice,
  useVoidGuarantee,
  type Device,
  type Registration,
} from './api';
import { CorrectGuarantee, RegisterGuarantee } from './guarantee-forms';
import { RegistrationChip } from './registration-chip';

/** The device's guarantee cards, each with what it covers today. */
export function Guarantees({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const query = useQuery(registrationsQuery(device.id));
  const [registering, setRegistering] = useState(false);
  const cards = query.data?.data;
  return (
    <Section
      title={t('guarantee.title')}
      actions={
        <Can do="warranty.register">
          {device.status === 'active' && (
            <Button size="small" startIcon={<Icon name="shield" />} onClick={() => setRegistering(true)}>
              {t('guarantee.register')}
            </Button>
          )}
        </Can>
      }
    >
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingState />}
      {cards?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('guarantee.empty')}
        </Typography>
      )}
      <Stack spacing={2} divider={<Divider flexItem />}>
        {cards?.map((card) => (
          <GuaranteeCard key={card.id} device={device} card={card} />
        ))}
      </Stack>
      {registering && <RegisterGuarantee device={device} onClose={() => setRegistering(false)} />}
    </Section>
  );
}

/** What the guarantee that stands covers today; until the server has answered nothing is claimed. */
function Verdict({ deviceId }: { readonly deviceId: string }): ReactNode {
  const query = useQuery(coverQuery(deviceId));
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={24} />;
  return <VerdictPanel verdict={query.data} />;
}

interface GuaranteeCardProps {
  readonly device: Device;
  readonly card: Registration;
}

function GuaranteeCard({ device, card }: GuaranteeCardProps): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [opened, setOpened] = useState<'correct' | 'void' | null>(null);
  const close = (): void => setOpened(null);
  const declareVoid = useVoidGuarantee(card, close);
  const notice = useOwnerNotice(card);
  const isClosed = card.state === 'void' || card.state === 'transferred' || card.state === 'expired';
  return (
    <Stack spacing={1}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}>
        <Typography sx={{ fontWeight: 600 }}>
          <Code>{card.cardNo}</Code>
        </Typography>
        <RegistrationChip state={card.state} />
        <Typography variant="body2" component="div" sx={{ flex: '1 1 220px' }}>
          <Link component={RouterLink} to={`/warranty/policies/${card.policy.id}`} color="textPrimary">
            <Name value={card.policy.name} />
          </Link>{' '}
          {t('guarantee.version', { number: format.number(card.policy.number) })}
        </Typography>
        {!isClosed && (
          <>
            <Can do="warranty.register">
              <Button size="small" onClick={() => setOpened('correct')}>
                {t('guarantee.correct')}
              </Button>
            </Can>
            <Can do="warranty.manage">
              <Button size="small" color="error" onClick={() => setOpened('void')}>
                {t('guarantee.void')}
              </Button>
            </Can>
          </>
        )}
      </Stack>
      {card.startsOn && card.endsOn && (
        <Typography variant="body2" color="textSecondary">
          <DateText value={card.startsOn} /> {t('guarantee.until')} <DateText value={lastDayBefore(card.endsOn)} />
        </Typography>
      )}
      {card.responsible.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('guarantee.responsible', { names: format.list(card.responsible.map(({ name }) => name)) })}
        </Typography>
      )}
      {card.stateReason && (
        <Typography variant="body2" color="textSecondary">
          {t('reason')}:{' '}
          {card.stateReason === 'owner-changed' ? t('guarantee.ownerChanged') : <bdi>{card.stateReason}</bdi>}
        </Typography>
      )}
      {card.noticeBy && (
        <Alert
          severity="info"
          icon={<Icon name="user" />}
          action={
            <Can do="warranty.register">
              <Button color="inherit" size="small" disabled={notice.isPending} onClick={() => notice.mutate()}>
                {t('guarantee.takeNotice')}
              </Button>
            </Can>
          }
        >
          {t('guarantee.noticeBy')} <DateText value={card.noticeBy} />
        </Alert>
      )}
      {notice.error && <ProblemAlert error={notice.error} />}
      {!isClosed && <Verdict deviceId={device.id} />}
      {opened === 'correct' && <CorrectGuarantee card={card} onClose={close} />}
      {opened === 'void' && (
        <ConfirmDialog
          open
          title={t('guarantee.voidTitle')}
          text={t('guarantee.voidText')}
          confirmLabel={t('guarantee.void')}
          reason="required"
          danger
          pending={declareVoid.isPending}
          error={declareVoid.error}
          onConfirm={(reason) => declareVoid.mutate({ reason })}
          onClose={close}
        />
      )}
    </Stack>
  );
}
