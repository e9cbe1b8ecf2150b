import type { ReactNode } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useCreateRole, useRenameRole, type Role } from './api';

interface NameValues {
  fa: string;
  en: string;
}

/** A role starts without permissions: they are chosen on its page, where each one is explained. */
export function NewRoleForm(props: {
  readonly onDone: (role: Role) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation('accounts');
  const form = useForm<NameValues & { code: string }>({ defaultValues: { code: '', fa: '', en: '' } });
  const create = useCreateRole(props.onDone);
  return (
    <Form
      form={form}
      error={create.error}
      pending={create.isPending}
      submitLabel={t('roles.create')}
      onCancel={props.onCancel}
      onSubmit={({ code, fa, en }) =>
        create.mutate({ code, name: { fa: orNull(fa), en: orNull(en) }, permissions: [] })
      }
    >
      <NameFields control={form.control as unknown as Control<NameValues>} />
      <TextField
        control={form.control}
        name="code"
        label={t('role.code')}
        hint={t('role.codeHint')}
        maxLength={60}
        code
        required
      />
    </Form>
  );
}

interface RenameRoleFormProps {
  readonly role: Role;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function RenameRoleForm({ role, onDone, onCancel }: RenameRoleFormProps): ReactNode {
  const { t } = useTranslation('ui');
  const form = useForm<NameValues>({ defaultValues: { fa: role.name.fa ?? '', en: role.name.en ?? '' } });
  const rename = useRenameRole(role, onDone);
  return (
    <Form
      form={form}
      error={rename.error}
      pending={rename.isPending}
      submitLabel={t('form.save')}
      onCancel={onCancel}
      onSubmit={({ fa, en }) => rename.mutate({ name: { fa: orNull(fa), en: orNull(en) } })}
    >
      <NameFields control={form.control} />
    </Form>
  );
}

function NameFields({ control }: { readonly control: Control<NameValues> }): ReactNode {
  const { t } = useTranslation('accounts');
  return (
    <>
      <TextField
        control={control}
        name="fa"
        label={t('role.nameFa')}
        hint={t('role.nameHint')}
        maxLength={200}
        autoFocus
      />
      <TextField control={control} name="en" label={t('role.nameEn')} maxLength={200} />
    </>
  );
}
