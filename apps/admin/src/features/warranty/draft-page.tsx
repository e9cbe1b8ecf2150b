import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { policyQuery, useRevisePolicy, type Policy } from './api';
import { TermsFields } from './terms-fields';
import { termsBody, termsValues, type TermsNames, type TermsValues } from './terms-form';
import { useTermsNames } from './terms-names';

/** Changes the draft, or begins a new version from the terms that bind now. */
export function DraftPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(policyQuery(id));
  const policy = query.data;
  const names = useTermsNames();
  return (
    <PageFrame
      title={policy?.hasDraft === false ? t('newVersion') : t('editDraft')}
      subtitle={policy && format.name(policy.name)}
      trail={[
        { to: '/warranty/policies', label: t('policies') },
        { to: `/warranty/policies/${id}`, label: policy ? format.name(policy.name) : t('policy') },
      ]}
      query={query}
      width="narrow"
    >
      {policy && names && <DraftForm policy={policy} names={names} />}
    </PageFrame>
  );
}

interface DraftFormProps {
  readonly policy: Policy;
  readonly names: TermsNames;
}

function DraftForm({ policy, names }: DraftFormProps): ReactNode {
  const { t } = useTranslation('warranty');
  const navigate = useNavigate();
  const back = (): void => void navigate({ to: `/warranty/policies/${policy.id}` });
  const form = useForm<TermsValues>({
    defaultValues: termsValues(policy.versions[0]?.terms, names),
  });
  const { errors } = form.formState;
  const revise = useRevisePolicy(policy, () => {
    notify({ text: t('draftSaved') });
    back();
  });
  return (
    <Form
      form={form}
      onSubmit={(values) => revise.mutate({ terms: termsBody(values) })}
      error={revise.error}
      pending={revise.isPending}
      submitLabel={t('saveDraft')}
      onCancel={back}
    >
      <TermsFields
        control={form.control}
        errors={{
          cover: errors.terms?.cover as FieldError | undefined,
          costBearers: errors.terms?.costBearers as FieldError | undefined,
        }}
      />
    </Form>
  );
}
