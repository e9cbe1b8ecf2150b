import Divider from '@mui/material/Divider';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCenter } from '../../lib/session';
import { orNull } from '../../lib/values';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import {
  PersonFields,
  RolesField,
  WorkplaceFields,
  type PersonValues,
  type RolesValues,
  type WorkplaceValues,
} from './account-fields';
import { useCreateAccount } from './api';

type Values = PersonValues & WorkplaceValues & RolesValues & { password: string };

/** A colleague starts: who, where, as what, and the first password to hand over. */
export function NewAccountPage(): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const navigate = useNavigate();
  const center = useCenter();
  const form = useForm<Values>({
    defaultValues: {
      displayName: '',
      email: '',
      mobile: '',
      locale: null,
      calendar: null,
      scope: 'centers',
      centerIds: center ? [{ id: center.id, code: center.code, text: format.name(center.name) }] : [],
      roleIds: [],
      password: '',
    },
  });
  const scope = useWatch({ control: form.control, name: 'scope' });
  const create = useCreateAccount(({ id, displayName }) => {
    notify({ text: t('accounts.created', { name: displayName }) });
    void navigate({ to: `/accounts/${id}` });
  });

  return (
    <PageFrame
      title={t('accounts.new')}
      subtitle={t('accounts.newHint')}
      trail={[{ to: '/accounts', label: t('accounts.title') }]}
      width="narrow"
    >
      <Card sx={{ p: 3 }}>
        <Form
          form={form}
          error={create.error}
          pending={create.isPending}
          submitLabel={t('accounts.create')}
          onCancel={() => void navigate({ to: '/accounts' })}
          onSubmit={({ email, mobile, centerIds, roleIds, ...values }) =>
            create.mutate({
              ...values,
              email: orNull(email),
              mobile: orNull(mobile),
              centerIds: centerIds.map(({ id }) => id),
              roleIds: [...roleIds],
            })
          }
        >
          <PersonFields control={form.control as unknown as Control<PersonValues>} />
          <Divider />
          <Typography variant="h2">{t('account.work')}</Typography>
          <WorkplaceFields control={form.control as unknown as Control<WorkplaceValues>} scope={scope} />
          <RolesField control={form.control as unknown as Control<RolesValues>} />
          <Divider />
          <Typography variant="h2">{t('account.firstPassword')}</Typography>
          <TextField
            control={form.control}
            name="password"
            label={t('password.new')}
            hint={t('password.hint')}
            type="password"
            autoComplete="new-password"
            maxLength={128}
            required
          />
        </Form>
      </Card>
    </PageFrame>
  );
}
