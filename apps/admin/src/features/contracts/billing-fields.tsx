import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../../lib/format';
import { SelectField } from '../../ui/fields';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { centerSource } from '../organization/api';
import { billingRhythms, billingTimes, type BillingTerms, type Contract } from './api';

/** Without `every` the price is not billed here. */
export interface BillingValues {
  every: BillingTerms['every'] | null;
  due: BillingTerms['due'];
  center: PickerOption | null;
}

export function billingValues(billing: Contract['billing'], format: Format): BillingValues {
  return {
    every: billing?.every ?? null,
    due: billing?.due ?? 'in-advance',
    center: billing && { id: billing.center.id, text: format.name(billing.center.name) },
  };
}

export function billingBody({ every, due, center }: BillingValues): BillingTerms | null {
  return every && center && { every, due, centerId: center.id };
}

/** How the price is billed. Where a plan may be left out, the first choice says so. */
export function BillingFields(props: {
  readonly form: UseFormReturn<{ billing: BillingValues }>;
  readonly optional?: boolean;
}): ReactNode {
  const { form, optional = false } = props;
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { control } = form;
  const every = form.watch('billing.every');
  const rhythms = billingRhythms.map((value) => ({ value, label: t(`billing.rhythms.${value}`) }));
  return (
    <Stack spacing={2.5} sx={{ pt: 1 }}>
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <SelectField
          control={control}
          name="billing.every"
          label={t('billing.every')}
          options={optional ? [{ value: '', label: t('billing.not') }, ...rhythms] : rhythms}
          required={!optional}
        />
        {every && (
          <SelectField
            control={control}
            name="billing.due"
            label={t('billing.due')}
            options={billingTimes.map((value) => ({ value, label: t(`billing.times.${value}`) }))}
          />
        )}
      </Box>
      {every && (
        <PickerField
          control={control}
          name="billing.center"
          label={t('billing.center')}
          hint={t('billing.centerHint')}
          source={centerSource((name) => format.name(name))}
          required
        />
      )}
    </Stack>
  );
}
