import type { ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { CheckField, TextField } from '../../ui/fields';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { useProductSource } from '../catalog/sources';
import { TwoColumns } from './device-fields';

export interface UnitValues {
  serial: string;
  imei: string;
  imei2: string;
  product: PickerOption | null;
  fromStock: boolean;
  reason: string;
}

export const noUnit: UnitValues = { serial: '', imei: '', imei2: '', product: null, fromStock: false, reason: '' };

export function unitBody({ serial, imei, imei2, product, reason }: UnitValues) {
  return { serial, imei: orNull(imei), imei2: orNull(imei2), productId: product?.id ?? null, reason };
}

interface UnitFieldsProps {
  readonly control: Control<UnitValues>;
  /** The centre whose shelf the unit may leave; null where none is chosen. */
  readonly center: string | null;
}

/** The unit that is handed out in place of another. */
export function UnitFields({ control, center }: UnitFieldsProps): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <>
      <TextField
        control={control}
        name="serial"
        label={t('swap.serial')}
        hint={t('swap.serialHint')}
        code
        required
        autoFocus
        maxLength={60}
      />
      <TwoColumns>
        <TextField control={control} name="imei" label={t('imei')} hint={t('imeiHint')} code maxLength={30} />
        <TextField control={control} name="imei2" label={t('imei2')} hint={t('imei2Hint')} code maxLength={30} />
      </TwoColumns>
      <PickerField
        control={control}
        name="product"
        label={t('product')}
        hint={t('swap.productHint')}
        source={useProductSource()}
      />
      {center && (
        <CheckField
          control={control}
          name="fromStock"
          label={t('swap.fromStock', { center })}
          hint={t('swap.fromStockHint')}
        />
      )}
      <TextField control={control} name="reason" label={t('reason')} rows={3} required maxLength={500} />
    </>
  );
}
