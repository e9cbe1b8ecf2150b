import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { Can } from '../../ui/can';
import { lastDayBefore, type CoverageHeadline } from '../../ui/coverage-text';
import { Form } from '../../ui/form';
import { HistoryList } from '../../ui/history-list';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PagedList } from '../../ui/paged-list';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText, DateTimeText, Money, Name } from '../../ui/text';
import { VerdictChip } from '../../ui/verdict-panel';
import {
  balanceQuery,
  coversQuery,
  customerContractsQuery,
  customerDevicesQuery,
  customerQuery,
  historyGroups,
  historyQuery,
  openOrdersQuery,
  useChangeCustomer,
  type Customer,
  type HistoryGroup,
} from './api';
import { customerBody, CustomerFields, customerValues, type CustomerValues } from './customer-fields';

// Two columns are one on a narrow screen: what is open first, the history last.
const columnSx = { display: { xs: 'contents', lg: 'flex' } } as const;
const firstSx = { order: { xs: -1, lg: 0 } } as const;
const lastSx = { order: { xs: 1, lg: 0 } } as const;

/** Who a customer is, what is open, what they own and how it is covered, what they owe, and everything that happened. */
export function CustomerPage(): ReactNode {
  const { t } = useTranslation('customers');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(customerQuery(id));
  const customer = query.data;
  const [editing, setEditing] = useState(false);

  return (
    <PageFrame
      title={customer?.name ?? t('one')}
      subtitle={customer && t(`kinds.${customer.kind}`)}
      trail={[{ to: '/customers', label: t('title') }]}
      query={query}
      actions={
        customer && (
          <Can do="customer.write">
            <Button variant="contained" startIcon={<Icon name="edit" />} onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
          </Can>
        )
      }
    >
      {customer && (
        <Box
          sx={{
            display: 'grid',
            gap: 2.5,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
            alignItems: 'start',
          }}
        >
          <Stack spacing={2.5} useFlexGap sx={columnSx}>
            <Can do="repair.read">
              <Box sx={firstSx}>
                <OpenOrders customerId={id} />
              </Box>
            </Can>
            <Box sx={firstSx}>
              <Devices customerId={id} />
            </Box>
            <Box sx={lastSx}>
              <History customerId={id} />
            </Box>
          </Stack>
          <Stack spacing={2.5} useFlexGap sx={columnSx}>
            <Can do="billing.read">
              <Balance customerId={id} />
            </Can>
            <Details customer={customer} />
            <Can do="contract.read">
              <Contracts customerId={id} />
            </Can>
          </Stack>
          {editing && <EditCustomer customer={customer} onClose={() => setEditing(false)} />}
        </Box>
      )}
    </PageFrame>
  );
}

function Details({ customer }: { readonly customer: Customer }): ReactNode {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const phone = (mobile: string) => <Code>{format.digits(mobile)}</Code>;
  return (
    <Section title={t('details')}>
      <Facts>
        <Fact label={t('mobile')}>{phone(customer.mobile)}</Fact>
        {customer.otherMobiles.map((mobile) => (
          <Fact key={mobile} label={t('otherMobile')}>
            {phone(mobile)}
          </Fact>
        ))}
        <Fact label={t('email')}>{customer.email && <Code>{customer.email}</Code>}</Fact>
        <Fact label={t(`nationalIds.${customer.kind}`)}>
          {customer.nationalId && (
            <Stack direction="row" spacing={1}>
              <Code>{format.digits(customer.nationalId)}</Code>
              {customer.nationalIdAgrees === false && <StatusChip tone="waiting" label={t('nationalIdDisagrees')} />}
            </Stack>
          )}
        </Fact>
        {customer.kind === 'firm' && (
          <Fact label={t('economicNo')}>
            {customer.economicNo && <Code>{format.digits(customer.economicNo)}</Code>}
          </Fact>
        )}
        <Fact label={t('locale')}>{customer.locale === 'fa' ? 'فارسی' : 'English'}</Fact>
        <Fact label={t('address')}>{customer.address}</Fact>
        <Fact label={t('note')}>{customer.note}</Fact>
        <Fact label={t('since')}>
          <DateTimeText value={customer.createdAt} />
        </Fact>
      </Facts>
    </Section>
  );
}

function Devices({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useTranslation('customers');
  const query = useInfiniteQuery(customerDevicesQuery(customerId));
  const mayReadCover = useCan()('warranty.read');
  const { data: covers } = useQuery({ ...coversQuery(customerId), enabled: mayReadCover });
  return (
    <Section title={t('devices.title')} flush>
      <PagedList
        label={t('devices.title')}
        query={query}
        empty={t('devices.empty')}
        row={({ deviceId, brand, product, serial, ownedFrom, ownedTo }) => (
          <Stack direction="row" useFlexGap sx={{ columnGap: 2, flexWrap: 'wrap', alignItems: 'baseline' }}>
            <RecordLink kind="device" id={deviceId}>
              <Name value={brand.name} /> <Name value={product.name} />
            </RecordLink>
            <Typography variant="body2">{serial ? <Code>{serial}</Code> : t('devices.noSerial')}</Typography>
            {ownedTo === null && <Cover headline={covers?.get(deviceId)} />}
            <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
              {t('devices.from')} <DateText value={ownedFrom} />
              {ownedTo && (
                <>
                  {' '}
                  {t('devices.to')} <DateText value={ownedTo} />
                </>
              )}
            </Typography>
          </Stack>
        )}
      />
    </Section>
  );
}

/** In, partly, out or void, and how long still. */
function Cover({ headline }: { readonly headline: CoverageHeadline | undefined }): ReactNode {
  const { t } = useTranslation('ui');
  const format = useFormat();
  if (!headline) return null;
  const { standing, daysLeft } = headline;
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <VerdictChip standing={standing} />
      {(standing === 'in' || standing === 'partly') && daysLeft > 0 && (
        <Typography variant="caption" color="textSecondary">
          {t('coverage.daysLeft', { count: daysLeft, days: format.number(daysLeft) })}
        </Typography>
      )}
    </Stack>
  );
}

function Contracts({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const query = useInfiniteQuery(customerContractsQuery(customerId));
  return (
    <Section title={t('contracts.title')} flush>
      <PagedList
        label={t('contracts.title')}
        query={query}
        empty={t('contracts.empty')}
        row={({ id, number, kind, state, endsOn, meter }) => (
          <Stack direction="row" useFlexGap sx={{ columnGap: 2, flexWrap: 'wrap', alignItems: 'baseline' }}>
            <RecordLink kind="contract" id={id}>
              <Code>{number}</Code>
            </RecordLink>
            <Typography variant="body2">
              {t(`contracts.kinds.${kind}`)} · {t(`contracts.states.${state}`)}
            </Typography>
            {meter.visitsLeft !== null && (
              <Typography variant="body2">
                {t('contracts.visitsLeft', { count: meter.visitsLeft, visits: format.number(meter.visitsLeft) })}
              </Typography>
            )}
            <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
              {t('devices.to')} <DateText value={lastDayBefore(endsOn)} />
            </Typography>
          </Stack>
        )}
      />
    </Section>
  );
}

/** What they owe and what is held for them, at the centres the reader works in. */
function Balance({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useTranslation('customers');
  const money = useMoney();
  const { data, error, refetch } = useQuery(balanceQuery(customerId));
  return (
    <Section title={t('balance.title')}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data && (
        <Stack direction="row" spacing={5}>
          <Sum label={t('balance.receivable')} bad={data.receivable > 0}>
            <Money value={money(data.receivable)} />
          </Sum>
          <Sum label={t('balance.deposits')}>
            <Money value={money(data.deposits)} />
          </Sum>
        </Stack>
      )}
    </Section>
  );
}

interface SumProps {
  readonly label: string;
  readonly bad?: boolean;
  readonly children: ReactNode;
}

function Sum({ label, bad = false, children }: SumProps): ReactNode {
  return (
    <div>
      <Typography variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography sx={{ fontWeight: 600 }} color={bad ? 'error' : 'textPrimary'}>
        {children}
      </Typography>
    </div>
  );
}

function History({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useTranslation('customers');
  const [group, setGroup] = useState<HistoryGroup | null>(null);
  const query = useInfiniteQuery(historyQuery(customerId, group));
  return (
    <HistoryList
      title={t('history.title')}
      query={query}
      groups={Object.keys(historyGroups) as HistoryGroup[]}
      group={group}
      onGroup={setGroup}
      groupLabel={(each) => t(`history.groups.${each ?? 'all'}`)}
    />
  );
}

function OpenOrders({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useTranslation('customers');
  const query = useInfiniteQuery(openOrdersQuery(customerId));
  return (
    <Section title={t('orders.title')} flush>
      <PagedList
        label={t('orders.title')}
        query={query}
        empty={t('orders.empty')}
        row={({ id, number, state, receivedAt, device, declaredFault }) => (
          <>
            <Stack direction="row" useFlexGap sx={{ columnGap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
              <RecordLink kind="repair-order" id={id}>
                <Code>{number}</Code>
              </RecordLink>
              <RepairStateChip state={state} />
              <Typography variant="body2">
                <Name value={device.brand} /> <Name value={device.product} />
              </Typography>
              <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
                <DateTimeText value={receivedAt} />
              </Typography>
            </Stack>
            <Typography variant="body2" color="textSecondary" noWrap>
              <bdi>{declaredFault}</bdi>
            </Typography>
          </>
        )}
      />
    </Section>
  );
}

interface EditCustomerProps {
  readonly customer: Customer;
  readonly onClose: () => void;
}

function EditCustomer({ customer, onClose }: EditCustomerProps): ReactNode {
  const { t } = useTranslation('customers');
  const form = useForm<CustomerValues>({ defaultValues: customerValues(customer, customer.locale) });
  const change = useChangeCustomer(customer, () => {
    notify({ text: t('changed') });
    onClose();
  });
  return (
    <SidePanel title={t('editTitle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => change.mutate(customerBody(values))}
        error={change.error}
        pending={change.isPending}
        submitLabel={t('save')}
        onCancel={onClose}
      >
        <CustomerFields form={form} />
      </Form>
    </SidePanel>
  );
}
