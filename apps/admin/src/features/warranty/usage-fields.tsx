import type { ReactNode } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { NumberField, SelectField } from '../../ui/fields';
import { meters } from './api';
import type { TermsValues } from './terms-form';

const MOST_USE = 100_000_000;

interface UsageFieldsProps {
  readonly control: Control<TermsValues>;
  readonly name: `terms.cover.${number}.usage` | 'terms.partWarranty.usage' | 'terms.workWarranty.usage';
  readonly hint: string;
}

/** Use that ends a cover or a promise before its time does, where somebody wants that. */
export function UsageFields({ control, name, hint }: UsageFieldsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const { t: ui } = useTranslation('ui');
  const { meter } = useWatch({ control, name });
  return (
    <>
      <SelectField
        control={control}
        name={`${name}.meter`}
        label={t('terms.meter')}
        options={[
          { value: '', label: t('terms.noMeter') },
          ...meters.map((value) => ({ value, label: ui(`coverage.meters.${value}`) })),
        ]}
      />
      {meter && (
        <NumberField
          control={control}
          name={`${name}.max`}
          label={t('terms.usageMax')}
          hint={hint}
          unit={ui(`coverage.meters.${meter}`)}
          min={1}
          max={MOST_USE}
          required
        />
      )}
    </>
  );
}
