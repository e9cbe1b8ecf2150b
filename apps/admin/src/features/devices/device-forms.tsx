import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { today, useFormat } from '../../lib/format';
import { useCenter } from '../../lib/session';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { SidePanel } from '../../ui/side-panel';
import { codedOption, useProductSource } from '../catalog/sources';
import { customerSource } from '../customers/api';
import {
  useCorrectDevice,
  useProveDevice,
  useSwapDevice,
  useTransferDevice,
  useWithdrawDevice,
  type Device,
} from './api';
import { factBody, factValues, HistoryFields, IdentityFields, type FactValues } from './device-fields';
import { noUnit, unitBody, UnitFields, type UnitValues } from './unit-fields';

interface DeviceFormProps {
  readonly device: Device;
  readonly onClose: () => void;
}

/** Puts right what was recorded wrongly. */
export function CorrectDevice({ device, onClose }: DeviceFormProps): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const form = useForm<FactValues & { productId: PickerOption | null }>({
    defaultValues: { ...factValues(device), productId: codedOption(device.product, format) },
  });
  const correct = useCorrectDevice(device, onClose);
  const facts = form.control as unknown as Control<FactValues>;
  return (
    <SidePanel title={t('correct.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => correct.mutate({ ...factBody(values), productId: values.productId?.id })}
        error={correct.error}
        pending={correct.isPending}
        submitLabel={t('correct.submit')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('correct.text')}
        </Typography>
        <PickerField
          control={form.control}
          name="productId"
          label={t('product')}
          source={useProductSource(device.brand.id)}
          required
        />
        <IdentityFields control={facts} />
        <HistoryFields control={facts} />
      </Form>
    </SidePanel>
  );
}

/** A document makes the unit a verified one. */
export function ProveDevice({ device, onClose }: DeviceFormProps): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<{ documentNo: string; soldOn: string | null }>({
    defaultValues: { documentNo: device.saleDocumentNo ?? '', soldOn: device.soldOn },
  });
  const prove = useProveDevice(device, onClose);
  return (
    <SidePanel title={t('prove.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ documentNo, soldOn }) => prove.mutate({ documentNo, ...(soldOn && { soldOn }) })}
        error={prove.error}
        pending={prove.isPending}
        submitLabel={t('prove.submit')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('prove.text')}
        </Typography>
        <TextField
          control={form.control}
          name="documentNo"
          label={t('prove.documentNo')}
          code
          required
          autoFocus
          maxLength={60}
        />
        <DateField control={form.control} name="soldOn" label={t('facts.soldOn')} max={today()} />
      </Form>
    </SidePanel>
  );
}

/** From a day on the device is somebody else's. */
export function TransferDevice({ device, onClose }: DeviceFormProps): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<{ customerId: PickerOption | null; ownedFrom: string | null }>({
    defaultValues: { customerId: null, ownedFrom: today() },
  });
  const transfer = useTransferDevice(device, onClose);
  return (
    <SidePanel title={t('transfer.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ customerId, ownedFrom }) =>
          customerId && ownedFrom && transfer.mutate({ customerId: customerId.id, ownedFrom })
        }
        error={transfer.error}
        pending={transfer.isPending}
        submitLabel={t('transfer.submit')}
        onCancel={onClose}
      >
        <PickerField
          control={form.control}
          name="customerId"
          label={t('transfer.newOwner')}
          hint={t('transfer.newOwnerHint')}
          source={customerSource}
          required
          autoFocus
        />
        <DateField
          control={form.control}
          name="ownedFrom"
          label={t('ownedFrom')}
          hint={t('transfer.fromHint')}
          required
        />
      </Form>
    </SidePanel>
  );
}

/** Another unit takes its place, with owner, guarantee and contracts. */
export function SwapDevice({ device, onClose }: DeviceFormProps): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const center = useCenter();
  const form = useForm<UnitValues>({ defaultValues: noUnit });
  const swap = useSwapDevice(device, onClose);
  return (
    <SidePanel title={t('swap.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) =>
          swap.mutate({ ...unitBody(values), fromCenterId: values.fromStock && center ? center.id : null })
        }
        error={swap.error}
        pending={swap.isPending}
        submitLabel={t('swap.submit')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('swap.text')}
        </Typography>
        <UnitFields control={form.control} center={center && format.name(center.name)} />
      </Form>
    </SidePanel>
  );
}

/** The device was replaced or scrapped; it keeps its history and its serial. */
export function WithdrawDevice({ device, onClose }: DeviceFormProps): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<{ status: 'replaced' | 'scrapped'; reason: string }>({
    defaultValues: { status: 'replaced', reason: '' },
  });
  const withdraw = useWithdrawDevice(device, onClose);
  return (
    <SidePanel title={t('withdraw.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => withdraw.mutate(values)}
        error={withdraw.error}
        pending={withdraw.isPending}
        submitLabel={t('withdraw.act')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('withdraw.text')}
        </Typography>
        <SelectField
          control={form.control}
          name="status"
          label={t('withdraw.what')}
          options={(['replaced', 'scrapped'] as const).map((value) => ({ value, label: t(`statuses.${value}`) }))}
        />
        <TextField control={form.control} name="reason" label={t('reason')} rows={3} required maxLength={500} />
      </Form>
    </SidePanel>
  );
}
