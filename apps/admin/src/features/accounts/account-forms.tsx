import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import {
  PersonFields,
  RolesField,
  WorkplaceFields,
  type PersonValues,
  type RolesValues,
  type WorkplaceValues,
} from './account-fields';
import { useAssignCenters, useAssignRoles, useChangeAccount, useResetPassword, type Account } from './api';

interface AccountFormProps {
  readonly account: Account;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function PersonForm({ account, onDone, onCancel }: AccountFormProps): ReactNode {
  const { t } = useTranslation('ui');
  const { displayName, locale, calendar } = account;
  const form = useForm<PersonValues>({
    defaultValues: { displayName, email: account.email ?? '', mobile: account.mobile ?? '', locale, calendar },
  });
  const change = useChangeAccount(account, onDone);
  return (
    <Form
      form={form}
      error={change.error}
      pending={change.isPending}
      submitLabel={t('form.save')}
      onCancel={onCancel}
      onSubmit={({ email, mobile, ...values }) =>
        change.mutate({ ...values, email: orNull(email), mobile: orNull(mobile) })
      }
    >
      <PersonFields control={form.control} />
    </Form>
  );
}

export function RolesForm({ account, onDone, onCancel }: AccountFormProps): ReactNode {
  const { t } = useTranslation('ui');
  const form = useForm<RolesValues>({ defaultValues: { roleIds: account.roles.map(({ id }) => id) } });
  const assign = useAssignRoles(account, onDone);
  return (
    <Form
      form={form}
      error={assign.error}
      pending={assign.isPending}
      submitLabel={t('form.save')}
      onCancel={onCancel}
      onSubmit={({ roleIds }) => assign.mutate({ roleIds: [...roleIds] })}
    >
      <RolesField control={form.control} />
    </Form>
  );
}

export function WorkplaceForm({ account, onDone, onCancel }: AccountFormProps): ReactNode {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const form = useForm<WorkplaceValues>({
    defaultValues: {
      scope: account.scope,
      centerIds: account.centers.map(({ id, code, name }) => ({ id, code, text: format.name(name) })),
    },
  });
  const scope = useWatch({ control: form.control, name: 'scope' });
  const assign = useAssignCenters(account, onDone);
  return (
    <Form
      form={form}
      error={assign.error}
      pending={assign.isPending}
      submitLabel={t('form.save')}
      onCancel={onCancel}
      onSubmit={(values) => assign.mutate({ scope: values.scope, centerIds: values.centerIds.map(({ id }) => id) })}
    >
      <WorkplaceFields control={form.control} scope={scope} />
    </Form>
  );
}

export function ResetPasswordForm({ account, onDone, onCancel }: AccountFormProps): ReactNode {
  const { t } = useTranslation('accounts');
  const form = useForm<{ password: string }>({ defaultValues: { password: '' } });
  const reset = useResetPassword(account, onDone);
  return (
    <Form
      form={form}
      error={reset.error}
      pending={reset.isPending}
      submitLabel={t('password.set')}
      onCancel={onCancel}
      onSubmit={(values) => reset.mutate(values)}
    >
      <TextField
        control={form.control}
        name="password"
        label={t('password.new')}
        hint={t('password.resetHint', { name: account.displayName })}
        type="password"
        autoComplete="new-password"
        maxLength={128}
        required
        autoFocus
      />
    </Form>
  );
}
