import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { today } from '../../lib/format';
import { DateField } from '../../ui/date-field';
import { MoneyField, NumberField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { SidePanel } from '../../ui/side-panel';
import { useBrandSource, usePartSource, useProductGroupSource, useProductSource } from '../catalog/sources';
import { borneClasses, supplierStarts, useAgree, type NewAgreement, type Supplier, type SupplierTerms } from './api';

const scopes = ['brand', 'product', 'part', 'everything'] as const;

interface AgreementValues {
  scope: (typeof scopes)[number];
  brand: PickerOption | null;
  group: PickerOption | null;
  product: PickerOption | null;
  part: PickerOption | null;
  validFrom: string | null;
  calendar: SupplierTerms['calendar'];
  startBasis: SupplierTerms['startBasis'];
  months: number | null;
  cover: Record<(typeof borneClasses)[number], number | null>;
  partsAt: 'list' | 'cost';
  handling: number | null;
  labourRate: number | null;
  claimWithinDays: number | null;
  claimLimit: number | null;
  coreDays: number | null;
}

const beginning: AgreementValues = {
  scope: 'brand',
  brand: null,
  group: null,
  product: null,
  part: null,
  validFrom: today(),
  calendar: 'jalali',
  startBasis: 'sale',
  months: 18,
  cover: { parts: 100, labour: null, travel: null, shipping: null, unit: 100 },
  partsAt: 'cost',
  handling: 0,
  labourRate: null,
  claimWithinDays: 30,
  claimLimit: null,
  coreDays: null,
};

interface AgreementPanelProps {
  readonly supplier: Supplier;
  readonly onClose: () => void;
}

/** The next version of what a supplier owes for a scope. */
export function AgreementPanel({ supplier, onClose }: AgreementPanelProps): ReactNode {
  const { t } = useTranslation('claims');
  const { t: ui } = useTranslation('ui');
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const sources = {
    brand: useBrandSource(),
    group: useProductGroupSource(),
    product: useProductSource(),
    part: usePartSource(),
  };
  const form = useForm<AgreementValues>({ defaultValues: beginning });
  const agree = useAgree(supplier, () => {
    notify({ text: t('agreements.saved') });
    onClose();
  });
  const { control } = form;
  const scope = useWatch({ control, name: 'scope' });
  return (
    <SidePanel title={t('agreements.add')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => agree.mutate(bodyOf(values))}
        error={agree.error}
        pending={agree.isPending}
        submitLabel={t('agreements.save')}
        onCancel={onClose}
      >
        <SelectField
          control={control}
          name="scope"
          label={t('agreements.for')}
          options={scopes.map((value) => ({ value, label: t(`agreements.forKinds.${value}`) }))}
        />
        {scope === 'brand' && (
          <>
            <PickerField control={control} name="brand" label={t('agreements.brand')} source={sources.brand} />
            <PickerField control={control} name="group" label={t('agreements.group')} source={sources.group} />
          </>
        )}
        {scope === 'product' && (
          <PickerField
            control={control}
            name="product"
            label={t('agreements.product')}
            source={sources.product}
            required
          />
        )}
        {scope === 'part' && (
          <PickerField control={control} name="part" label={t('agreements.part')} source={sources.part} required />
        )}
        <DateField
          control={control}
          name="validFrom"
          label={t('agreements.validFrom')}
          hint={t('agreements.validFromHint')}
          required
        />
        <Two>
          <SelectField
            control={control}
            name="startBasis"
            label={t('agreements.startBasis')}
            options={supplierStarts.map((value) => ({ value, label: t(`agreements.starts.${value}`) }))}
          />
          <NumberField control={control} name="months" label={t('agreements.months')} min={1} max={600} required />
          <SelectField
            control={control}
            name="calendar"
            label={t('agreements.calendar')}
            options={(['jalali', 'gregorian'] as const).map((value) => ({
              value,
              label: t(`agreements.calendars.${value}`),
            }))}
          />
        </Two>
        <Typography variant="body2" color="textSecondary">
          {t('agreements.bearsHint')}
        </Typography>
        <Two>
          {borneClasses.map((name) => (
            <NumberField
              key={name}
              control={control}
              name={`cover.${name}`}
              label={ui(`coverage.classes.${name}`)}
              min={1}
              max={100}
              unit="%"
            />
          ))}
        </Two>
        <Two>
          <SelectField
            control={control}
            name="partsAt"
            label={t('agreements.partsAt')}
            options={(['cost', 'list'] as const).map((value) => ({ value, label: t(`agreements.partsAts.${value}`) }))}
          />
          <NumberField control={control} name="handling" label={t('agreements.handling')} max={1000} unit="%" />
        </Two>
        <MoneyField
          control={control}
          name="labourRate"
          label={t('agreements.labourRate')}
          hint={t('agreements.labourRateHint')}
          currency={currency}
        />
        <Two>
          <NumberField
            control={control}
            name="claimWithinDays"
            label={t('agreements.claimWithinDays')}
            min={1}
            max={3650}
            required
          />
          <NumberField
            control={control}
            name="coreDays"
            label={t('agreements.coreDays')}
            hint={t('agreements.coreHint')}
            min={1}
            max={3650}
          />
        </Two>
        <MoneyField control={control} name="claimLimit" label={t('agreements.claimLimit')} currency={currency} />
      </Form>
    </SidePanel>
  );
}

function Two({ children }: { readonly children: ReactNode }): ReactNode {
  return <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { sm: '1fr 1fr' } }}>{children}</Box>;
}

function bodyOf(values: AgreementValues): NewAgreement {
  const { scope, labourRate, claimLimit, coreDays } = values;
  return {
    brandId: scope === 'brand' ? (values.brand?.id ?? null) : null,
    productGroupId: scope === 'brand' ? (values.group?.id ?? null) : null,
    productId: scope === 'product' ? (values.product?.id ?? null) : null,
    partId: scope === 'part' ? (values.part?.id ?? null) : null,
    validFrom: values.validFrom ?? '',
    terms: {
      calendar: values.calendar,
      startBasis: values.startBasis,
      months: values.months ?? 0,
      cover: borneClasses.flatMap((name) => {
        const percent = values.cover[name];
        return percent ? [{ class: name, percent }] : [];
      }),
      claim: {
        partsAt: values.partsAt,
        handlingPercent: values.handling ?? 0,
        ...(labourRate === null ? {} : { labourRate }),
      },
      claimWithinDays: values.claimWithinDays ?? 0,
      ...(claimLimit === null ? {} : { claimLimit }),
      ...(coreDays === null ? {} : { core: { withinDays: coreDays } }),
    },
  };
}
