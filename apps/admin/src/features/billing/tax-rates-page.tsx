import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { DateField } from '../../ui/date-field';
import { NumberField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { DateText } from '../../ui/text';
import { taxCategories, taxRatesQuery, useAddTaxRate, type TaxCategory, type TaxRate } from './api';

/** Rates by the day they hold from; past invoices keep theirs. */
export function TaxRatesPage(): ReactNode {
  const { t } = useTranslation('billing');
  const query = useQuery(taxRatesQuery);
  const [adding, setAdding] = useState(false);
  const rates = query.data?.data ?? [];

  return (
    <PageFrame
      title={t('taxRates.title')}
      subtitle={t('taxRates.subtitle')}
      width="narrow"
      query={query}
      actions={
        <Can do="billing.tax">
          <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('taxRates.add')}
          </Button>
        </Can>
      }
    >
      <Stack spacing={3}>
        {taxCategories.map((category) => (
          <Section key={category} title={t(`taxRates.categories.${category}`)} flush>
            <Rates
              label={t(`taxRates.categories.${category}`)}
              rates={rates.filter((rate) => rate.category === category)}
            />
          </Section>
        ))}
      </Stack>
      {adding && (
        <SidePanel title={t('taxRates.add')} onClose={() => setAdding(false)}>
          <AddTaxRateForm onDone={() => setAdding(false)} />
        </SidePanel>
      )}
    </PageFrame>
  );
}

function Rates({ label, rates }: { readonly label: string; readonly rates: readonly TaxRate[] }): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  if (rates.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2.5 }}>
        {t('taxRates.likeStandard')}
      </Typography>
    );
  }
  return (
    <Table size="small" aria-label={label} sx={{ '& td, & th': { px: 2.5 } }}>
      <TableHead>
        <TableRow>
          <TableCell>{t('taxRates.rate')}</TableCell>
          <TableCell>{t('taxRates.from')}</TableCell>
          <TableCell>{t('taxRates.to')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rates.map(({ id, rateBp, validFrom, validTo }) => (
          <TableRow key={id}>
            <TableCell sx={{ fontWeight: validTo === null ? 650 : 400 }}>{format.percent(rateBp / 10_000)}</TableCell>
            <TableCell>
              <DateText value={validFrom} />
            </TableCell>
            <TableCell>{validTo === null ? t('taxRates.open') : <DateText value={dayBefore(validTo)} />}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface TaxRateValues {
  readonly category: TaxCategory | null;
  readonly percent: number | null;
  readonly validFrom: string | null;
}

function AddTaxRateForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('billing');
  const form = useForm<TaxRateValues>({ defaultValues: { category: 'standard', percent: null, validFrom: null } });
  const add = useAddTaxRate(() => {
    notify({ text: t('taxRates.done') });
    onDone();
  });
  return (
    <Form
      form={form}
      error={add.error}
      pending={add.isPending}
      submitLabel={t('taxRates.submit')}
      onCancel={onDone}
      onSubmit={({ category, percent, validFrom }) =>
        add.mutate({
          category: category ?? 'standard',
          rateBp: Math.round((percent ?? 0) * 100),
          validFrom: validFrom ?? '',
        })
      }
    >
      <SelectField
        control={form.control}
        name="category"
        label={t('taxRates.category')}
        options={taxCategories.map((value) => ({ value, label: t(`taxRates.categories.${value}`) }))}
        required
      />
      <NumberField
        control={form.control}
        name="percent"
        label={t('taxRates.rate')}
        unit={t('taxRates.percent')}
        decimals={2}
        max={100}
        required
        autoFocus
      />
      <DateField
        control={form.control}
        name="validFrom"
        label={t('taxRates.from')}
        hint={t('taxRates.fromHint')}
        required
      />
    </Form>
  );
}

/** The API names the first day a rate no longer holds; people name the last one it does. */
function dayBefore(civilDay: string): string {
  const date = new Date(`${civilDay}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
