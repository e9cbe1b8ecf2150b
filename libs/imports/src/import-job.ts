import type { Id } from '@aftercare/kernel';

/** Kinds whose rows are upserted by their own key and given out again; `row-kind.ts` says what one is. */
export const ROW_KINDS = [
  'brands',
  'product-groups',
  'products',
  'parts',
  'service-items',
  'tariffs',
  'part-fits',
  'part-substitutes',
  'product-structures',
  'codes',
  'code-combinations',
  'customers',
  'devices',
  'warranty-cards',
  'warranty-registrations',
  'sales-deliveries',
  'sales-returns',
  'contracts',
  'stock',
  'device-blocks',
] as const;
export type RowKindName = (typeof ROW_KINDS)[number];

export const IMPORT_KINDS = ['open-repair', ...ROW_KINDS] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Fields of a kind to columns of its files, in small letters. */
export type Mapping = Readonly<Record<string, string>>;

export const IMPORT_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Why a job as a whole failed; what is wrong with one row is a row error instead. */
export const IMPORT_FAILURES = ['file-gone', 'unreadable', 'interrupted', 'internal'] as const;
export type ImportFailure = (typeof IMPORT_FAILURES)[number];

/** A file as it was when the job was made. */
export interface ImportedFile {
  /** Of the upload; null for a file that the command line read where it lay. */
  readonly id: Id | null;
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** What became of the rows; `rows` is the sum of the others. */
export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportJob extends ImportCounts {
  readonly id: Id;
  readonly kind: ImportKind;
  /** Reads and judges every row, and changes nothing. */
  readonly dryRun: boolean;
  readonly state: ImportState;
  /** Null for kinds whose columns have fixed names. */
  readonly mapping: Mapping | null;
  readonly files: ImportedFile[];
  readonly bytesTotal: number;
  readonly bytesDone: number;
  readonly failure: ImportFailure | null;
  readonly cancelRequestedAt: Date | null;
  readonly createdById: Id | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly version: number;
}

/** Every column of `import_job` as a job. */
export const JOB_COLUMNS = `
  id, kind, dry_run AS "dryRun", state, mapping, files, bytes_total AS "bytesTotal", bytes_done AS "bytesDone", rows, created,
  updated, unchanged, rejected, failure, cancel_requested_at AS "cancelRequestedAt", created_by AS "createdById",
  created_by_name AS "createdBy", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt",
  version`;
