import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { orNull } from '../../lib/values';
import { Can } from '../../ui/can';
import { MoneyField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateTimeText, Money } from '../../ui/text';
import { depositsQuery, useRefundDeposit, useTakeDeposit, type Deposit } from './api';
import { AmountEcho, MethodField, type PaymentValues } from './payment-panel';
import { SumLine } from './sum-line';

interface DepositsProps {
  readonly orderId: string;
  /** The order is not invoiced yet: money may still be left for it. */
  readonly open: boolean;
}

/** Money that the customer left ahead for an order: what its invoice took, what went back, what is held. */
export function Deposits({ orderId, open }: DepositsProps): ReactNode {
  const { t } = useTranslation('billing');
  const query = useQuery(depositsQuery(orderId));
  const [taking, setTaking] = useState(false);
  return (
    <Section
      title={t('deposits.title')}
      actions={
        open && (
          <Can do="payment.take">
            <Button startIcon={<Icon name="cash" />} onClick={() => setTaking(true)}>
              {t('deposits.take')}
            </Button>
          </Can>
        )
      }
    >
      {query.isPending && <LoadingState />}
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('deposits.empty')}
        </Typography>
      )}
      <Stack component="ul" spacing={2} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {query.data?.map((deposit) => (
          <DepositLine key={deposit.id} deposit={deposit} />
        ))}
      </Stack>
      {taking && <TakeDeposit orderId={orderId} onClose={() => setTaking(false)} />}
    </Section>
  );
}

function DepositLine({ deposit }: { readonly deposit: Deposit }): ReactNode {
  const { t } = useTranslation('billing');
  const [refunding, setRefunding] = useState(false);
  const { number, method, amount, held, currency, takenAt, takenBy, refunds } = deposit;
  return (
    <li>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          <Money value={{ amount, currency }} />
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
          <Code>{number}</Code> · {t(`methods.${method}`)} · <DateTimeText value={takenAt} />
          {takenBy && (
            <>
              {' · '}
              <bdi>{takenBy}</bdi>
            </>
          )}
        </Typography>
        <Typography variant="body2">
          {held > 0 ? (
            <>
              {t('deposits.held')} <Money value={{ amount: held, currency }} />
            </>
          ) : (
            t('deposits.spent')
          )}
        </Typography>
        {held > 0 && (
          <Can do="payment.take">
            <Button size="small" onClick={() => setRefunding(true)}>
              {t('deposits.refund')}
            </Button>
          </Can>
        )}
      </Stack>
      {refunds.map((refund) => (
        <Typography key={refund.refundedAt} variant="caption" color="textSecondary" component="p">
          {t('deposits.refunded')} <Money value={{ amount: refund.amount, currency }} /> ·{' '}
          <DateTimeText value={refund.refundedAt} /> · <bdi>{refund.reason}</bdi>
        </Typography>
      ))}
      {refunding && <RefundDeposit deposit={deposit} onClose={() => setRefunding(false)} />}
    </li>
  );
}

function TakeDeposit({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('billing');
  const { data: company } = useQuery(companyQuery);
  const form = useForm<PaymentValues>({ defaultValues: { method: 'card', amount: null, reference: '' } });
  const { control } = form;
  const [method, amount] = useWatch({ control, name: ['method', 'amount'] });
  const take = useTakeDeposit(onClose);
  if (!company) return null;
  return (
    <SidePanel title={t('deposits.take')} onClose={onClose}>
      <Form
        form={form}
        error={take.error}
        pending={take.isPending}
        submitLabel={t('deposits.take')}
        onCancel={onClose}
        onSubmit={(values) =>
          take.mutate({
            orderId,
            method: values.method,
            amount: values.amount ?? 0,
            reference: values.method === 'cash' ? null : orNull(values.reference),
          })
        }
      >
        <Typography variant="body2" color="textSecondary">
          {t('deposits.text')}
        </Typography>
        <MethodField control={control} />
        <div>
          <MoneyField
            control={control}
            name="amount"
            label={t('payment.amount')}
            currency={company.currency}
            required
            autoFocus
          />
          <AmountEcho amount={amount} currency={company.currency} />
        </div>
        {method !== 'cash' && (
          <TextField
            control={control}
            name="reference"
            label={t('payment.reference')}
            hint={t(`payment.referenceHints.${method}`)}
            maxLength={100}
            code
          />
        )}
      </Form>
    </SidePanel>
  );
}

function RefundDeposit({ deposit, onClose }: { readonly deposit: Deposit; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('billing');
  const { held, currency, method } = deposit;
  const form = useForm<{ amount: number | null; reference: string; reason: string }>({
    defaultValues: { amount: held, reference: '', reason: '' },
  });
  const refund = useRefundDeposit(deposit, onClose);
  return (
    <SidePanel title={t('deposits.refund')} onClose={onClose}>
      <Form
        form={form}
        error={refund.error}
        pending={refund.isPending}
        submitLabel={t('deposits.refund')}
        onCancel={onClose}
        onSubmit={({ amount, reference, reason }) =>
          refund.mutate({ amount: amount ?? 0, reference: orNull(reference), reason })
        }
      >
        <SumLine label={t('deposits.held')} value={{ amount: held, currency }} strong />
        <Typography variant="body2">{t('deposits.route', { method: t(`methods.${method}`) })}</Typography>
        <MoneyField
          control={form.control}
          name="amount"
          label={t('payment.amount')}
          currency={currency}
          required
          autoFocus
        />
        {method !== 'cash' && (
          <TextField control={form.control} name="reference" label={t('payment.reference')} maxLength={100} code />
        )}
        <TextField
          control={form.control}
          name="reason"
          label={t('deposits.reason')}
          rows={2}
          required
          maxLength={500}
        />
      </Form>
    </SidePanel>
  );
}
