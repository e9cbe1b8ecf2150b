import Alert from '@mui/material/Alert';
import Card from '@mui/material/Card';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { today } from '../../lib/format';
import type { Problem } from '../../lib/problem';
import { Can } from '../../ui/can';
import { DateField } from '../../ui/date-field';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { textOf } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { useBrandSource, useProductSource } from '../catalog/sources';
import { customerSource } from '../customers/api';
import { useRegisterDevice } from './api';
import { factBody, factValues, HistoryFields, IdentityFields, type FactValues } from './device-fields';

interface NewDeviceValues extends FactValues {
  brandId: PickerOption | null;
  productId: PickerOption | null;
  owner: PickerOption | null;
  ownedFrom: string | null;
}

/** Registers a unit. A serial that is there already leads to its device instead. */
export function NewDevicePage(): ReactNode {
  const { t } = useTranslation('devices');
  const navigate = useNavigate();
  const form = useForm<NewDeviceValues>({
    defaultValues: { ...factValues(null), brandId: null, productId: null, owner: null, ownedFrom: today() },
  });
  const { control } = form;
  const facts = control as unknown as Control<FactValues>;
  const register = useRegisterDevice(({ id }) => {
    notify({ text: t('registered') });
    void navigate({ to: `/devices/${id}`, replace: true });
  });
  const known = knownDevice(register.error);

  return (
    <PageFrame title={t('new')} trail={[{ to: '/devices', label: t('title') }]} width="narrow">
      <Card sx={{ p: 3 }}>
        <Form
          form={form}
          onSubmit={(values) =>
            register.mutate({
              ...factBody(values),
              brandId: values.brandId?.id ?? '',
              productId: values.productId?.id ?? '',
              owner: values.owner ? { customerId: values.owner.id, ownedFrom: values.ownedFrom ?? today() } : null,
            })
          }
          error={known ? null : register.error}
          pending={register.isPending}
          submitLabel={t('register')}
          onCancel={() => void navigate({ to: '/devices' })}
        >
          <ProductFields control={control} />
          <IdentityFields control={facts} />
          <Can do="customer.read">
            <OwnerFields control={control} />
          </Can>
          <HistoryFields control={facts} />
          {known && register.error && (
            <Alert severity="warning">
              {textOf(register.error)}{' '}
              <RecordLink kind="device" id={known}>
                {t('openKnown')}
              </RecordLink>
            </Alert>
          )}
        </Form>
      </Card>
    </PageFrame>
  );
}

// Each part watches what it needs by itself: typing in one does not draw the others again.
function ProductFields({ control }: { readonly control: Control<NewDeviceValues> }): ReactNode {
  const { t } = useTranslation('devices');
  const brand = useWatch({ control, name: 'brandId' });
  return (
    <>
      <PickerField control={control} name="brandId" label={t('brand')} source={useBrandSource()} required autoFocus />
      <PickerField
        control={control}
        name="productId"
        label={t('product')}
        hint={brand ? '' : t('productHint')}
        source={useProductSource(brand?.id)}
        required
        disabled={brand === null}
      />
    </>
  );
}

function OwnerFields({ control }: { readonly control: Control<NewDeviceValues> }): ReactNode {
  const { t } = useTranslation('devices');
  const owner = useWatch({ control, name: 'owner' });
  return (
    <>
      <PickerField control={control} name="owner" label={t('owner')} hint={t('ownerHint')} source={customerSource} />
      {owner && <DateField control={control} name="ownedFrom" label={t('ownedFrom')} max={today()} required />}
    </>
  );
}

/** Which device has the serial number already, where the refusal names it. */
function knownDevice(problem: Problem | null): string | null {
  const id = problem?.code === 'devices.serial-exists' ? problem.params['deviceId'] : null;
  return typeof id === 'string' ? id : null;
}
