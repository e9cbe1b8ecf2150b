import { Injectable } from '@nestjs/common';
import { Clock, type Id } from '@aftercare/kernel';
import { type Actor, Database, execute, notFound, Outbox, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { setTimeout } from 'node:timers/promises';
import { UnreadableCsv } from './csv-records.js';
import {
  type ImportCounts,
  type ImportedFile,
  type ImportFailure,
  type ImportJob,
  type ImportState,
  JOB_COLUMNS,
} from './import-job.js';
import { ImportKinds } from './import-kinds.js';
import type { FileRow, Importer } from './importer.js';
import { importFinished } from './imports.events.js';
import { RowFault } from './row-fault.js';

const lock = statement('imports.lock', 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine');
const unlock = statement('imports.unlock', 'SELECT pg_advisory_unlock(hashtextextended($1, 0))');
const read = statement('imports.read', `SELECT ${JOB_COLUMNS} FROM import_job WHERE id = $1`);
// Who holds the lock knows that no other job of the kind runs: what says so was left by a process that died.
const disown = statement(
  'imports.disown',
  `UPDATE import_job SET state = 'failed', failure = 'interrupted', finished_at = $3, version = version + 1
    WHERE kind = $1 AND state = 'running' AND id <> $2`,
);
const begin = statement(
  'imports.begin',
  `UPDATE import_job
      SET state = 'running', failure = NULL, finished_at = NULL, started_at = coalesce(started_at, $2),
          version = version + 1
    WHERE id = $1 AND state IN ('queued', 'running', 'failed') RETURNING ${JOB_COLUMNS}`,
);
// The rows so far in the WHERE: a batch is counted once, whoever else believes to run the job.
const advance = statement(
  'imports.advance',
  `UPDATE import_job
      SET rows = rows + $3, created = created + $4, updated = updated + $5, unchanged = unchanged + $6,
          rejected = rejected + $7, bytes_done = $8, version = version + 1
    WHERE id = $1 AND rows = $2 AND state = 'running' RETURNING ${JOB_COLUMNS}`,
);
const recordFaults = statement(
  'imports.record-faults',
  `INSERT INTO import_row_error (job_id, position, file, line, reason, params)
   SELECT $1, * FROM unnest($2::int[], $3::text[], $4::int[], $5::text[], $6::jsonb[])`,
);
const finish = statement(
  'imports.finish',
  `UPDATE import_job
      SET state = $2, failure = $3, finished_at = $4, bytes_done = CASE $2 WHEN 'done' THEN bytes_total ELSE bytes_done END,
          version = version + 1
    WHERE id = $1 AND state = 'running' RETURNING ${JOB_COLUMNS}`,
);

const LOCK_POLL_MS = 500;

/** A row with its place among the files; `bytesDone` counts over all files. */
interface PlacedRow extends FileRow<object> {
  readonly file: string;
  readonly bytesDone: number;
}

/** Carries out import jobs, one of a kind at a time in the whole installation. */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly db: Database,
    private readonly kinds: ImportKinds,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * I9, I10. Runs a job to its end, or on from where it stood: rows in batches, each one transaction with its
   * counts. Waits while another import of the kind runs; does nothing for a job that is done or cancelled. An
   * unexpected error marks the job failed and is thrown: running it again goes on with the next batch.
   */
  async run(
    jobId: Id,
    pathOf: (file: ImportedFile) => string,
    onProgress: (job: ImportJob) => void = () => undefined,
  ): Promise<ImportJob> {
    const { kind } = await this.job(jobId);
    return this.alone(`import:${kind}`, async () => {
      await this.db.rows(disown, [kind, jobId, this.clock.now()]);
      const job = await this.db.row<ImportJob>(begin, [jobId, this.clock.now()]);
      if (!job) return this.job(jobId);
      try {
        return await this.carryOut(job, pathOf, onProgress);
      } catch (error) {
        const failure = failureOf(error);
        // Where not even that can be written, the job stays running until the next holder of the lock disowns it.
        const failed = await this.end(job, 'failed', failure).catch(() => null);
        if (failed && failure !== 'internal') return failed;
        throw error;
      }
    });
  }

  private async carryOut(
    begun: ImportJob,
    pathOf: (file: ImportedFile) => string,
    onProgress: (job: ImportJob) => void,
  ): Promise<ImportJob> {
    const importer = this.kinds.importerOf(begun.kind);
    await importer.prepare();
    let job = begun;
    let batch: PlacedRow[] = [];
    let toSkip = begun.rows; // of an earlier run; read again, because only so repeated ids are known
    for await (const row of this.rowsOf(importer, begun, pathOf)) {
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      if (isFull(importer, batch, row)) {
        job = await this.take(importer, job, batch);
        batch = [];
        onProgress(job);
        if (job.cancelRequestedAt) return this.end(job, 'cancelled', null);
      }
      batch.push(row);
    }
    if (batch.length > 0) job = await this.take(importer, job, batch);
    return this.end(job, job.cancelRequestedAt ? 'cancelled' : 'done', null);
  }

  private async *rowsOf(
    importer: Importer,
    job: ImportJob,
    pathOf: (file: ImportedFile) => string,
  ): AsyncGenerator<PlacedRow> {
    const seen = new Set<string>();
    let before = 0;
    for (const file of job.files) {
      for await (const row of importer.readRows(pathOf(file), seen, job.mapping))
        yield { ...row, file: file.name, bytesDone: Math.min(before + row.bytes, before + file.bytes) };
      before += file.bytes;
    }
  }

  private take(importer: Importer, job: ImportJob, batch: readonly PlacedRow[]): Promise<ImportJob> {
    return this.db.transaction(async (tx) => {
      const sound = batch.flatMap(({ read }) => (read instanceof RowFault ? [] : [read]));
      const { refused, ...counts } = await importer.take(tx, actorOf(job), sound, job);
      const rejected = await this.reject(tx, job, batch, refused);
      const [advanced] = await execute<ImportJob>(tx, advance, [
        job.id,
        job.rows,
        batch.length,
        counts.created,
        counts.updated,
        counts.unchanged,
        rejected,
        batch.at(-1)?.bytesDone ?? job.bytesDone,
      ]);
      if (!advanced) throw new Error('the import is being carried out by somebody else');
      return advanced;
    });
  }

  /** I5. */
  private async reject(
    tx: Tx,
    job: ImportJob,
    batch: readonly PlacedRow[],
    refused: ReadonlyMap<object, RowFault>,
  ): Promise<number> {
    const faults = batch.flatMap(({ file, line, read }) => {
      const fault = read instanceof RowFault ? read : refused.get(read);
      return fault ? [{ file, line, reason: fault.code, params: fault.params }] : [];
    });
    if (faults.length === 0) return 0;
    await execute(tx, recordFaults, [
      job.id,
      faults.map((_, index) => job.rejected + index + 1),
      faults.map(({ file }) => file),
      faults.map(({ line }) => line),
      faults.map(({ reason }) => reason),
      faults.map(({ params }) => JSON.stringify(params)),
    ]);
    return faults.length;
  }

  /** I11. */
  private end(job: ImportJob, state: ImportState, failure: ImportFailure | null): Promise<ImportJob> {
    return this.db.transaction(async (tx) => {
      const [ended] = await execute<ImportJob>(tx, finish, [job.id, state, failure, this.clock.now()]);
      if (!ended) throw new Error('the import is being carried out by somebody else');
      const { id, kind, dryRun } = ended;
      await this.outbox.publish(
        tx,
        actorOf(ended),
        importFinished({ id, centerId: null }, { jobId: id, kind, dryRun, state, ...countsOf(ended) }),
        { failure, files: ended.files },
      );
      return ended;
    });
  }

  private async job(id: Id): Promise<ImportJob> {
    const job = await this.db.row<ImportJob>(read, [id]);
    if (!job) throw notFound();
    return job;
  }

  /** Holds a lock of its own connection meanwhile; PostgreSQL lets it go when the process dies. */
  private async alone<T>(key: string, work: () => Promise<T>): Promise<T> {
    const connection = this.db.source.createQueryRunner();
    try {
      const tryLock = async (): Promise<boolean> => {
        const [row] = (await connection.query(lock.text, [key])) as { mine: boolean }[];
        return row?.mine ?? false;
      };
      while (!(await tryLock())) await setTimeout(LOCK_POLL_MS);
      try {
        return await work();
      } finally {
        await connection.query(unlock.text, [key]);
      }
    } finally {
      await connection.release();
    }
  }
}

/** Whether a batch is taken before the next row. */
function isFull(importer: Importer, batch: readonly PlacedRow[], next: PlacedRow): boolean {
  if (batch.length < importer.batch) return false;
  const last = batch.at(-1)?.read;
  if (batch.length >= 2 * importer.batch || !last || last instanceof RowFault || next.read instanceof RowFault)
    return true;
  return importer.belongTogether?.(last, next.read) !== true;
}

/** What the job writes bears the name of who ordered it; that they may was checked then. */
function actorOf(job: ImportJob): Actor {
  return { ...SYSTEM, accountId: job.createdById, name: job.createdBy };
}

function countsOf({ rows, created, updated, unchanged, rejected }: ImportCounts): ImportCounts {
  return { rows, created, updated, unchanged, rejected };
}

function failureOf(error: unknown): ImportFailure {
  if (error instanceof UnreadableCsv) return 'unreadable';
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'file-gone' : 'internal';
}
