import { type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../lib/format';
import { NumberField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ChecksField } from '../../ui/many-fields';
import { useGoodwill, type RepairOrder } from './api';
import { FormDialog } from './form-dialog';

const bearers = ['centre', 'seller', 'importer', 'maker'] as const;

interface GoodwillInput {
  percent: number | null;
  bearer: (typeof bearers)[number];
  lineIds: readonly string[];
  reason: string;
}

/** A favour outside the cover: how much of which lines, who bears it, and why. Zero takes an earlier one back. */
export function GoodwillDialog({
  order,
  onClose,
}: {
  readonly order: RepairOrder;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('repairs');
  const { t: tUi } = useTranslation('ui');
  const format = useFormat();
  const grant = useGoodwill(onClose);
  const form = useForm<GoodwillInput>({
    defaultValues: { percent: 100, bearer: 'centre', lineIds: order.lines.map(({ id }) => id), reason: '' },
  });
  return (
    <FormDialog title={t('coverage.goodwill')} pending={grant.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ percent, bearer, lineIds, reason }) =>
          grant.mutate({
            order,
            percent: percent ?? 0,
            bearer,
            lineIds: lineIds.length === order.lines.length ? null : [...lineIds],
            reason: reason.trim(),
          })
        }
        error={grant.error}
        pending={grant.isPending}
        submitLabel={t('coverage.grant')}
        onCancel={onClose}
      >
        <Typography variant="body2">{t('coverage.goodwillText')}</Typography>
        <NumberField
          control={form.control}
          name="percent"
          label={t('coverage.percent')}
          hint={t('coverage.percentHint')}
          max={100}
          unit="%"
          required
          autoFocus
        />
        <SelectField
          control={form.control}
          name="bearer"
          label={t('coverage.bearer')}
          required
          options={bearers.map((value) => ({ value, label: tUi(`coverage.bearers.${value}`) }))}
        />
        {order.lines.length > 1 && (
          <ChecksField
            control={form.control}
            name="lineIds"
            label={t('coverage.lines')}
            options={order.lines.map(({ id, description }) => ({ value: id, label: format.name(description) }))}
          />
        )}
        <TextField control={form.control} name="reason" label={t('fields.reason')} rows={2} maxLength={500} required />
      </Form>
    </FormDialog>
  );
}
