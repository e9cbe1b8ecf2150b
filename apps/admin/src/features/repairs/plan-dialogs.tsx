import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/date-field';
import { SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { staffSource } from '../organization/api';
import { useAssign, usePlan, type RepairOrder } from './api';
import { FormDialog } from './form-dialog';

interface DialogProps {
  readonly order: RepairOrder;
  readonly onClose: () => void;
}

/** Who repairs it; nobody, when the field is emptied. */
export function AssignDialog({ order, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation('repairs');
  const assign = useAssign(onClose);
  const { technician } = order;
  const form = useForm<{ technician: PickerOption | null }>({
    defaultValues: { technician: technician && { id: technician.id, text: technician.name } },
  });
  return (
    <FormDialog title={t('technician.assignTitle')} pending={assign.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => assign.mutate({ order, technicianId: values.technician?.id ?? null })}
        error={assign.error}
        pending={assign.isPending}
        submitLabel={t('technician.assign')}
        onCancel={onClose}
      >
        <PickerField
          control={form.control}
          name="technician"
          label={t('fields.technician')}
          source={staffSource(order.center.id)}
          autoFocus
        />
      </Form>
    </FormDialog>
  );
}

/** The day told to the customer, and whether it goes before others. */
export function PlanDialog({ order, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation('repairs');
  const plan = usePlan(onClose);
  // As it was when the question was put: a change by someone else in the meantime must not be overwritten.
  const [seen] = useState(order);
  const form = useForm({ defaultValues: { promisedOn: order.promisedOn, priority: order.priority } });
  return (
    <FormDialog title={t('plan.title')} pending={plan.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => plan.mutate({ order: { id: seen.id, version: seen.version }, ...values })}
        error={plan.error}
        pending={plan.isPending}
        submitLabel={t('plan.change')}
        onCancel={onClose}
      >
        <DateField control={form.control} name="promisedOn" label={t('fields.promisedOn')} />
        <SelectField
          control={form.control}
          name="priority"
          label={t('fields.priority')}
          options={(['normal', 'urgent'] as const).map((value) => ({ value, label: t(`priorities.${value}`) }))}
        />
      </Form>
    </FormDialog>
  );
}
