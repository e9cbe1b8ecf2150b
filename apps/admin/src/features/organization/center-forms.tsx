import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { calendars } from '../../lib/preferences';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { useChangeCenter, useCreateCenter, useSaveDepartment, type Center, type Department } from './api';
import { timeZoneOption, timeZoneSource } from './places';

interface CenterValues {
  fa: string;
  en: string;
  phone: string;
  address: string;
  grade: string;
  timeZone: PickerOption | null;
  calendar: Center['calendar'];
}

interface PanelProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** A new centre begins with the company's time zone and calendar. */
export function NewCenterForm(props: {
  readonly onDone: (center: Center) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation('organization');
  const company = useQuery(companyQuery).data;
  const form = useForm<CenterValues & { code: string }>({
    defaultValues: {
      code: '',
      fa: '',
      en: '',
      phone: '',
      address: '',
      grade: '',
      timeZone: timeZoneOption(company?.timeZone ?? 'Asia/Tehran'),
      calendar: company?.calendar ?? 'jalali',
    },
  });
  const create = useCreateCenter(props.onDone);
  return (
    <Form
      form={form}
      error={create.error}
      pending={create.isPending}
      submitLabel={t('centers.create')}
      onCancel={props.onCancel}
      onSubmit={({ code, ...values }) => create.mutate({ code, ...bodyOf(values) })}
    >
      <TextField
        control={form.control}
        name="code"
        label={t('code')}
        hint={t('center.codeHint')}
        maxLength={60}
        code
        required
        autoFocus
      />
      <CenterFields control={form.control as unknown as Control<CenterValues>} />
    </Form>
  );
}

export function CenterForm({ center, onDone, onCancel }: PanelProps & { readonly center: Center }): ReactNode {
  const { t } = useTranslation(['organization', 'ui']);
  const form = useForm<CenterValues & { closedOn: string | null }>({
    defaultValues: {
      fa: center.name.fa ?? '',
      en: center.name.en ?? '',
      phone: center.phone ?? '',
      address: center.address ?? '',
      grade: center.grade ?? '',
      timeZone: timeZoneOption(center.timeZone),
      calendar: center.calendar,
      closedOn: center.closedOn,
    },
  });
  const change = useChangeCenter(center, onDone);
  return (
    <Form
      form={form}
      error={change.error}
      pending={change.isPending}
      submitLabel={t('ui:form.save')}
      onCancel={onCancel}
      onSubmit={({ closedOn, ...values }) => change.mutate({ closedOn, ...bodyOf(values) })}
    >
      <CenterFields control={form.control as unknown as Control<CenterValues>} />
      <DateField control={form.control} name="closedOn" label={t('center.closedOn')} hint={t('center.closedOnHint')} />
    </Form>
  );
}

function CenterFields({ control }: { readonly control: Control<CenterValues> }): ReactNode {
  const { t } = useTranslation('organization');
  return (
    <>
      <TextField control={control} name="fa" label={t('nameFa')} hint={t('nameHint')} maxLength={200} />
      <TextField control={control} name="en" label={t('nameEn')} maxLength={200} />
      <TextField control={control} name="phone" label={t('center.phone')} type="tel" maxLength={40} code />
      <TextField control={control} name="address" label={t('center.address')} rows={2} maxLength={500} />
      <TextField control={control} name="grade" label={t('center.grade')} hint={t('center.gradeHint')} maxLength={20} />
      <PickerField control={control} name="timeZone" label={t('timeZone')} source={timeZoneSource} required />
      <SelectField
        control={control}
        name="calendar"
        label={t('calendar')}
        options={calendars.map((value) => ({ value, label: t(`calendars.${value}`) }))}
        required
      />
    </>
  );
}

function bodyOf({ fa, en, phone, address, grade, timeZone, calendar }: CenterValues) {
  return {
    name: { fa: orNull(fa), en: orNull(en) },
    phone: orNull(phone),
    address: orNull(address),
    grade: orNull(grade),
    timeZone: timeZone?.id ?? '',
    calendar,
  };
}

const departmentKinds = ['reception', 'workshop', 'parts', 'cashier', 'other'] as const satisfies Department['kind'][];

interface DepartmentFormProps extends PanelProps {
  readonly centerId: string;
  /** Null makes a new one. */
  readonly department: Department | null;
}

export function DepartmentForm({ centerId, department, onDone, onCancel }: DepartmentFormProps): ReactNode {
  const { t } = useTranslation(['organization', 'ui']);
  const form = useForm<{ kind: Department['kind']; fa: string; en: string }>({
    defaultValues: {
      kind: department?.kind ?? 'workshop',
      fa: department?.name.fa ?? '',
      en: department?.name.en ?? '',
    },
  });
  const save = useSaveDepartment(centerId, department, onDone);
  return (
    <Form
      form={form}
      error={save.error}
      pending={save.isPending}
      submitLabel={t('ui:form.save')}
      onCancel={onCancel}
      onSubmit={({ kind, fa, en }) => save.mutate({ kind, name: { fa: orNull(fa), en: orNull(en) } })}
    >
      <SelectField
        control={form.control}
        name="kind"
        label={t('department.kind')}
        options={departmentKinds.map((value) => ({ value, label: t(`departmentKinds.${value}`) }))}
        required
        autoFocus
      />
      <TextField control={form.control} name="fa" label={t('nameFa')} hint={t('nameHint')} maxLength={200} />
      <TextField control={form.control} name="en" label={t('nameEn')} maxLength={200} />
    </Form>
  );
}
