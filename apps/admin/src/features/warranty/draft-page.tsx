import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { faultNamesQuery, policyQuery, useRevisePolicy, type Policy } from './api';
import { TermsFields } from './terms-fields';
import { termsBody, termsValues, type TermsValues } from './terms-form';

/** Changes the draft, or begins a new version from the terms that bind now. */
export function DraftPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(policyQuery(id));
  const policy = query.data;
  const faults = useQuery(faultNamesQuery);
  const nameOfFault = (code: string): string | undefined => {
    const name = faults.data?.get(code);
    return name && format.name(name);
  };
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
      {policy && !faults.isPending && <DraftForm policy={policy} nameOfFault={nameOfFault} />}
    </PageFrame>
  );
}

interface DraftFormProps {
  readonly policy: Policy;
  readonly nameOfFault: (code: string) => string | undefined;
}

function DraftForm({ policy, nameOfFault }: DraftFormProps): ReactNode {
  const { t } = useTranslation('warranty');
  const navigate = useNavigate();
  const back = (): void => void navigate({ to: `/warranty/policies/${policy.id}` });
  const form = useForm<TermsValues>({
    defaultValues: { terms: termsValues(policy.versions[0]?.terms, nameOfFault) },
  });
  const { errors } = form.formState;
  const revise = useRevisePolicy(policy, () => {
    notify({ text: t('draftSaved') });
    back();
  });
  return (
    <Form
      form={form}
      onSubmit={({ terms }) => revise.mutate({ terms: termsBody(terms) })}
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
