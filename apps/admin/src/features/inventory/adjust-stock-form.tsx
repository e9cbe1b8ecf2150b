import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { NumberField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { useAdjustStock, type StockBalance } from './api';

const MOST_PIECES = 1_000_000;

interface AdjustStockFormProps {
  readonly balance: StockBalance;
  readonly onDone: () => void;
}

/** One counts and says why; what is corrected is the difference to what the books said while counting. */
export function AdjustStockForm({ balance, onDone }: AdjustStockFormProps): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const form = useForm<{ counted: number | null; reason: string }>({ defaultValues: { counted: null, reason: '' } });
  const counted = useWatch({ control: form.control, name: 'counted' });
  const adjust = useAdjustStock(() => {
    notify({ text: t('correction.done') });
    onDone();
  });
  const difference = counted === null ? 0 : counted - balance.onHand;

  return (
    <Card sx={{ p: 2.5 }}>
      <Form
        form={form}
        onSubmit={({ reason }) => {
          if (difference === 0) return form.setError('counted', { message: t('correction.same') });
          adjust.mutate({ locationId: balance.location.id, partId: balance.part.id, quantity: difference, reason });
        }}
        error={adjust.error}
        pending={adjust.isPending}
        submitLabel={t('correction.submit')}
        onCancel={onDone}
      >
        <NumberField
          control={form.control}
          name="counted"
          label={t('correction.counted')}
          hint={t('correction.onBooks', { count: balance.onHand })}
          max={MOST_PIECES}
          required
          autoFocus
        />
        {difference !== 0 && (
          <Typography sx={{ fontWeight: 600 }}>
            {t('correction.difference', { difference: format.number(difference, { signDisplay: 'always' }) })}
          </Typography>
        )}
        <TextField
          control={form.control}
          name="reason"
          label={t('correction.reason')}
          hint={t('correction.reasonHint')}
          rows={2}
          maxLength={500}
          required
        />
      </Form>
    </Card>
  );
}
