import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, assertPermission, execute, notFound, Outbox, statement, type Tx } from '@aftercare/platform';
import type { Fields } from './cells.js';
import { guessMapping } from './guess-mapping.js';
import type { ImportedFile, ImportKind, ImportState, Mapping } from './import-job.js';
import { ImportKinds } from './import-kinds.js';
import { columnsMissing, importEnded, unknownFile, unknownMapping } from './imports.errors.js';
import { importFinished, importRequested } from './imports.events.js';
import { rememberedMapping } from './imports.queries.js';

/** A file that can be imported: its header is known. */
export interface ReadableFile extends ImportedFile {
  readonly columns: readonly string[];
}

export interface NewImport {
  readonly kind: ImportKind;
  readonly dryRun: boolean;
  /** Where the kind has fields of its own: which column each stands in. Guessed when it is absent. */
  readonly mapping?: Mapping | undefined;
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
  `INSERT INTO import_job (id, kind, dry_run, state, mapping, files, bytes_total, created_by, created_by_name, created_at)
   VALUES ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9)`,
);
const remember = statement(
  'imports.remember-mapping',
  `INSERT INTO import_mapping (kind, mapping, chosen_at) VALUES ($1, $2, $3)
   ON CONFLICT (kind) DO UPDATE SET mapping = excluded.mapping, chosen_at = excluded.chosen_at`,
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
    private readonly kinds: ImportKinds,
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
    const importer = this.kinds.importerOf(input.kind);
    const mapping = await this.mappingOf(tx, actor, input, files);
    for (const { name, columns } of files) {
      const missing = importer.missingColumns(columns, mapping);
      if (missing.length > 0) throw columnsMissing({ file: name, columns: missing.join(', ') });
    }
    const jobId = newId();
    await execute(tx, insert, [
      jobId,
      input.kind,
      input.dryRun,
      mapping && JSON.stringify(mapping),
      JSON.stringify(files.map(({ id, name, bytes, sha256 }) => ({ id, name, bytes, sha256 }))),
      files.reduce((sum, { bytes }) => sum + bytes, 0),
      actor.accountId,
      actor.name,
      this.clock.now(),
    ]);
    return jobId;
  }

  /** I13. The columns as they are asked for, remembered for the next file of the kind; else as they are guessed. */
  private async mappingOf(
    tx: Tx,
    actor: Actor,
    { kind, mapping }: NewImport,
    files: readonly ReadableFile[],
  ): Promise<Mapping | null> {
    const rows = this.kinds.find(kind);
    if (!rows) return null;
    assertPermission(actor, rows.permission);
    if (!mapping) {
      const [last] = await execute<{ mapping: Mapping }>(tx, rememberedMapping, [kind]);
      return guessMapping(rows.fields, files[0]?.columns ?? [], last?.mapping ?? null);
    }
    assertMapping(rows.fields, files, mapping);
    await execute(tx, remember, [kind, JSON.stringify(mapping), this.clock.now()]);
    return mapping;
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

/** Known fields, each in a column that the first file has, and no column for two of them. */
function assertMapping(fields: Fields, files: readonly ReadableFile[], mapping: Mapping): void {
  const columns = new Set(files[0]?.columns);
  const wrong = Object.entries(mapping).flatMap(([name, column]) =>
    Object.hasOwn(fields, name) && columns.delete(column) ? [] : [`${name}: ${column}`],
  );
  if (wrong.length > 0) throw unknownMapping({ names: wrong.join(', ') });
}
