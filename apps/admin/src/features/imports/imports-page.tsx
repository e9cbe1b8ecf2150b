import Button from '@mui/material/Button';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import type { TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { DateTimeText, NumberText } from '../../ui/text';
import { importsQuery, type Import } from './api';
import { ExportPanel } from './export-panel';
import { fileName, ImportStateChip, KindName, OrderedBy } from './import-parts';

/** Every import and trial there was, newest first. */
export function ImportsPage(): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const table = useTableState();
  const [exporting, setExporting] = useState(false);
  const { limit, cursor } = table.search;
  const query = useListQuery((page) => importsQuery({ limit, cursor, ...page }));
  const columns = useMemo<readonly TableColumn<Import>[]>(
    () => [
      {
        field: 'files',
        label: t('job.files'),
        cell: ({ files: [first, ...others] }) => (
          <>
            <bdi>{fileName(first?.name ?? '')}</bdi>
            {others.length > 0 && ` ${t('job.more', { count: others.length, number: format.number(others.length) })}`}
          </>
        ),
        flex: 2,
        minWidth: 260,
      },
      { field: 'kind', label: t('job.kind'), cell: ({ kind }) => <KindName kind={kind} />, width: 170 },
      {
        field: 'mode',
        label: t('job.mode'),
        cell: ({ dryRun }) => t(dryRun ? 'modes.trial' : 'modes.earnest'),
        width: 120,
      },
      { field: 'state', label: t('job.state'), cell: (job) => <ImportStateChip job={job} />, width: 140 },
      {
        field: 'rows',
        label: t('counters.earnest.rows'),
        cell: (job) => <NumberText value={job.rows} />,
        align: 'end',
        width: 100,
      },
      {
        field: 'rejected',
        label: t('counters.earnest.rejected'),
        cell: (job) => <NumberText value={job.rejected} />,
        align: 'end',
        width: 100,
      },
      { field: 'createdBy', label: t('job.by'), cell: (job) => <OrderedBy job={job} />, wideOnly: true },
      {
        field: 'createdAt',
        label: t('job.at'),
        cell: ({ createdAt }) => <DateTimeText value={createdAt} />,
        width: 190,
      },
    ],
    [t, format],
  );
  const begin = (
    <Button component={Link} to="/imports/new" variant="contained" startIcon={<Icon name="upload" />}>
      {t('new.act')}
    </Button>
  );

  return (
    <PageFrame
      title={t('navigation.label')}
      actions={
        <>
          <Button startIcon={<Icon name="download" />} onClick={() => setExporting(true)}>
            {t('export.open')}
          </Button>
          {begin}
        </>
      }
    >
      <DataTable
        label={t('navigation.label')}
        columns={columns}
        query={query}
        state={table}
        rowTo={({ id }) => `/imports/${id}`}
        empty={<EmptyState icon="upload" title={t('empty')} hint={t('emptyHint')} />}
      />
      {exporting && <ExportPanel onClose={() => setExporting(false)} />}
    </PageFrame>
  );
}
