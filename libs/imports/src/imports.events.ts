import type { Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { ImportKind, ImportState } from './import-job.js';

/** A worker is to carry out the job. */
export const importRequested = event<{ readonly jobId: Id; readonly kind: ImportKind; readonly dryRun: boolean }>(
  'imports.requested',
  1,
  'import',
);

/** One fact for the whole job: there is none per row, nobody is told of a repair of years ago. */
export const importFinished = event<{
  readonly jobId: Id;
  readonly kind: ImportKind;
  readonly dryRun: boolean;
  readonly state: ImportState;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}>('imports.finished', 1, 'import');
