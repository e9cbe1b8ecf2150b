import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { usePreferences } from '../../lib/preferences';
import type { Problem } from '../../lib/problem';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { Code } from '../../ui/text';
import { customerQuery, useRegisterCustomer } from './api';
import { customerBody, CustomerFields, customerValues, type CustomerValues } from './customer-fields';

/** Registers a customer; asks back when one of this name and mobile is there already. */
export function NewCustomerPage(): ReactNode {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const { language } = usePreferences();
  const form = useForm<CustomerValues>({ defaultValues: customerValues(null, language) });
  const register = useRegisterCustomer(({ id, name }) => {
    notify({ text: t('registered', { name }) });
    void navigate({ to: `/customers/${id}`, replace: true });
  });
  const likeIds = likeOnes(register.error);

  return (
    <PageFrame title={t('new')} trail={[{ to: '/customers', label: t('title') }]} width="narrow">
      <Card sx={{ p: 3 }}>
        <Form
          form={form}
          onSubmit={(values) => register.mutate(customerBody(values))}
          error={likeIds.length > 0 ? null : register.error}
          pending={register.isPending}
          submitLabel={t('register')}
          onCancel={() => void navigate({ to: '/customers' })}
        >
          <CustomerFields form={form} />
          {likeIds.length > 0 && (
            <LikeOnes
              ids={likeIds}
              pending={register.isPending}
              onNew={() => register.mutate({ ...customerBody(form.getValues()), allowDuplicate: true })}
            />
          )}
        </Form>
      </Card>
    </PageFrame>
  );
}

interface LikeOnesProps {
  readonly ids: readonly string[];
  readonly pending: boolean;
  readonly onNew: () => void;
}

/** Families share a number, so only the clerk can tell: open one of them, or register another of the same name. */
function LikeOnes({ ids, pending, onNew }: LikeOnesProps): ReactNode {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const customers = useQueries({ queries: ids.map((id) => customerQuery(id)) });
  return (
    <Alert severity="warning" icon={false}>
      <Typography sx={{ fontWeight: 600 }}>{t('duplicate.question')}</Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('duplicate.why')}
      </Typography>
      <Stack component="ul" spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {customers.map(
          ({ data }) =>
            data && (
              <Stack component="li" key={data.id} direction="row" spacing={2}>
                <RecordLink kind="customer" id={data.id}>
                  <bdi>{data.name}</bdi>
                </RecordLink>
                <Code>{format.digits(data.mobile)}</Code>
                {data.address && <Typography variant="body2">{data.address}</Typography>}
              </Stack>
            ),
        )}
      </Stack>
      <Button color="inherit" sx={{ mt: 1.5 }} loading={pending} onClick={onNew}>
        {t('duplicate.another')}
      </Button>
    </Alert>
  );
}

function likeOnes(problem: Problem | null): readonly string[] {
  if (problem?.code !== 'customers.probable-duplicate') return [];
  return ((problem.params['customerIds'] as string | undefined) ?? '').split(',').filter((id) => id !== '');
}
