import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { SelectField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icon';
import type { Customer, NewCustomer } from './api';

export interface CustomerValues {
  kind: Customer['kind'];
  name: string;
  mobile: string;
  otherMobiles: string[];
  nationalId: string;
  economicNo: string;
  email: string;
  locale: Customer['locale'];
  address: string;
  note: string;
}

const MOST_MOBILES = 10;

/** What can be said of a customer. One that is not known yet begins as a person who reads `locale`. */
export function customerValues(customer: Customer | null, locale: Customer['locale']): CustomerValues {
  return {
    kind: customer?.kind ?? 'person',
    name: customer?.name ?? '',
    mobile: customer?.mobile ?? '',
    otherMobiles: [...(customer?.otherMobiles ?? [])],
    nationalId: customer?.nationalId ?? '',
    economicNo: customer?.economicNo ?? '',
    email: customer?.email ?? '',
    locale: customer?.locale ?? locale,
    address: customer?.address ?? '',
    note: customer?.note ?? '',
  };
}

/** The values as the API takes them. */
export function customerBody(values: CustomerValues): NewCustomer {
  return {
    ...values,
    otherMobiles: values.otherMobiles.filter((mobile) => mobile.trim() !== ''),
    nationalId: orNull(values.nationalId),
    economicNo: values.kind === 'firm' ? orNull(values.economicNo) : null,
    email: orNull(values.email),
    address: orNull(values.address),
    note: orNull(values.note),
  };
}

export function CustomerFields({ form }: { readonly form: UseFormReturn<CustomerValues> }): ReactNode {
  const { t } = useTranslation('customers');
  const { control } = form;
  const kind = form.watch('kind');
  return (
    <>
      <SelectField
        control={control}
        name="kind"
        label={t('kind')}
        options={[
          { value: 'person', label: t('kinds.person') },
          { value: 'firm', label: t('kinds.firm') },
        ]}
      />
      <TextField control={control} name="name" label={t(`names.${kind}`)} required autoFocus maxLength={200} />
      <TextField control={control} name="mobile" label={t('mobile')} hint={t('mobileHint')} type="tel" code required />
      <OtherMobiles form={form} />
      <TextField control={control} name="email" label={t('email')} type="email" maxLength={254} />
      <TextField
        control={control}
        name="nationalId"
        label={t(`nationalIds.${kind}`)}
        hint={t(`nationalIdHints.${kind}`)}
        code
        maxLength={40}
      />
      {kind === 'firm' && <TextField control={control} name="economicNo" label={t('economicNo')} code maxLength={20} />}
      <SelectField
        control={control}
        name="locale"
        label={t('locale')}
        hint={t('localeHint')}
        options={[
          { value: 'fa', label: 'فارسی' },
          { value: 'en', label: 'English' },
        ]}
      />
      <TextField control={control} name="address" label={t('address')} rows={2} maxLength={500} />
      <TextField control={control} name="note" label={t('note')} hint={t('noteHint')} rows={2} maxLength={2000} />
    </>
  );
}

function OtherMobiles({ form }: { readonly form: UseFormReturn<CustomerValues> }): ReactNode {
  const { t } = useTranslation('customers');
  const mobiles = form.watch('otherMobiles');
  const change = (changed: string[]): void => form.setValue('otherMobiles', changed, { shouldDirty: true });
  return (
    <Stack spacing={1.5} sx={{ alignItems: 'start' }}>
      {mobiles.map((_, index) => (
        <Stack key={index} direction="row" spacing={1} sx={{ width: 1, alignItems: 'start' }}>
          <TextField control={form.control} name={`otherMobiles.${index}`} label={t('otherMobile')} type="tel" code />
          <IconButton
            aria-label={t('removeMobile')}
            onClick={() => change(mobiles.filter((__, other) => other !== index))}
          >
            <Icon name="close" />
          </IconButton>
        </Stack>
      ))}
      {mobiles.length < MOST_MOBILES && (
        <Button size="small" startIcon={<Icon name="plus" />} onClick={() => change([...mobiles, ''])}>
          {t('addMobile')}
        </Button>
      )}
    </Stack>
  );
}
