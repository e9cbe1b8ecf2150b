import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { SidePanel } from '../../ui/side-panel';
import { kindsQuery, useExport, type ExportFormat, type RowKind } from './api';

interface ExportValues {
  kind: RowKind | null;
  format: ExportFormat;
}

/** Takes everything there is of a kind away as a file that can be changed and imported again. */
export function ExportPanel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const kinds = useQuery(kindsQuery).data ?? [];
  const form = useForm<ExportValues>({ defaultValues: { kind: null, format: 'xlsx' } });
  const save = useExport(onClose);
  return (
    <SidePanel title={t('export.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ kind, format: as }) => kind && save.mutate({ kind, format: as })}
        error={save.error}
        pending={save.isPending}
        submitLabel={t('export.act')}
        onCancel={onClose}
      >
        <SelectField
          control={form.control}
          name="kind"
          label={t('export.kind')}
          hint={t('export.hint')}
          options={kinds.map(({ name, label }) => ({ value: name, label: format.name(label) }))}
          required
        />
        <SelectField
          control={form.control}
          name="format"
          label={t('export.format')}
          options={[
            { value: 'xlsx', label: 'Excel (XLSX)' },
            { value: 'csv', label: 'CSV' },
          ]}
          required
        />
      </Form>
    </SidePanel>
  );
}
