import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { Can } from '../../ui/can';
import { EmptyState } from '../../ui/empty-state';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { SidePanel } from '../../ui/side-panel';
import { Code, Name } from '../../ui/text';
import { supplierKinds, suppliersQuery, useAddSupplier, type SupplierRow } from './api';
import { ClaimsTabs } from './claims-tabs';

/** Makers, importers and parts suppliers. */
export function SuppliersPage(): ReactNode {
  const { t } = useTranslation('claims');
  const query = useQuery(suppliersQuery());
  const [adding, setAdding] = useState(false);
  return (
    <PageFrame
      title={t('title')}
      query={query}
      actions={
        <Can do="claim.terms">
          <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('suppliers.add')}
          </Button>
        </Can>
      }
    >
      <ClaimsTabs />
      <Card>
        {query.data?.data.length === 0 && (
          <EmptyState icon="building" title={t('suppliers.empty')} hint={t('suppliers.emptyHint')} />
        )}
        <List disablePadding aria-label={t('tabs.suppliers')}>
          {query.data?.data.map(({ id, code, name, kind }) => (
            <ListItemButton key={id} divider component={Link} to={`/claims/suppliers/${id}`} sx={{ px: 2.5 }}>
              <ListItemText
                primary={<Name value={name} />}
                secondary={
                  <>
                    <Code>{code}</Code> · {t(`suppliers.kinds.${kind}`)}
                  </>
                }
              />
              <Icon name="chevron" />
            </ListItemButton>
          ))}
        </List>
      </Card>
      {adding && <AddSupplier onClose={() => setAdding(false)} />}
    </PageFrame>
  );
}

export interface SupplierValues {
  code: string;
  fa: string;
  en: string;
  kind: SupplierRow['kind'];
  email: string;
  phone: string;
}

function AddSupplier({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('claims');
  const navigate = useNavigate();
  const form = useForm<SupplierValues>({
    defaultValues: { code: '', fa: '', en: '', kind: 'maker', email: '', phone: '' },
  });
  const add = useAddSupplier(({ id }) => {
    notify({ text: t('suppliers.added') });
    void navigate({ to: `/claims/suppliers/${id}` });
  });
  return (
    <SidePanel title={t('suppliers.add')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ code, ...values }) => add.mutate({ code: code.trim(), ...supplierBody(values) })}
        error={add.error}
        pending={add.isPending}
        submitLabel={t('suppliers.save')}
        onCancel={onClose}
      >
        <TextField
          control={form.control}
          name="code"
          label={t('suppliers.code')}
          maxLength={40}
          code
          required
          autoFocus
        />
        <SupplierFields control={form.control} />
      </Form>
    </SidePanel>
  );
}

export function supplierBody({ fa, en, kind, email, phone }: Omit<SupplierValues, 'code'>) {
  return { name: { fa: orNull(fa), en: orNull(en) }, kind, email: orNull(email), phone: orNull(phone) };
}

/** What a supplier is called and how it is reached. */
export function SupplierFields({ control }: { readonly control: Control<SupplierValues> }): ReactNode {
  const { t } = useTranslation('claims');
  return (
    <>
      <TextField control={control} name="fa" label={t('suppliers.nameFa')} maxLength={200} />
      <TextField control={control} name="en" label={t('suppliers.nameEn')} maxLength={200} />
      <SelectField
        control={control}
        name="kind"
        label={t('suppliers.kind')}
        options={supplierKinds.map((value) => ({ value, label: t(`suppliers.kinds.${value}`) }))}
      />
      <TextField control={control} name="email" label={t('suppliers.email')} type="email" maxLength={254} />
      <TextField control={control} name="phone" label={t('suppliers.phone')} type="tel" maxLength={30} />
    </>
  );
}
