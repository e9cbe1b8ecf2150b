import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { centerSource, termsQuery, useSaveProfile, type Center, type StaffMember } from './api';
import { levelOf } from './staff-page';

interface Values {
  employeeNo: string;
  specialtyId: string | null;
  home: PickerOption | null;
  hiredOn: string | null;
  /** By skill; null where it is not held. */
  levels: Record<string, string | null>;
}

interface ProfileFormProps {
  readonly member: StaffMember;
  readonly home: Center | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function ProfileForm({ member, home, onDone, onCancel }: ProfileFormProps): ReactNode {
  const { t } = useTranslation(['organization', 'ui']);
  const format = useFormat();
  const skills = useQuery(termsQuery('skills')).data?.data ?? [];
  const specialties = useQuery(termsQuery('specialties')).data?.data ?? [];
  const form = useForm<Values>({
    defaultValues: {
      employeeNo: member.employeeNo ?? '',
      specialtyId: member.specialty?.id ?? null,
      home: home ? { id: home.id, code: home.code, text: format.name(home.name) } : null,
      hiredOn: member.hiredOn,
      levels: Object.fromEntries(member.skills.map(({ id, level }) => [id, String(level)])),
    },
  });
  const save = useSaveProfile(member, onDone);
  const { control } = form;
  const none = { value: '', label: t('none') };
  return (
    <Form
      form={form}
      error={save.error}
      pending={save.isPending}
      submitLabel={t('ui:form.save')}
      onCancel={onCancel}
      onSubmit={({ employeeNo, specialtyId, home: at, hiredOn, levels }) =>
        save.mutate({
          employeeNo: orNull(employeeNo),
          specialtyId,
          homeCenterId: at?.id ?? null,
          hiredOn,
          skills: Object.entries(levels).flatMap(([skillId, level]) =>
            level ? [{ skillId, level: Number(level) }] : [],
          ),
        })
      }
    >
      <TextField control={control} name="employeeNo" label={t('member.employeeNo')} maxLength={40} code autoFocus />
      <SelectField
        control={control}
        name="specialtyId"
        label={t('member.specialty')}
        options={[none, ...specialties.map(({ id, name }) => ({ value: id, label: format.name(name) }))]}
      />
      <PickerField control={control} name="home" label={t('member.home')} source={centerSource(format.name)} />
      <DateField control={control} name="hiredOn" label={t('member.hiredOn')} />
      {skills.length > 0 && <Typography variant="h3">{t('member.skills')}</Typography>}
      {skills.map(({ id, name }) => (
        <SelectField
          key={id}
          control={control}
          name={`levels.${id}`}
          label={format.name(name)}
          options={[
            none,
            ...[1, 2, 3].map((level) => ({ value: String(level), label: t(`levels.${levelOf(level)}`) })),
          ]}
        />
      ))}
    </Form>
  );
}
