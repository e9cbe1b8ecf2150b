import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { useChangePassword } from './api';

const empty = { currentPassword: '', newPassword: '' };

/** One's own new password; whoever else is signed in with the old one is signed out. */
export function PasswordForm(): ReactNode {
  const { t } = useTranslation('account');
  const form = useForm({ defaultValues: empty });
  const change = useChangePassword(() => {
    form.reset(empty);
    notify({ text: t('password.changed') });
  });
  return (
    <Form
      form={form}
      error={change.error}
      pending={change.isPending}
      submitLabel={t('password.submit')}
      onSubmit={(values) => change.mutate(values)}
    >
      <TextField
        control={form.control}
        name="currentPassword"
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        maxLength={128}
        required
      />
      <TextField
        control={form.control}
        name="newPassword"
        label={t('password.new')}
        hint={t('password.hint')}
        type="password"
        autoComplete="new-password"
        maxLength={128}
        required
      />
    </Form>
  );
}
