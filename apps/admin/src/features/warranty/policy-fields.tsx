import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useFieldArray, useWatch, type Control, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/fields';
import { PickManyField } from '../../ui/many-fields';
import { PickerField } from '../../ui/picker-field';
import { useBrandSource, useProductGroupSource, useProductSource } from '../catalog/sources';
import { staffSource } from '../organization/api';
import { AddButton, Row, Rows } from './rows';
import type { PolicyValues } from './terms-form';

interface PolicyFieldsProps {
  readonly control: Control<PolicyValues>;
}

export function PolicyNameFields({ control }: PolicyFieldsProps): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <>
      <TextField control={control} name="name.fa" label={t('nameFa')} maxLength={200} />
      <TextField control={control} name="name.en" label={t('nameEn')} hint={t('nameHint')} maxLength={200} />
    </>
  );
}

/** Who is asked about devices under the policy; the first one first. */
export function ResponsibleField({ control }: PolicyFieldsProps): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <PickManyField
      control={control}
      name="responsible"
      label={t('responsible.label')}
      hint={t('responsible.hint')}
      source={staffSource()}
    />
  );
}

/** For which devices it is. */
export function ScopeFields({
  control,
  error,
}: PolicyFieldsProps & { readonly error: FieldError | undefined }): ReactNode {
  const { t } = useTranslation('warranty');
  const scopes = useFieldArray({ control, name: 'scopes' });
  return (
    <>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('scopes.hint')}
      </Typography>
      <Rows error={error}>
        {scopes.fields.map((scope, index) => (
          <Row key={scope.id} removeLabel={t('removeRow')} onRemove={() => scopes.remove(index)}>
            <Scope control={control} index={index} />
          </Row>
        ))}
        <AddButton onClick={() => scopes.append({ brand: null, group: null, productId: null })}>
          {t('scopes.add')}
        </AddButton>
      </Rows>
    </>
  );
}

function Scope({ control, index }: PolicyFieldsProps & { readonly index: number }): ReactNode {
  const { t } = useTranslation('warranty');
  const { brand, productId } = useWatch({ control, name: `scopes.${index}` });
  const byProduct = productId !== null;
  return (
    <>
      <PickerField
        control={control}
        name={`scopes.${index}.brand`}
        label={t('scopes.brand')}
        source={useBrandSource()}
        disabled={byProduct}
      />
      <PickerField
        control={control}
        name={`scopes.${index}.group`}
        label={t('scopes.group')}
        source={useProductGroupSource()}
        disabled={byProduct}
      />
      <PickerField
        control={control}
        name={`scopes.${index}.productId`}
        label={t('scopes.product')}
        source={useProductSource(brand?.id)}
      />
    </>
  );
}
