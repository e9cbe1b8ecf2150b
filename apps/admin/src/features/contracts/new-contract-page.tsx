import Stack from '@mui/material/Stack';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PageFrame } from '../../ui/page-frame';
import { Section } from '../../ui/section';
import { useDraftContract, type Contract } from './api';
import { contractBody, ContractFields, contractValues, type ContractValues } from './contract-form';
import { contractKinds } from './search';

interface NewContractValues extends ContractValues {
  kind: Contract['kind'];
  number: string;
}

/** Drafts a contract; nothing holds before it is activated. */
export function NewContractPage(): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const navigate = useNavigate();
  const form = useForm<NewContractValues>({
    defaultValues: { ...contractValues(null, format), kind: 'contract', number: '' },
  });
  const draft = useDraftContract(({ id }) => void navigate({ to: `/contracts/${id}`, replace: true }));

  return (
    <PageFrame title={t('new')} trail={[{ to: '/contracts', label: t('title') }]} width="narrow">
      <Form
        form={form}
        onSubmit={({ kind, number, ...values }) =>
          draft.mutate({ ...contractBody(values), kind, ...(number.trim() && { number: number.trim() }) })
        }
        error={draft.error}
        pending={draft.isPending}
        submitLabel={t('saveDraft')}
        onCancel={() => void navigate({ to: '/contracts' })}
      >
        <Section title={t('sections.kind')}>
          <Stack spacing={2.5} sx={{ pt: 1 }}>
            <SelectField
              control={form.control}
              name="kind"
              label={t('kind')}
              options={contractKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            />
            <TextField
              control={form.control}
              name="number"
              label={t('number')}
              hint={t('fields.numberHint')}
              code
              maxLength={60}
            />
          </Stack>
        </Section>
        <ContractFields form={form as unknown as UseFormReturn<ContractValues>} />
      </Form>
    </PageFrame>
  );
}
