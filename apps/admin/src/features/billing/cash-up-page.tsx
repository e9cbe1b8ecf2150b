import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery, useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useCenter } from '../../lib/session';
import { DateField } from '../../ui/date-field';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState, LoadingState, PageFrame } from '../../ui/page-frame';
import { PagedList } from '../../ui/paged-list';
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { Code, Money } from '../../ui/text';
import { cashUpQuery, paymentsQuery, type Payment } from './api';

/** The cashier's day: what came in by which way, and each payment of it. */
export function CashUpPage(): ReactNode {
  const { t } = useTranslation('billing');
  const center = useCenter();
  const timeZone = useQuery(companyQuery).data?.timeZone;
  const { on }: { on?: string } = useSearch({ strict: false });
  const day = on ?? today(timeZone);

  return (
    <PageFrame title={t('cashUp.title')} subtitle={t('cashUp.subtitle')} actions={<DayChoice day={day} />}>
      {center ? (
        <Day centerId={center.id} day={day} />
      ) : (
        <EmptyState icon="building" title={t('cashUp.noCenter')} hint={t('cashUp.noCenterHint')} />
      )}
    </PageFrame>
  );
}

function DayChoice({ day }: { readonly day: string }): ReactNode {
  const { t } = useTranslation('billing');
  const navigate = useNavigate();
  const { control } = useForm<{ day: string | null }>({ values: { day } });
  const chosen = useWatch({ control, name: 'day' });
  useEffect(() => {
    if (chosen && chosen !== day) void navigate({ to: '/cash-up', search: { on: chosen } });
  }, [chosen, day, navigate]);
  return (
    <Box sx={{ width: 200 }}>
      <DateField control={control} name="day" label={t('cashUp.day')} required />
    </Box>
  );
}

function Day({ centerId, day }: { readonly centerId: string; readonly day: string }): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const money = useMoney();
  const query = useQuery(cashUpQuery(centerId, day));
  const payments = useInfiniteQuery(paymentsQuery(centerId, day));
  if (query.isPending) return <LoadingState />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { methods, amount, count } = query.data;
  const sums = [
    ...methods.map((each) => ({ key: each.method, label: t(`methods.${each.method}`), ...each })),
    { key: 'all', label: t('cashUp.total'), amount, count, deposits: 0 },
  ];

  return (
    <Stack spacing={3}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}>
        {sums.map(({ key, label, amount: sum, count: number, deposits }) => (
          <Card key={key} sx={{ p: 2.5, ...(key === 'all' && { borderColor: 'primary.main' }) }}>
            <Typography color="textSecondary" variant="body2">
              {label}
            </Typography>
            <Typography variant="h2" component="p">
              <Money value={money(sum)} />
            </Typography>
            <Typography color="textSecondary" variant="caption">
              {t('cashUp.count', { count: number })}
              {deposits !== 0 && (
                <>
                  {' · '}
                  {t('cashUp.deposits')} <Money value={money(deposits)} />
                </>
              )}
            </Typography>
          </Card>
        ))}
      </Box>
      <Section title={t('cashUp.payments', { day: format.date(day, 'long') })} flush>
        <PagedList
          label={t('invoice.payments')}
          query={payments}
          row={(payment) => <PaymentRow payment={payment} />}
          empty={t('cashUp.none')}
        />
      </Section>
    </Stack>
  );
}

function PaymentRow({ payment }: { readonly payment: Payment }): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { method, reference, customer, receivedAt, receivedBy, allocations } = payment;
  return (
    <Stack direction="row" spacing={2} sx={{ justifyContent: 'space-between' }}>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2">
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {format.time(receivedAt)}
          </Box>{' '}
          · {t(`methods.${method}`)}
          {customer && <> · {customer.name}</>}
        </Typography>
        <Typography variant="caption" color="textSecondary" component="p">
          {allocations.map(({ invoiceId, number }) => (
            <RecordLink key={invoiceId} kind="invoice" id={invoiceId}>
              <Code>{number}</Code>
            </RecordLink>
          ))}
          {reference && (
            <>
              {' · '}
              <Code>{reference}</Code>
            </>
          )}
          {receivedBy && ` · ${receivedBy}`}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
        <Money value={payment} />
      </Typography>
    </Stack>
  );
}

/** The civil day now where the company is; where the browser is until that is known. */
function today(timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}
