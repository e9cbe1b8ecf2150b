import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { today } from '../../lib/format';
import { orNull } from '../../lib/values';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { SidePanel } from '../../ui/side-panel';
import { useBrandSource, useProductSource } from '../catalog/sources';
import { useBlockDevice, useLiftBlock, useRaiseBlock, type Block, type Device } from './api';
import { TwoColumns } from './device-fields';
import { blockKinds } from './search';

interface RaiseValues {
  kind: Block['kind'];
  serial: string;
  imei: string;
  brand: PickerOption | null;
  product: PickerOption | null;
  source: string;
  reference: string;
  listedOn: string | null;
  until: string | null;
  note: string;
}

/** Lists a unit by its numbers, whether it is known or not. */
export function RaiseBlock({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<RaiseValues>({
    defaultValues: {
      kind: 'stolen',
      serial: '',
      imei: '',
      brand: null,
      product: null,
      source: '',
      reference: '',
      listedOn: today(),
      until: null,
      note: '',
    },
  });
  const { control } = form;
  const brand = useWatch({ control, name: 'brand' });
  const products = useProductSource(brand?.id);
  const raise = useRaiseBlock(() => {
    notify({ text: t('blocks.raised') });
    onClose();
  });
  return (
    <SidePanel title={t('blocks.raise')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ kind, serial, imei, product, source, reference, listedOn, until, note }) =>
          raise.mutate({
            kind,
            serial: orNull(serial),
            imei: orNull(imei),
            brandId: brand?.id ?? null,
            productId: product?.id ?? null,
            source: source.trim() || 'staff',
            reference: orNull(reference),
            listedOn: listedOn ?? today(),
            until,
            note,
          })
        }
        error={raise.error}
        pending={raise.isPending}
        submitLabel={t('blocks.raise')}
        onCancel={onClose}
      >
        <SelectField
          control={control}
          name="kind"
          label={t('blocks.kind')}
          hint={t('blocks.kindHint')}
          options={blockKinds.map((value) => ({ value, label: t(`blocks.kinds.${value}`) }))}
        />
        <TextField
          control={control}
          name="serial"
          label={t('serial')}
          hint={t('blocks.unitHint')}
          code
          autoFocus
          maxLength={60}
        />
        <TextField control={control} name="imei" label={t('imei')} hint={t('imeiHint')} code maxLength={30} />
        <PickerField
          control={control}
          name="brand"
          label={t('brand')}
          hint={t('blocks.brandHint')}
          source={useBrandSource()}
        />
        {brand && <PickerField control={control} name="product" label={t('product')} source={products} />}
        <TwoColumns>
          <TextField
            control={control}
            name="source"
            label={t('blocks.source')}
            hint={t('blocks.sourceHint')}
            maxLength={60}
          />
          <TextField control={control} name="reference" label={t('blocks.reference')} maxLength={100} />
          <DateField control={control} name="listedOn" label={t('blocks.listedOn')} required />
          <DateField control={control} name="until" label={t('blocks.until')} hint={t('blocks.untilHint')} />
        </TwoColumns>
        <TextField control={control} name="note" label={t('blocks.note')} rows={3} required maxLength={500} />
      </Form>
    </SidePanel>
  );
}

/** Lists the device before us, by its record and every number it bears. */
export function BlockDevice({ device, onClose }: { readonly device: Device; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<Pick<RaiseValues, 'kind' | 'source' | 'reference' | 'until' | 'note'>>({
    defaultValues: { kind: 'blocked', source: '', reference: '', until: null, note: '' },
  });
  const { control } = form;
  const block = useBlockDevice(device, onClose);
  return (
    <SidePanel title={t('block.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ kind, source, reference, until, note }) =>
          block.mutate({ kind, source: source.trim() || 'staff', reference: orNull(reference), until, reason: note })
        }
        error={block.error}
        pending={block.isPending}
        submitLabel={t('block.act')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('block.text')}
        </Typography>
        <SelectField
          control={control}
          name="kind"
          label={t('blocks.kind')}
          hint={t('blocks.kindHint')}
          options={blockKinds.map((value) => ({ value, label: t(`blocks.kinds.${value}`) }))}
        />
        <TextField control={control} name="note" label={t('reason')} rows={3} required autoFocus maxLength={500} />
        <TwoColumns>
          <TextField
            control={control}
            name="source"
            label={t('blocks.source')}
            hint={t('blocks.sourceHint')}
            maxLength={60}
          />
          <TextField control={control} name="reference" label={t('blocks.reference')} maxLength={100} />
        </TwoColumns>
        <DateField control={control} name="until" label={t('blocks.until')} hint={t('blocks.untilHint')} />
      </Form>
    </SidePanel>
  );
}

/** Takes one entry off the register. */
export function LiftBlock({ block, onClose }: { readonly block: Block; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('devices');
  const lift = useLiftBlock(block, () => {
    notify({ text: t('blocks.liftDone') });
    onClose();
  });
  return (
    <ConfirmDialog
      open
      title={t('blocks.liftTitle')}
      text={t('blocks.liftText')}
      confirmLabel={t('blocks.lift')}
      reason="required"
      pending={lift.isPending}
      error={lift.error}
      onConfirm={(reason) => lift.mutate({ reason })}
      onClose={onClose}
    />
  );
}
