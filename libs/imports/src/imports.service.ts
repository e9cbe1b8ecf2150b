import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, execute, notFound, Outbox, statement, type Tx } from '@aftercare/platform';
import type { ImportedFile, ImportKind, ImportState } from './import-job.js';
import { columnsMissing, importEnded, unknownFile } from './imports.errors.js';
import { importFinished, importRequested } from './imports.events.js';
import { missingColumns } from './open-repair/rows.js';

/** A file that can be imported: its header is known. */
export interface ReadableFile extends ImportedFile {
  readonly columns: readonly string[];
}

export interface NewImport {
  readonly kind: ImportKind;
  readonly dryRun: boolean;
}

const keepFile = statement(
  'imports.keep-file',
  `INSERT INTO import_file (id, name, bytes, sha256, columns, uploaded_by, uploaded_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const uploaded = statement(
  'imports.uploaded',
  `SELECT f.id, f.name, f.bytes, f.sha256, f.columns
     FROM unnest($1::uuid[]) WITH ORDINALITY AS given(id, n) JOIN import_file f USING (id) ORDER BY n`,
);
const insert = statement(
  'imports.insert',
  `INSERT INTO import_job (id, kind, dry_run, state, files, bytes_total, created_by, created_by_name, created_at)
   VALUES ($1, $2, $3, 'queued', $4, $5, $6, $7, $8)`,
);
const lockJob = statement(
  'imports.lock-job',
  'SELECT kind, dry_run AS "dryRun", state FROM import_job WHERE id = $1 FOR UPDATE',
);
// A running job reads the wish after each batch.
const stop = statement(
  'imports.stop',
  `UPDATE import_job
      SET cancel_requested_at = coalesce(cancel_requested_at, $2),
          state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
          finished_at = CASE state WHEN 'queued' THEN $2 END, version = version + 1
    WHERE id = $1`,
);

/** Uploads, orders and stops imports; what carries them out is `ImportRunner`. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** I1. Makes an uploaded file known. */
  async addFile(tx: Tx, actor: Actor, file: ReadableFile): Promise<void> {
    assertNetworkWide(actor);
    const { id, name, bytes, sha256, columns } = file;
    await execute(tx, keepFile, [id, name, bytes, sha256, columns, actor.accountId, this.clock.now()]);
    await this.outbox.audit(tx, actor, {
      name: 'imports.file-uploaded',
      subject: { type: 'import-file', id: id ?? newId() },
      centerId: null,
      details: { name, bytes, sha256 },
    });
  }

  /** I1, I9. Orders an import of uploaded files; a worker carries it out. */
  async request(tx: Tx, actor: Actor, input: NewImport & { readonly fileIds: readonly Id[] }): Promise<Id> {
    const files = await execute<ReadableFile>(tx, uploaded, [input.fileIds]);
    if (files.length !== input.fileIds.length) throw unknownFile();
    const jobId = await this.record(tx, actor, input, files);
    const { kind, dryRun } = input;
    await this.outbox.publish(tx, actor, importRequested({ id: jobId, centerId: null }, { jobId, kind, dryRun }), {
      files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    });
    return jobId;
  }

  /** A job that its maker carries out at once: nobody is told. Refuses accounts that are not of the whole network. */
  async record(tx: Tx, actor: Actor, input: NewImport, files: readonly ReadableFile[]): Promise<Id> {
    assertNetworkWide(actor);
    for (const { name, columns } of files) {
      const missing = missingColumns(columns);
      if (missing.length > 0) throw columnsMissing({ file: name, columns: missing.join(', ') });
    }
    const jobId = newId();
    await execute(tx, insert, [
      jobId,
      input.kind,
      input.dryRun,
      JSON.stringify(files.map(({ id, name, bytes, sha256 }) => ({ id, name, bytes, sha256 }))),
      files.reduce((sum, { bytes }) => sum + bytes, 0),
      actor.accountId,
      actor.name,
      this.clock.now(),
    ]);
    return jobId;
  }

  /** I10. What was taken stays; the batch in hand is still finished. Asking twice is asking once. */
  async cancel(tx: Tx, actor: Actor, id: Id): Promise<void> {
    assertNetworkWide(actor);
    const [job] = await execute<{ kind: ImportKind; dryRun: boolean; state: ImportState }>(tx, lockJob, [id]);
    if (!job) throw notFound();
    const { kind, dryRun, state } = job;
    if (state !== 'queued' && state !== 'running') throw importEnded();
    await execute(tx, stop, [id, this.clock.now()]);
    if (state === 'queued') {
      const counts = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
      const fact = { jobId: id, kind, dryRun, state: 'cancelled', ...counts } as const;
      await this.outbox.publish(tx, actor, importFinished({ id, centerId: null }, fact));
    } else {
      await this.outbox.audit(tx, actor, {
        name: 'imports.cancel-requested',
        subject: { type: 'import', id },
        centerId: null,
      });
    }
  }
}
