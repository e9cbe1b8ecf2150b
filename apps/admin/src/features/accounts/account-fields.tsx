import type { ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { calendars, languages } from '../../lib/preferences';
import { SelectField, TextField } from '../../ui/fields';
import { ChecksField, PickManyField } from '../../ui/many-fields';
import type { PickerOption } from '../../ui/picker-field';
import { centerSource, rolesQuery, type Account } from './api';

/** Who it is and how the account sees the product. */
export interface PersonValues {
  displayName: string;
  email: string;
  mobile: string;
  locale: Account['locale'];
  calendar: Account['calendar'];
}

/** Where the account works. */
export interface WorkplaceValues {
  scope: Account['scope'];
  centerIds: readonly PickerOption[];
}

/** What the account may do there. */
export interface RolesValues {
  roleIds: readonly string[];
}

// The field components are generic over whole forms; a part of a form knows only its own fields.
interface Part<Values extends object> {
  readonly control: Control<Values>;
}

export function PersonFields({ control }: Part<PersonValues>): ReactNode {
  const { t } = useTranslation('accounts');
  return (
    <>
      <TextField control={control} name="displayName" label={t('account.name')} maxLength={200} required autoFocus />
      <TextField control={control} name="email" label={t('account.email')} type="email" maxLength={254} />
      <TextField
        control={control}
        name="mobile"
        label={t('account.mobile')}
        hint={t('account.mobileHint')}
        type="tel"
        maxLength={40}
        code
      />
      <SelectField
        control={control}
        name="locale"
        label={t('account.language')}
        options={(['', ...languages] as const).map((value) => ({ value, label: t(`languages.${value || 'browser'}`) }))}
      />
      <SelectField
        control={control}
        name="calendar"
        label={t('account.calendar')}
        options={(['', ...calendars] as const).map((value) => ({
          value,
          label: t(`calendars.${value || 'language'}`),
        }))}
      />
    </>
  );
}

export function WorkplaceFields({
  control,
  scope,
}: Part<WorkplaceValues> & { readonly scope: Account['scope'] }): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  return (
    <>
      <SelectField
        control={control}
        name="scope"
        label={t('account.scope')}
        hint={t(`scopeHints.${scope}`)}
        options={(['centers', 'network'] as const).map((value) => ({ value, label: t(`scopes.${value}`) }))}
        required
      />
      <PickManyField
        control={control}
        name="centerIds"
        label={t('account.centers')}
        source={centerSource(format.name)}
      />
    </>
  );
}

export function RolesField({ control }: Part<RolesValues>): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const roles = useQuery(rolesQuery).data?.data ?? [];
  return (
    <ChecksField
      control={control}
      name="roleIds"
      label={t('account.roles')}
      hint={t('account.rolesHint')}
      options={roles.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
    />
  );
}
