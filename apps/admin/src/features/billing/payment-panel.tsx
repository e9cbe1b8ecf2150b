import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useController, useForm, useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { createFormat, useFormat } from '../../lib/format';
import { persianWords } from '../../lib/number-words';
import { usePreferences } from '../../lib/preferences';
import { orNull } from '../../lib/values';
import { MoneyField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { SidePanel } from '../../ui/side-panel';
import { Code } from '../../ui/text';
import { paymentMethods, useTakePayment, type InvoiceSummary, type PaymentMethod } from './api';
import { SumLine } from './sum-line';

export interface PaymentValues {
  method: PaymentMethod;
  amount: number | null;
  reference: string;
}

interface PaymentPanelProps {
  readonly invoice: Pick<InvoiceSummary, 'id' | 'number' | 'total' | 'paid' | 'due' | 'currency'>;
  readonly onClose: () => void;
}

/** Money over the counter: all that is due unless one says less. */
export function PaymentPanel({ invoice, onClose }: PaymentPanelProps): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { id: invoiceId, number, total, paid, due, currency } = invoice;
  const form = useForm<PaymentValues>({ defaultValues: { method: 'card', amount: due, reference: '' } });
  const { control } = form;
  const [method, amount] = useWatch({ control, name: ['method', 'amount'] });
  const take = useTakePayment((payment) => {
    notify({ text: t('payment.done', { number: payment.number, amount: format.money(payment) }) });
    onClose();
  });

  return (
    <SidePanel title={t('payment.title')} onClose={onClose}>
      <Form
        form={form}
        error={take.error}
        pending={take.isPending}
        submitLabel={t('payment.submit')}
        onCancel={onClose}
        onSubmit={(values) =>
          take.mutate({
            invoiceId,
            method: values.method,
            amount: values.amount ?? 0,
            reference: values.method === 'cash' ? null : orNull(values.reference),
          })
        }
      >
        <Box>
          <Typography sx={{ fontWeight: 600, mb: 1 }}>
            <Code>{number}</Code>
          </Typography>
          <SumLine label={t('amounts.total')} value={{ amount: total, currency }} />
          {paid > 0 && <SumLine label={t('amounts.paid')} value={{ amount: paid, currency }} />}
          <SumLine label={t('amounts.due')} value={{ amount: due, currency }} strong />
        </Box>
        <MethodField control={control} />
        <Box>
          <MoneyField
            control={control}
            name="amount"
            label={t('payment.amount')}
            currency={currency}
            required
            autoFocus
          />
          <AmountEcho amount={amount} currency={currency} />
        </Box>
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

export function MethodField({ control }: { readonly control: Control<PaymentValues> }): ReactNode {
  const { t } = useTranslation('billing');
  const { field } = useController({ control, name: 'method' });
  return (
    <ToggleButtonGroup
      exclusive
      fullWidth
      color="primary"
      size="small"
      aria-label={t('payment.method')}
      value={field.value}
      onChange={(_, method: PaymentMethod | null) => method && field.onChange(method)}
    >
      {paymentMethods.map((method) => (
        <ToggleButton key={method} value={method}>
          {t(`methods.${method}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** Rial amounts are long and toman is what people say: a slip of one zero is heard, not seen. */
export function AmountEcho(props: { readonly amount: number | null; readonly currency: string }): ReactNode {
  const { amount, currency } = props;
  const { t } = useTranslation('billing');
  const { language, calendar, rialUnit } = usePreferences();
  if (!amount || currency !== 'IRR') return null;
  const otherUnit = createFormat({ language, calendar, rialUnit: rialUnit === 'rial' ? 'toman' : 'rial' });
  return (
    <Typography variant="body2" color="textSecondary" aria-live="polite" sx={{ mt: 1 }}>
      {language === 'fa' && (
        <>
          {t('payment.inWords', { words: persianWords(amount) })}
          <br />
        </>
      )}
      {t('payment.equals', { amount: otherUnit.money({ amount, currency }) })}
    </Typography>
  );
}
