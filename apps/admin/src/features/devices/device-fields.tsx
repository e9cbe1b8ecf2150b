import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/fields';
import type { Device } from './api';

export const dateFacts = [
  'madeOn',
  'purchasedOn',
  'shippedOn',
  'soldOn',
  'deliveredOn',
  'installedOn',
  'activatedOn',
] as const;

export interface FactValues {
  serial: string;
  imei: string;
  imei2: string;
  madeOn: string | null;
  purchasedOn: string | null;
  shippedOn: string | null;
  soldOn: string | null;
  deliveredOn: string | null;
  installedOn: string | null;
  activatedOn: string | null;
  saleDocumentNo: string;
  externalRef: string;
}

export function factValues(device: Device | null): FactValues {
  return {
    serial: device?.serial ?? '',
    imei: device?.imei ?? '',
    imei2: device?.imei2 ?? '',
    madeOn: device?.madeOn ?? null,
    purchasedOn: device?.purchasedOn ?? null,
    shippedOn: device?.shippedOn ?? null,
    soldOn: device?.soldOn ?? null,
    deliveredOn: device?.deliveredOn ?? null,
    installedOn: device?.installedOn ?? null,
    activatedOn: device?.activatedOn ?? null,
    saleDocumentNo: device?.saleDocumentNo ?? '',
    externalRef: device?.externalRef ?? '',
  };
}

export function factBody(values: FactValues) {
  const { madeOn, purchasedOn, shippedOn, soldOn, deliveredOn, installedOn, activatedOn } = values;
  return {
    madeOn,
    purchasedOn,
    shippedOn,
    soldOn,
    deliveredOn,
    installedOn,
    activatedOn,
    serial: orNull(values.serial),
    imei: orNull(values.imei),
    imei2: orNull(values.imei2),
    saleDocumentNo: orNull(values.saleDocumentNo),
    externalRef: orNull(values.externalRef),
  };
}

/** What a unit says of itself. */
export function IdentityFields({ control }: { readonly control: Control<FactValues> }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <>
      <TextField control={control} name="serial" label={t('serial')} hint={t('serialHint')} code maxLength={60} />
      <TwoColumns>
        <TextField control={control} name="imei" label={t('imei')} hint={t('imeiHint')} code maxLength={30} />
        <TextField control={control} name="imei2" label={t('imei2')} hint={t('imei2Hint')} code maxLength={30} />
      </TwoColumns>
    </>
  );
}

/** The days from which a guarantee may start, and how other papers name the unit. */
export function HistoryFields({ control }: { readonly control: Control<FactValues> }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <>
      <TwoColumns>
        {dateFacts.map((name) => (
          <DateField key={name} control={control} name={name} label={t(`facts.${name}`)} />
        ))}
      </TwoColumns>
      <TextField control={control} name="saleDocumentNo" label={t('facts.saleDocumentNo')} code maxLength={60} />
      <TextField
        control={control}
        name="externalRef"
        label={t('facts.externalRef')}
        hint={t('externalRefHint')}
        code
        maxLength={100}
      />
    </>
  );
}

export function TwoColumns({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2, rowGap: 2.5 }}>
      {children}
    </Box>
  );
}
