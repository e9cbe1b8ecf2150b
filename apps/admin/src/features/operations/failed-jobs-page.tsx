import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { useTableState } from '../../ui/table-state';
import { Code, DateTimeText } from '../../ui/text';
import { failedJobsQuery, useReplayJob, type FailedJob } from './api';
import { Subject } from './subject';

/** Background work that was given up, and the way to start it again. */
export function FailedJobsPage(): ReactNode {
  const { t } = useTranslation('operations');
  const state = useTableState();
  const { limit, cursor } = state.search;
  const query = useListQuery((page) => failedJobsQuery({ limit, cursor, ...page }));
  const { mutate, isPending, variables, error } = useReplayJob(() => notify({ text: t('jobs.replayed') }));
  const columns = useMemo<readonly TableColumn<FailedJob>[]>(
    () => [
      {
        field: 'subscriber',
        label: t('jobs.subscriber'),
        cell: ({ subscriber }) => <Code>{subscriber}</Code>,
        flex: 1.1,
      },
      { field: 'eventName', label: t('jobs.event'), cell: ({ eventName }) => <Code>{eventName}</Code> },
      { field: 'subject', label: t('subject'), cell: ({ subject }) => <Subject subject={subject} />, width: 160 },
      {
        field: 'error',
        label: t('jobs.error'),
        cell: ({ error: text }) => (
          <bdi dir="ltr" title={text}>
            {text}
          </bdi>
        ),
        flex: 2,
      },
      {
        field: 'failedAt',
        label: t('jobs.failedAt'),
        cell: ({ failedAt }) => <DateTimeText value={failedAt} />,
        width: 190,
      },
      {
        field: 'replay',
        acts: true,
        label: t('jobs.act'),
        cell: (job) => (
          <Button
            size="small"
            startIcon={<Icon name="refresh" />}
            loading={isPending && variables.eventId === job.eventId && variables.subscriber === job.subscriber}
            disabled={isPending}
            onClick={() => mutate({ eventId: job.eventId, subscriber: job.subscriber })}
          >
            {t('jobs.replay')}
          </Button>
        ),
        width: 160,
      },
    ],
    [t, isPending, variables, mutate],
  );

  return (
    <PageFrame title={t('jobs.title')} subtitle={t('jobs.hint')}>
      <Stack spacing={2}>
        {query.data && query.data.data.length > 0 && (
          <Alert severity="info" icon={<Icon name="info" />}>
            {t('jobs.advice')}
          </Alert>
        )}
        <ProblemAlert error={error} />
        <DataTable
          label={t('jobs.title')}
          columns={columns}
          query={query}
          state={state}
          empty={<EmptyState icon="check" title={t('jobs.empty')} hint={t('jobs.emptyHint')} />}
        />
      </Stack>
    </PageFrame>
  );
}
