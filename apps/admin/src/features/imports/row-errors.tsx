import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { useListQuery } from '../../ui/list-query';
import { problemText } from '../../lib/i18n';
import type { TableColumn } from '../../ui/table-model';
import { Icon } from '../../ui/icon';
import { ProblemAlert } from '../../ui/problem-alert';
import { useTableState } from '../../ui/table-state';
import { Code, NumberText } from '../../ui/text';
import { rowErrorsQuery, useDownloadErrors, type Import, type RowError } from './api';
import { fileName } from './import-parts';

/** The rows that were not taken, each with its place in its file. */
export function RowErrors({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const table = useTableState();
  const { limit, cursor } = table.search;
  const query = useListQuery((page) => rowErrorsQuery(job.id, { limit, cursor, ...page }, job.rejected));
  const download = useDownloadErrors(job.id);
  const columns = useMemo<readonly TableColumn<RowError & { readonly id: string }>[]>(() => {
    const told = (value: unknown): string => (typeof value === 'number' ? format.number(value) : '');
    return [
      {
        field: 'reason',
        label: t('errors.reason'),
        cell: ({ reason, params: { expected, found, length, max, choices, problem, title } }) =>
          t(`reasons.${reason}`, {
            expected: told(expected),
            found: told(found),
            length: told(length),
            max: told(max),
            choices: String(choices),
            problem: problemText(String(problem), {}) ?? String(title),
          }),
        flex: 2.2,
        minWidth: 240,
      },
      {
        field: 'value',
        label: t('errors.value'),
        cell: ({ params: { column, value } }) => (
          <>
            {typeof column === 'string' && <Code>{column}</Code>}
            {typeof column === 'string' && typeof value === 'string' && ': '}
            {typeof value === 'string' && <bdi>{value}</bdi>}
            {column === undefined && value === undefined && '—'}
          </>
        ),
        flex: 1.6,
        minWidth: 180,
      },
      { field: 'line', label: t('errors.line'), cell: ({ line }) => <NumberText value={line} />, width: 110 },
      {
        field: 'file',
        label: t('errors.file'),
        cell: ({ file }) => <bdi>{fileName(file)}</bdi>,
        flex: 1.2,
        minWidth: 160,
      },
    ];
  }, [t, format]);

  return (
    <Box component="section">
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap', mt: 1, mb: 1.5 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {t('errors.title')}
        </Typography>
        <Button startIcon={<Icon name="download" />} loading={download.isPending} onClick={() => download.mutate()}>
          {t('errors.download')}
        </Button>
      </Stack>
      <ProblemAlert error={download.error} />
      <DataTable label={t('errors.title')} columns={columns} query={query} state={table} empty={null} />
    </Box>
  );
}
