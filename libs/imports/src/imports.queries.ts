import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import {
  type Actor,
  Database,
  decodeCursor,
  hasPermission,
  notFound,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import { guessMapping } from './guess-mapping.js';
import { type ImportJob, JOB_COLUMNS, type Mapping, type RowKindName } from './import-job.js';
import { ImportKinds } from './import-kinds.js';
import type { RowKind } from './row-kind.js';
import type { RowFaultCode, RowFaultParams } from './row-fault.js';

/** What may be done with a job now. */
export const IMPORT_ACTIONS = ['cancel', 'carry-out'] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

export interface ImportView extends ImportJob {
  /** `cancel`: ask it to stop. `carry-out`: order the same files again, this time in earnest. */
  readonly allowedActions: ImportAction[];
}

/** A row that was not taken. */
export interface ImportRowError {
  /** 1 the first of the job. */
  readonly position: number;
  readonly file: string;
  /** Physical line on which the row begins, the header is 1. */
  readonly line: number;
  readonly reason: RowFaultCode;
  readonly params: RowFaultParams;
}

const list = statement(
  'imports.list',
  `SELECT ${JOB_COLUMNS} FROM import_job WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
);
const one = statement('imports.get', `SELECT ${JOB_COLUMNS} FROM import_job WHERE id = $1`);
const errors = statement(
  'imports.errors',
  `SELECT position, file, line, reason, params FROM import_row_error
    WHERE job_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
);

const file = statement('imports.file', 'SELECT columns FROM import_file WHERE id = $1');
/** The columns that were chosen last for files of a kind. */
export const rememberedMapping = statement(
  'imports.remembered-mapping',
  'SELECT mapping FROM import_mapping WHERE kind = $1',
);

const EXPORT_PAGE = 1_000;

/** I1. For accounts of the whole network: a job speaks of every centre's repairs. */
@Injectable()
export class ImportsQueries {
  constructor(
    private readonly db: Database,
    private readonly importKinds: ImportKinds,
  ) {}

  /** The kinds with columns of our own that the actor may import, in the order in which one would bring them in. */
  kinds(actor: Actor): readonly RowKind[] {
    assertNetworkWide(actor);
    return this.importKinds.all.filter(({ permission }) => hasPermission(actor, permission));
  }

  /** I13. The columns of an upload, and which of them each field of the kind seems to stand in. */
  async columns(actor: Actor, id: Id, kind: RowKindName): Promise<{ columns: string[]; mapping: Mapping }> {
    assertNetworkWide(actor);
    const { columns } = await this.db.one<{ columns: string[] }>(file, [id]);
    const last = await this.db.row<{ mapping: Mapping }>(rememberedMapping, [kind]);
    return {
      columns,
      mapping: guessMapping(this.importKinds.rowsOf(kind).kind.fields, columns, last?.mapping ?? null),
    };
  }

  /** Latest first. */
  async list(actor: Actor, filter: { readonly limit: number; readonly cursor?: string }): Promise<Page<ImportView>> {
    assertNetworkWide(actor);
    const after = decodeCursor(filter.cursor, 1);
    const rows = await this.db.rows<ImportJob>(list, [after?.[0] ?? null, filter.limit + 1]);
    return toPage(rows, filter.limit, (job) => [job.id], viewOf);
  }

  async get(actor: Actor, id: Id): Promise<ImportView> {
    assertNetworkWide(actor);
    const job = await this.db.row<ImportJob>(one, [id]);
    if (!job) throw notFound();
    return viewOf(job);
  }

  /** Refused rows in the order of the files. */
  async errors(
    actor: Actor,
    id: Id,
    filter: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<ImportRowError>> {
    await this.get(actor, id);
    const after = Number(decodeCursor(filter.cursor, 1)?.[0] ?? 0);
    const rows = await this.db.rows<ImportRowError>(errors, [id, after, filter.limit + 1]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.position],
      (row) => row,
    );
  }

  /** All of them, read page by page as they are taken off. */
  async *allErrors(actor: Actor, id: Id): AsyncGenerator<ImportRowError> {
    assertNetworkWide(actor);
    for (let after = 0; ;) {
      const rows = await this.db.rows<ImportRowError>(errors, [id, after, EXPORT_PAGE]);
      yield* rows;
      if (rows.length < EXPORT_PAGE) return;
      after = rows.at(-1)?.position ?? after;
    }
  }
}

function viewOf(job: ImportJob): ImportView {
  const allowedActions: ImportAction[] = [];
  if ((job.state === 'queued' || job.state === 'running') && !job.cancelRequestedAt) allowedActions.push('cancel');
  if (job.state === 'done' && job.dryRun && job.files.every((file) => file.id !== null))
    allowedActions.push('carry-out');
  return { ...job, allowedActions };
}
