import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { NumberField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { SidePanel } from '../../ui/side-panel';
import { useProductSource } from '../catalog/sources';
import { useIssueCards } from './api';
import { usePolicySource } from './sources';

const MOST = 1_000;

interface IssueValues {
  policyId: PickerOption | null;
  productId: PickerOption | null;
  count: number | null;
  serials: string;
}

/** Numbers a batch of cards: so many, or one for each serial number that is pasted or read from a file. */
export function IssueCards({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const navigate = useNavigate();
  const form = useForm<IssueValues>({ defaultValues: { policyId: null, productId: null, count: 50, serials: '' } });
  const { control } = form;
  const serials = serialsOf(useWatch({ control, name: 'serials' }));
  const issue = useIssueCards(({ id }) => void navigate({ to: `/warranty/card-batches/${id}` }));

  const takeFile = async (file: File | undefined): Promise<void> => {
    if (file) form.setValue('serials', serialsOf(await file.text()).join('\n'), { shouldDirty: true });
  };

  return (
    <SidePanel title={t('desk.issue')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ policyId, productId, count }) =>
          issue.mutate({
            policyId: policyId?.id ?? '',
            productId: productId?.id ?? null,
            ...(serials.length > 0 ? { serials } : { count: count ?? 0 }),
          })
        }
        error={issue.error}
        pending={issue.isPending}
        submitLabel={t('desk.issue')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('desk.issueHint')}
        </Typography>
        <PickerField
          control={control}
          name="policyId"
          label={t('policy')}
          source={usePolicySource()}
          required
          autoFocus
        />
        <PickerField
          control={control}
          name="productId"
          label={t('scopes.product')}
          hint={t('desk.issueProductHint')}
          source={useProductSource()}
          required={serials.length > 0}
        />
        {serials.length === 0 && (
          <NumberField control={control} name="count" label={t('desk.count')} min={1} max={MOST} required />
        )}
        <TextField
          control={control}
          name="serials"
          label={t('desk.serials')}
          hint={
            serials.length > 0
              ? t('desk.serialsCount', { count: serials.length, value: format.number(serials.length) })
              : t('desk.serialsHint')
          }
          rows={4}
          code
        />
        <Button component="label" startIcon={<Icon name="upload" />} sx={{ alignSelf: 'flex-start' }}>
          {t('desk.serialsFile')}
          <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            hidden
            onChange={(event) => void takeFile(event.target.files?.[0])}
          />
        </Button>
      </Form>
    </SidePanel>
  );
}

/** One serial number a line; of a CSV file the first column, without its head. */
function serialsOf(text: string): string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? '').trim().replace(/^"(.*)"$/, '$1'))
    .filter((serial, index) => serial !== '' && !(index === 0 && /^(serial|شماره|سریال)/i.test(serial)));
}
