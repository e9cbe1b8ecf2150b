import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { companyQuery } from '../../lib/company';
import { today, useFormat, type Format } from '../../lib/format';
import { usePreferences } from '../../lib/preferences';
import { orNull } from '../../lib/values';
import { lastDayBefore } from '../../ui/coverage-text';
import { DateField } from '../../ui/date-field';
import { MoneyField, NumberField, SelectField, TextField } from '../../ui/fields';
import { PickManyField } from '../../ui/many-fields';
import { PickerField, type PickerOption, type PickerSource } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { useProductGroupSource } from '../catalog/sources';
import { customerSource } from '../customers/api';
import { deviceSource } from '../devices/api';
import { centerSource } from '../organization/api';
import { billingBody, BillingFields, type BillingValues, billingValues } from './billing-fields';
import {
  contractScopes,
  discountClasses,
  type Contract,
  type ContractDraft,
  type ContractTerms,
  type DiscountClass,
} from './api';

/** Hours as people say them; the API takes minutes. `endsOn` is the last day, as people count. */
export interface TermsValues {
  visits: number | null;
  labourMinutes: number | null;
  responseMinutes: number | null;
  resolutionMinutes: number | null;
  discounts: Record<DiscountClass, number | null>;
  price: number | null;
}

export interface ContractValues {
  customer: PickerOption | null;
  startsOn: string | null;
  endsOn: string | null;
  scope: Contract['scope'];
  devices: PickerOption[];
  group: PickerOption | null;
  deviceLimit: number | null;
  centers: PickerOption[];
  sites: string;
  terms: TermsValues;
  billing: BillingValues;
  noticeDays: number | null;
  note: string;
}

const NOTICE_DAYS = 30;

export function termsValues(terms: ContractTerms | null): TermsValues {
  const hours = (minutes: number | null | undefined): number | null => (minutes ? minutes / 60 : (minutes ?? null));
  const percentOf = (name: DiscountClass): number | null =>
    terms?.discounts.find((discount) => discount.class === name)?.percent ?? null;
  return {
    visits: terms?.visits ?? null,
    labourMinutes: hours(terms?.labourMinutes),
    responseMinutes: hours(terms?.responseMinutes),
    resolutionMinutes: hours(terms?.resolutionMinutes),
    discounts: {
      parts: percentOf('parts'),
      labour: percentOf('labour'),
      travel: percentOf('travel'),
      shipping: percentOf('shipping'),
      unit: percentOf('unit'),
    },
    price: terms?.price ?? null,
  };
}

export function termsBody(values: TermsValues): ContractTerms {
  const minutes = (hours: number | null): number | null => (hours === null ? null : Math.round(hours * 60));
  return {
    visits: values.visits,
    labourMinutes: minutes(values.labourMinutes),
    responseMinutes: minutes(values.responseMinutes),
    resolutionMinutes: minutes(values.resolutionMinutes),
    discounts: discountClasses.flatMap((name) => {
      const percent = values.discounts[name];
      return percent ? [{ class: name, percent }] : [];
    }),
    price: values.price ?? 0,
  };
}

export function contractValues(contract: Contract | null, format: Format): ContractValues {
  return {
    customer: contract && { id: contract.customer.id, text: contract.customer.name ?? contract.customer.id },
    startsOn: contract?.startsOn ?? today(),
    endsOn: contract ? lastDayBefore(contract.endsOn) : null,
    scope: contract?.scope ?? 'devices',
    devices: (contract?.devices ?? []).map(({ id, brand, product, serial }) => ({
      id,
      text: [format.name(brand), format.name(product), serial].filter(Boolean).join(' '),
    })),
    group: contract?.productGroup
      ? { id: contract.productGroup.id, text: format.name(contract.productGroup.name) }
      : null,
    deviceLimit: contract?.deviceLimit ?? null,
    centers: (contract?.centers ?? []).map(({ id, name }) => ({ id, text: format.name(name) })),
    sites: (contract?.sites ?? []).join('\n'),
    terms: termsValues(contract?.signedTerms ?? null),
    billing: billingValues(contract?.billing ?? null, format),
    noticeDays: contract?.noticeDays ?? NOTICE_DAYS,
    note: contract?.note ?? '',
  };
}

export function contractBody(values: ContractValues): ContractDraft {
  const { scope } = values;
  return {
    customerId: values.customer?.id ?? '',
    startsOn: values.startsOn ?? '',
    endsOn: values.endsOn ? dayAfter(values.endsOn) : '',
    scope,
    deviceIds: scope === 'devices' ? values.devices.map(({ id }) => id) : [],
    productGroupId: scope === 'group' ? (values.group?.id ?? null) : null,
    deviceLimit: scope === 'devices' ? null : values.deviceLimit,
    centerIds: values.centers.map(({ id }) => id),
    sites: values.sites
      .split('\n')
      .map((site) => site.trim())
      .filter(Boolean),
    terms: termsBody(values.terms),
    billing: billingBody(values.billing),
    noticeDays: values.noticeDays ?? NOTICE_DAYS,
    note: orNull(values.note),
  };
}

/** The first day after a last one: periods are half-open. */
export function dayAfter(civilDay: string): string {
  return new Date(Date.parse(`${civilDay}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Everything a draft says, after its kind and number. */
export function ContractFields({ form }: { readonly form: UseFormReturn<ContractValues> }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { language } = usePreferences();
  const { control } = form;
  const scope = form.watch('scope');
  const groups = useProductGroupSource();
  return (
    <>
      <Section title={t('sections.party')}>
        <Stack spacing={2.5} sx={{ pt: 1 }}>
          <PickerField control={control} name="customer" label={t('customer')} source={customerSource} required />
          <Two>
            <DateField control={control} name="startsOn" label={t('startsOn')} required />
            <DateField control={control} name="endsOn" label={t('lastDay')} required />
          </Two>
          <NumberField
            control={control}
            name="noticeDays"
            label={t('fields.notice')}
            hint={t('fields.noticeHint')}
            max={365}
          />
        </Stack>
      </Section>
      <Section title={t('sections.scope')}>
        <Stack spacing={2.5} sx={{ pt: 1 }}>
          <SelectField
            control={control}
            name="scope"
            label={t('fields.scope')}
            options={contractScopes.map((value) => ({ value, label: t(`scopes.${value}`) }))}
          />
          {scope === 'devices' && (
            <PickManyField
              control={control}
              name="devices"
              label={t('fields.addDevice')}
              hint={t('fields.addDeviceHint')}
              source={serialsIn(deviceSource(format, language))}
            />
          )}
          {scope === 'group' && (
            <PickerField control={control} name="group" label={t('fields.group')} source={groups} required />
          )}
          {scope !== 'devices' && (
            <NumberField
              control={control}
              name="deviceLimit"
              label={t('fields.deviceLimit')}
              hint={t('fields.deviceLimitHint')}
              min={1}
              max={100_000}
            />
          )}
          <PickManyField
            control={control}
            name="centers"
            label={t('fields.centers')}
            hint={t('fields.centersHint')}
            source={centerSource((name) => format.name(name))}
          />
          <TextField control={control} name="sites" label={t('fields.sites')} hint={t('fields.sitesHint')} rows={2} />
        </Stack>
      </Section>
      <Section title={t('sections.terms')}>
        <TermsFields form={form} />
      </Section>
      <Section title={t('sections.billing')}>
        <BillingFields form={form as unknown as UseFormReturn<{ billing: BillingValues }>} optional />
      </Section>
      <Section title={t('fields.note')}>
        <Stack sx={{ pt: 1 }}>
          <TextField control={control} name="note" label={t('fields.note')} rows={2} maxLength={2000} />
        </Stack>
      </Section>
    </>
  );
}

/** The terms alone; an addendum asks for them too. */
export function TermsFields({ form }: { readonly form: UseFormReturn<ContractValues> }): ReactNode {
  const { t } = useTranslation('contracts');
  const { t: ui } = useTranslation('ui');
  const { control } = form;
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  return (
    <Stack spacing={2.5} sx={{ pt: 1 }}>
      <Two>
        <NumberField
          control={control}
          name="terms.visits"
          label={t('fields.visits')}
          hint={t('fields.none')}
          max={10_000}
        />
        <NumberField
          control={control}
          name="terms.labourMinutes"
          label={t('fields.labour')}
          hint={t('fields.none')}
          unit={t('unitHours')}
          decimals={1}
        />
        <NumberField
          control={control}
          name="terms.responseMinutes"
          label={t('fields.response')}
          hint={t('fields.noPromise')}
          unit={t('unitHours')}
          decimals={1}
        />
        <NumberField
          control={control}
          name="terms.resolutionMinutes"
          label={t('fields.resolution')}
          hint={t('fields.noPromise')}
          unit={t('unitHours')}
          decimals={1}
        />
      </Two>
      <Typography variant="body2" color="textSecondary">
        {t('fields.discountsHint')}
      </Typography>
      <Two>
        {discountClasses.map((name) => (
          <NumberField
            key={name}
            control={control}
            name={`terms.discounts.${name}`}
            label={ui(`coverage.classes.${name}`)}
            max={100}
            unit="%"
          />
        ))}
      </Two>
      <MoneyField control={control} name="terms.price" label={t('fields.price')} currency={currency} />
    </Stack>
  );
}

function Two({ children }: { readonly children: ReactNode }): ReactNode {
  return <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { sm: '1fr 1fr' } }}>{children}</Box>;
}

/** Chips show a text only: it has to name the device whole. */
export function serialsIn({ queryKey, find }: PickerSource): PickerSource {
  return {
    queryKey: [...queryKey, 'with serials'],
    find: async (q, signal) => (await find(q, signal)).map(({ id, text, code }) => ({ id, text: `${text} · ${code}` })),
  };
}
