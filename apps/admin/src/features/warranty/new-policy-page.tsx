import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useFieldArray, useForm, useWatch, type Control, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PageFrame } from '../../ui/page-frame';
import { PickerField } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { useBrandSource, useProductGroupSource, useProductSource } from '../catalog/sources';
import { presetsQuery, useDraftPolicy } from './api';
import { AddButton, Row, Rows } from './rows';
import { TermsFields } from './terms-fields';
import { scopeBody, termsBody, termsValues, type ScopeValues, type TermsValues } from './terms-form';

/** The choice of beginning without a preset; no code of a policy is like it. */
const BLANK = '-';

interface NewPolicyValues extends TermsValues {
  code: string;
  name: { fa: string; en: string };
  scopes: ScopeValues[];
}

/** Drafts a policy, from a preset or from blank: for which devices it is, and its terms. Nothing binds before it is published. */
export function NewPolicyPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const navigate = useNavigate();
  const form = useForm<NewPolicyValues>({
    defaultValues: {
      code: '',
      name: { fa: '', en: '' },
      scopes: [{ brand: null, group: null, productId: null }],
      ...termsValues(),
    },
  });
  const { control, formState } = form;
  const presets = useQuery(presetsQuery);
  const [from, setFrom] = useState(BLANK);
  const choices = (presets.data ?? []).flatMap(({ name: place, policies }) =>
    policies.map((policy) => ({ ...policy, label: `${format.name(place)} · ${format.name(policy.name)}` })),
  );
  const begin = (choice: string): void => {
    setFrom(choice);
    const preset = choices.find(({ code }) => code === choice);
    const { scopes } = form.getValues();
    form.reset({
      code: preset?.code ?? '',
      name: { fa: preset?.name.fa ?? '', en: preset?.name.en ?? '' },
      scopes,
      ...termsValues(preset?.terms),
    });
  };
  const draft = useDraftPolicy(({ id }) => void navigate({ to: `/warranty/policies/${id}`, replace: true }));

  return (
    <PageFrame title={t('new')} trail={[{ to: '/warranty/policies', label: t('policies') }]} width="narrow">
      <Form
        form={form}
        onSubmit={({ code, name, scopes, ...values }) =>
          draft.mutate({
            code,
            name: { fa: orNull(name.fa), en: orNull(name.en) },
            scopes: scopes.map(scopeBody),
            terms: termsBody(values),
          })
        }
        error={draft.error}
        pending={draft.isPending}
        submitLabel={t('saveDraft')}
        onCancel={() => void navigate({ to: '/warranty/policies' })}
      >
        <Section title={t('policy')}>
          <Stack spacing={2.5} sx={{ pt: 1 }}>
            <MuiTextField
              select
              label={t('presets.from')}
              helperText={t('presets.hint')}
              value={from}
              onChange={(event) => begin(event.target.value)}
            >
              <MenuItem value={BLANK}>{t('presets.blank')}</MenuItem>
              {choices.map(({ code, label }) => (
                <MenuItem key={code} value={code}>
                  {label}
                </MenuItem>
              ))}
            </MuiTextField>
            <TextField
              control={control}
              name="code"
              label={t('code')}
              hint={t('codeHint')}
              code
              required
              autoFocus
              maxLength={60}
            />
            <TextField control={control} name="name.fa" label={t('nameFa')} maxLength={200} />
            <TextField control={control} name="name.en" label={t('nameEn')} hint={t('nameHint')} maxLength={200} />
          </Stack>
        </Section>
        <ScopeFields control={control} error={formState.errors.scopes as FieldError | undefined} />
        <TermsFields
          control={control as unknown as Control<TermsValues>}
          errors={{
            cover: formState.errors.terms?.cover as FieldError | undefined,
            costBearers: formState.errors.terms?.costBearers as FieldError | undefined,
          }}
        />
      </Form>
    </PageFrame>
  );
}

interface ScopeFieldsProps {
  readonly control: Control<NewPolicyValues>;
  readonly error: FieldError | undefined;
}

function ScopeFields({ control, error }: ScopeFieldsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const scopes = useFieldArray({ control, name: 'scopes' });
  return (
    <Section title={t('scopes.title')}>
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
    </Section>
  );
}

function Scope({ control, index }: { readonly control: Control<NewPolicyValues>; readonly index: number }): ReactNode {
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
