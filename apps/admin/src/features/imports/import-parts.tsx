import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { StatusChip, type Tone } from '../../ui/status-chip';
import { kindsQuery, type Import, type ImportState } from './api';

const tones = {
  queued: 'waiting',
  running: 'active',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const satisfies Record<ImportState, Tone>;

/** Where an import stands; one that was asked to stop says so until it has. */
export function ImportStateChip({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const stopping = job.state === 'running' && job.cancelRequestedAt !== null;
  return (
    <StatusChip
      tone={stopping ? 'waiting' : tones[job.state]}
      label={t(stopping ? 'stopping' : `states.${job.state}`)}
    />
  );
}

const counters = ['rows', 'created', 'updated', 'unchanged', 'rejected'] as const;

/** What became of the rows. A trial speaks of what would become of them. */
export function Counters({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(128px, 1fr))' }}
    >
      {counters.map((name) => (
        <Card
          key={name}
          sx={{ px: 2, py: 1.5, display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}
        >
          <Typography component="dt" variant="body2" color="textSecondary">
            {t(`counters.${job.dryRun ? 'trial' : 'earnest'}.${name}`)}
          </Typography>
          <Typography
            component="dd"
            variant="h2"
            sx={{ m: 0, fontVariantNumeric: 'tabular-nums' }}
            color={name === 'rejected' && job.rejected > 0 ? 'error' : 'textPrimary'}
          >
            {format.number(job[name])}
          </Typography>
        </Card>
      ))}
    </Box>
  );
}

/** What is in its files. */
export function KindName({ kind }: Pick<Import, 'kind'>): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const kinds = useQuery(kindsQuery).data;
  if (kind === 'open-repair') return t('new.openRepair');
  const label = kinds?.find(({ name }) => name === kind)?.label;
  return label ? format.name(label) : kind;
}

/** Who ordered it: a person, or the command line of the server. */
export function OrderedBy({ job }: { readonly job: Import }): ReactNode {
  const { t } = useTranslation('imports');
  return job.createdById === null ? t('job.commandLine') : <bdi>{job.createdBy}</bdi>;
}

/** The last part of a path: files of the command line are known by their whole path. */
export function fileName(name: string): string {
  return name.split(/[/\\]/).at(-1) ?? name;
}
