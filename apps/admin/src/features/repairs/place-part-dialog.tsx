import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { LoadingState } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { partsOfDeviceQuery, usePlacePart, type DevicePart, type RepairLine, type RepairOrder } from './api';
import { FormDialog } from './form-dialog';

interface PlacePartProps {
  readonly order: RepairOrder;
  readonly line: RepairLine;
  readonly onClose: () => void;
}

/** Where a fitted piece sits, and the serial numbers that went in and came out; told again, it is corrected. */
export function PlacePart({ order, line, onClose }: PlacePartProps): ReactNode {
  const { t } = useTranslation('repairs');
  const parts = useQuery(partsOfDeviceQuery(order.device.id));
  return (
    <FormDialog title={t('place.title')} pending={false} onClose={onClose}>
      <ProblemAlert error={parts.error} />
      {parts.isPending && <LoadingState />}
      {parts.data && <PlaceForm order={order} line={line} parts={parts.data} onClose={onClose} />}
    </FormDialog>
  );
}

function PlaceForm(props: PlacePartProps & { readonly parts: readonly DevicePart[] }): ReactNode {
  const { order, line, parts, onClose } = props;
  const { t } = useTranslation('repairs');
  const place = usePlacePart(onClose);
  const own = parts.find(({ fittedBy, part }) => fittedBy?.id === order.id && part.id === line.partId);
  const former = own && parts.find(({ removedBy, slot }) => removedBy?.id === order.id && slot === own.slot);
  const sitting = parts.find(({ part, removedOn }) => removedOn === null && part.id === line.partId);
  const form = useForm({
    defaultValues: {
      slot: own?.slot ?? sitting?.slot ?? '',
      serialIn: own?.serial ?? '',
      serialOut: (own ? former?.serial : sitting?.serial) ?? '',
    },
  });
  const orNull = (text: string): string | null => text.trim() || null;
  return (
    <Form
      form={form}
      onSubmit={({ slot, serialIn, serialOut }) =>
        place.mutate({
          order,
          lineId: line.id,
          slot: orNull(slot),
          serialIn: orNull(serialIn),
          serialOut: orNull(serialOut),
        })
      }
      error={place.error}
      pending={place.isPending}
      submitLabel={t('place.save')}
      onCancel={onClose}
    >
      <TextField control={form.control} name="slot" label={t('place.slot')} hint={t('place.slotHint')} maxLength={60} />
      <TextField control={form.control} name="serialIn" label={t('place.serialIn')} code autoFocus maxLength={60} />
      <TextField control={form.control} name="serialOut" label={t('place.serialOut')} code maxLength={60} />
    </Form>
  );
}
