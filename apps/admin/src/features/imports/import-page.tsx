import Alert, { type AlertColor } from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { DateTimeText } from '../../ui/text';
import { importQuery, isUnderWay, useCancelImport, useRequestImport, type Import } from './api';
import { Counters, fileName, ImportStateChip, KindName, OrderedBy } from './import-parts';
import { RowErrors } from './row-errors';

/** One import: how far it is, what became of the rows, and which were refused. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation('imports');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(importQuery(id));
  const job = query.data;

  return (
    <PageFrame
      title={job ? t(`titles.${job.dryRun ? 'trial' : 'earnest'}`) : t('navigation.label')}
      trail={[{ to: '/imports', label: t('navigation.label') }]}
      status={job && <ImportStateChip job={job} />}
      actions={job && <Acts key={id} job={job} />}
      query={query}
    >
      {job && (
        <Stack spacing={2}>
          {isUnderWay(job) ? <Progress job={job} /> : <Verdict job={job} />}
          <Counters job={job} />
          {job.rejected > 0 && <RowErrors job={job} />}
          <JobFacts job={job} />
        </Stack>
      )}
    </PageFrame>
  );
}

/** Stop it while it runs; after a trial, carry it out. */
function Acts({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'cancel' | 'carry-out' | null>(null);
  const close = (): void => setAsked(null);
  const cancel = useCancelImport(job.id, close);
  const carryOut = useRequestImport(({ id }) => (close(), void navigate({ to: `/imports/${id}` })));
  const fileIds = job.files.flatMap(({ id }) => id ?? []);

  return (
    <>
      {job.allowedActions.includes('cancel') && (
        <Button variant="outlined" color="error" onClick={() => setAsked('cancel')}>
          {t('cancel.act')}
        </Button>
      )}
      {job.allowedActions.includes('carry-out') && (
        <Button variant="contained" onClick={() => setAsked('carry-out')}>
          {t('carryOut.act')}
        </Button>
      )}
      {asked === 'cancel' && (
        <ConfirmDialog
          open
          title={t('cancel.title')}
          text={t(job.dryRun ? 'cancel.trialText' : 'cancel.text')}
          confirmLabel={t('cancel.act')}
          danger
          pending={cancel.isPending}
          error={cancel.error}
          onConfirm={() => cancel.mutate()}
          onClose={close}
        />
      )}
      {asked === 'carry-out' && (
        <ConfirmDialog
          open
          title={t('carryOut.title')}
          text={t('carryOut.text', {
            created: format.number(job.created),
            updated: format.number(job.updated),
            rejected: format.number(job.rejected),
          })}
          confirmLabel={t('carryOut.act')}
          pending={carryOut.isPending}
          error={carryOut.error}
          onConfirm={() =>
            carryOut.mutate({ kind: job.kind, fileIds, dryRun: false, ...(job.mapping && { mapping: job.mapping }) })
          }
          onClose={close}
        />
      )}
    </>
  );
}

function Progress({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const share = job.bytesTotal === 0 ? 0 : job.bytesDone / job.bytesTotal;
  return (
    <Card sx={{ px: 2.5, py: 2 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', mb: 1 }}>
        <Typography variant="body2" color="textSecondary">
          {t(job.state === 'queued' ? 'progress.waiting' : 'progress.reading')}
        </Typography>
        <Typography variant="body2" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
          {format.number(share, { style: 'percent', maximumFractionDigits: 0 })}
        </Typography>
      </Stack>
      <LinearProgress
        aria-label={t('progress.label')}
        variant={job.state === 'queued' ? 'indeterminate' : 'determinate'}
        value={Math.floor(share * 100)}
        sx={{ height: 8, borderRadius: 4 }}
      />
    </Card>
  );
}

const severities = { done: 'success', failed: 'error', cancelled: 'warning' } as const satisfies Record<
  string,
  AlertColor
>;

/** How it ended, in a sentence. */
function Verdict({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const { state, dryRun, failure } = job;
  if (state === 'queued' || state === 'running') return null;
  const isTrial = state === 'done' && dryRun;
  return (
    <Alert
      severity={isTrial ? 'info' : severities[state]}
      icon={<Icon name={isTrial ? 'info' : state === 'done' ? 'check' : 'warning'} />}
    >
      {state === 'done' &&
        t(dryRun ? 'verdicts.trial' : job.kind === 'open-repair' ? 'verdicts.doneRepairs' : 'verdicts.done')}
      {state === 'cancelled' && t(dryRun ? 'verdicts.trialCancelled' : 'verdicts.cancelled')}
      {state === 'failed' && t(`failures.${failure ?? 'internal'}`)}
    </Alert>
  );
}

function JobFacts({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <Section title={t('job.facts')}>
      <Facts>
        <Fact label={t('job.kind')}>
          <KindName kind={job.kind} />
        </Fact>
        <Fact label={t('job.files')}>
          {job.files.map(({ id, name, bytes, sha256 }) => (
            <div key={id ?? sha256 + name}>
              <bdi>{fileName(name)}</bdi> ({format.size(bytes)})
            </div>
          ))}
        </Fact>
        <Fact label={t('job.by')}>
          <OrderedBy job={job} />
        </Fact>
        <Fact label={t('job.at')}>{<DateTimeText value={job.createdAt} />}</Fact>
        <Fact label={t('job.finishedAt')}>{<DateTimeText value={job.finishedAt} />}</Fact>
      </Facts>
    </Section>
  );
}
