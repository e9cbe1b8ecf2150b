import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { skipToken, useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { productGroupsQuery } from '../../lib/product-groups';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { SidePanel } from '../../ui/side-panel';
import { brandQuery, productQuery } from '../catalog/api';
import { brandOption, codedOption } from '../catalog/sources';
import { useChangePolicy, type Policy } from './api';
import { PolicyNameFields, ResponsibleField, ScopeFields } from './policy-fields';
import { policyBody, type PolicyValues, type ScopeValues } from './terms-form';

interface ChangePolicyProps {
  readonly policy: Policy;
  readonly onClose: () => void;
}

/** What about a policy is no promise: it changes without a new version, and cards that are out keep theirs. */
export function ChangePolicy({ policy, onClose }: ChangePolicyProps): ReactNode {
  const { t } = useTranslation('warranty');
  const { scopes, error, retry } = useScopes(policy);
  return (
    <SidePanel title={t('change.title')} onClose={onClose}>
      {error !== undefined && <ErrorState error={error} onRetry={retry} />}
      {error === undefined && !scopes && <LoadingState />}
      {scopes && <ChangeForm policy={policy} scopes={scopes} onClose={onClose} />}
    </SidePanel>
  );
}

function ChangeForm({ policy, scopes, onClose }: ChangePolicyProps & { readonly scopes: ScopeValues[] }): ReactNode {
  const { t } = useTranslation('warranty');
  const form = useForm<PolicyValues>({
    defaultValues: {
      name: { fa: policy.name.fa ?? '', en: policy.name.en ?? '' },
      scopes,
      responsible: policy.responsible.map(({ id, name }) => ({ id, text: name })),
    },
  });
  const change = useChangePolicy(policy, () => {
    notify({ text: t('change.done') });
    onClose();
  });
  return (
    <Form
      form={form}
      onSubmit={(values) => change.mutate(policyBody(values))}
      error={change.error}
      pending={change.isPending}
      submitLabel={t('change.submit')}
      onCancel={onClose}
    >
      <PolicyNameFields control={form.control} />
      <ResponsibleField control={form.control} />
      <Stack>
        <Typography variant="h3" sx={{ mb: 0.5 }}>
          {t('scopes.title')}
        </Typography>
        <ScopeFields control={form.control} error={form.formState.errors.scopes as FieldError | undefined} />
      </Stack>
    </Form>
  );
}

/** The scopes as the form holds them: with the names of what they name. */
function useScopes({ scopes }: Policy): {
  readonly scopes: ScopeValues[] | null;
  readonly error: Error | undefined;
  readonly retry: () => void;
} {
  const format = useFormat();
  const ids = (key: 'brandId' | 'productId'): string[] => scopes.flatMap((scope) => scope[key] ?? []);
  const brands = useQueries({ queries: ids('brandId').map((id) => brandQuery(id)) });
  const products = useQueries({ queries: ids('productId').map((id) => productQuery(id)) });
  const named = scopes.some(({ productGroupId }) => productGroupId !== null);
  const groups = useQuery({ ...productGroupsQuery(), ...(!named && { queryFn: skipToken }) });
  const asked = [...brands, ...products, ...(named ? [groups] : [])];
  return {
    scopes: asked.some(({ data }) => data === undefined)
      ? null
      : scopes.map(({ brandId, productGroupId, productId }) => {
          const brand = brands.find(({ data }) => data?.id === brandId)?.data;
          const group = groups.data?.find(({ id }) => id === productGroupId);
          const product = products.find(({ data }) => data?.id === productId)?.data;
          return {
            brand: brand ? brandOption(brand, format) : null,
            group: group ? codedOption(group, format) : null,
            productId: product ? codedOption(product, format) : null,
          };
        }),
    error: asked.find(({ error }) => error)?.error ?? undefined,
    retry: () => asked.forEach((query) => void query.refetch()),
  };
}
