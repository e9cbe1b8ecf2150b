import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Form } from '../../ui/form';
import { PageFrame } from '../../ui/page-frame';
import { Code } from '../../ui/text';
import { contractQuery, useReviseContract, type Contract } from './api';
import { contractBody, ContractFields, contractValues, type ContractValues } from './contract-form';

/** Words a draft anew. */
export function EditContractPage(): ReactNode {
  const { t } = useTranslation('contracts');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(contractQuery(id));
  const contract = query.data;
  return (
    <PageFrame
      title={t('acts.revise')}
      subtitle={contract && <Code>{contract.number}</Code>}
      trail={[
        { to: '/contracts', label: t('title') },
        { to: `/contracts/${id}`, label: contract ? contract.number : t('one') },
      ]}
      query={query}
      width="narrow"
    >
      {contract && <EditForm key={contract.version} contract={contract} />}
    </PageFrame>
  );
}

function EditForm({ contract }: { readonly contract: Contract }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const navigate = useNavigate();
  const back = (): void => void navigate({ to: `/contracts/${contract.id}`, replace: true });
  const form = useForm<ContractValues>({ defaultValues: contractValues(contract, format) });
  const revise = useReviseContract(contract, back);
  return (
    <Form
      form={form}
      onSubmit={(values) => revise.mutate(contractBody(values))}
      error={revise.error}
      pending={revise.isPending}
      submitLabel={t('saveDraft')}
      onCancel={back}
    >
      <ContractFields form={form} />
    </Form>
  );
}
