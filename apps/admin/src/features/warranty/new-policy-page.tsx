import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm, type Control, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PageFrame } from '../../ui/page-frame';
import { Section } from '../../ui/section';
import { presetsQuery, useDraftPolicy } from './api';
import { PolicyNameFields, ResponsibleField, ScopeFields } from './policy-fields';
import { TermsFields } from './terms-fields';
import { policyBody, termsBody, termsValues, type PolicyValues, type TermsValues } from './terms-form';

/** The choice of beginning without a preset; no code of a policy is like it. */
const BLANK = '-';

interface NewPolicyValues extends PolicyValues, TermsValues {
  code: string;
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
      responsible: [],
      ...termsValues(),
    },
  });
  const { control, formState } = form;
  const about = control as unknown as Control<PolicyValues>;
  const presets = useQuery(presetsQuery);
  const [from, setFrom] = useState(BLANK);
  const choices = (presets.data ?? []).flatMap(({ name: place, policies }) =>
    policies.map((policy) => ({ ...policy, label: `${format.name(place)} · ${format.name(policy.name)}` })),
  );
  const begin = (choice: string): void => {
    setFrom(choice);
    const preset = choices.find(({ code }) => code === choice);
    const { scopes, responsible } = form.getValues();
    form.reset({
      code: preset?.code ?? '',
      name: { fa: preset?.name.fa ?? '', en: preset?.name.en ?? '' },
      scopes,
      responsible,
      ...termsValues(preset?.terms),
    });
  };
  const draft = useDraftPolicy(({ id }) => void navigate({ to: `/warranty/policies/${id}`, replace: true }));

  return (
    <PageFrame title={t('new')} trail={[{ to: '/warranty/policies', label: t('policies') }]} width="narrow">
      <Form
        form={form}
        onSubmit={({ code, name, scopes, responsible, ...values }) =>
          draft.mutate({
            code,
            ...policyBody({ name, scopes, responsible }),
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
            <PolicyNameFields control={about} />
            <ResponsibleField control={about} />
          </Stack>
        </Section>
        <Section title={t('scopes.title')}>
          <ScopeFields control={about} error={formState.errors.scopes as FieldError | undefined} />
        </Section>
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
