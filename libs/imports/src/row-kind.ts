import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  execute,
  type Permission,
  refusalOf,
  statement,
  type Statement,
  type Tx,
} from '@aftercare/platform';
import { type Cell, type CellContext, cellText, faultAt, type Fields, type Label, type RowOf } from './cells.js';
import { readCsv } from './csv-records.js';
import type { Mapping, RowKindName } from './import-job.js';
import type { FileRow, Importer, Taken } from './importer.js';
import { RowFault } from './row-fault.js';

/** What stands in the database under the key of a row; the cells by their fields, beside it what its change needs. */
export type Existing<F extends Fields> = RowOf<F> & { readonly id: Id; readonly version: number };

/**
 * A kind of file whose rows are upserted by their own key: its columns, the entries there are in the same form, and how
 * one is saved. Everything else (mapping, dry run, comparison, export) follows from that.
 */
export interface RowKind<F extends Fields = Fields> {
  readonly name: RowKindName;
  readonly label: Label;
  /** Needed beside `import.run`, to take in and to give out. */
  readonly permission: Permission;
  readonly fields: F;
  /** The fields that tell rows apart: every file needs them. */
  readonly key: readonly (keyof F & string)[];
  /** The key as text, the same as `key` in `select`. */
  keyOf(row: { readonly [K in keyof F]?: RowOf<F>[K] }): string;
  /** Every entry: `key`, `id`, `version`, and each field under its name. */
  readonly select: string;
  /** More rows in one transaction where rows speak of each other: what a dry run takes back, the next batch cannot see. */
  readonly batch?: number;
  /** Makes the entry, or changes it. Throws a `RowFault` or a problem when that cannot be. */
  save(tx: Tx, actor: Actor, row: RowOf<F>, existing: Existing<F> | null): Promise<void>;
}

/** A row as its file gives it. A field without a column, or whose cell is empty, is absent: it stays as it is. */
interface GivenRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, NonNullable<Cell>>>;
}

const BATCH = 500;

/** Reads and takes over the rows of one kind, and reads them out again. */
export class RowImporter implements Importer<GivenRow> {
  readonly batch: number;
  private readonly byKeys: Statement;
  private readonly page: Statement;

  constructor(
    readonly kind: RowKind,
    private readonly contextOf: () => Promise<CellContext>,
  ) {
    this.batch = kind.batch ?? BATCH;
    const { byKeys, page } = statementsOf(kind);
    this.byKeys = byKeys;
    this.page = page;
  }

  missingColumns(columns: readonly string[], mapping: Mapping | null): string[] {
    const given = new Set(columns);
    return this.kind.key.filter((name) => !given.has(mapping?.[name] ?? ''));
  }

  async prepare(): Promise<void> {
    await this.contextOf();
  }

  async *readRows(path: string, seen: Set<string>, mapping: Mapping | null): AsyncGenerator<FileRow<GivenRow>> {
    const context = await this.contextOf();
    let columns: ReadonlyMap<string, number> | null = null;
    let width = 0;
    for await (const { line, bytes, fields, fault } of readCsv(path)) {
      if (columns === null) {
        columns = placesOf(fields, mapping ?? {});
        width = fields.length;
        continue;
      }
      yield { line, bytes, read: this.readRow(columns, width, fields, fault && new RowFault(fault), seen, context) };
    }
  }

  private readRow(
    columns: ReadonlyMap<string, number>,
    width: number,
    texts: readonly string[],
    fault: RowFault | null,
    seen: Set<string>,
    context: CellContext,
  ): GivenRow | RowFault {
    if (fault) return fault;
    if (texts.length !== width) return new RowFault('column-count', { expected: width, found: texts.length });
    const cells: Record<string, NonNullable<Cell>> = {};
    for (const [name, field] of Object.entries(this.kind.fields)) {
      const place = columns.get(name);
      if (place === undefined) continue;
      const text = cellText(texts[place] ?? '');
      try {
        if (text !== '') cells[name] = field.read(text, context);
        else if (this.kind.key.includes(name)) throw new RowFault('value-missing');
      } catch (error) {
        if (error instanceof RowFault) return faultAt(error, name, text);
        throw error;
      }
    }
    const row = withKey(this.kind, cells);
    if (seen.has(row.key)) return new RowFault('key-repeated', { value: row.key });
    seen.add(row.key);
    return row;
  }

  async take(
    tx: Tx,
    actor: Actor,
    rows: readonly GivenRow[],
    job: { readonly dryRun: boolean },
  ): Promise<Taken<GivenRow>> {
    if (!job.dryRun) return this.write(tx, actor, rows);
    // A rehearsal: whatever a service or a constraint would refuse is refused here too.
    await tx.query('SAVEPOINT rehearsal');
    const taken = await this.write(tx, actor, rows);
    await tx.query('ROLLBACK TO SAVEPOINT rehearsal');
    return taken;
  }

  private async write(tx: Tx, actor: Actor, given: readonly GivenRow[]): Promise<Taken<GivenRow>> {
    const rows = await this.spelled(tx, given);
    const found = await execute<Existing<Fields> & { key: string }>(tx, this.byKeys, [rows.map(({ key }) => key)]);
    const existing = new Map(found.map((entry) => [entry.key, entry]));
    const counts = { created: 0, updated: 0, unchanged: 0 };
    const refused = new Map<GivenRow, RowFault>();
    for (const [index, row] of rows.entries()) {
      const before = existing.get(row.key) ?? null;
      // The key says the same already, if in another spelling.
      const told = Object.entries(row.cells).filter(([name]) => !this.kind.key.includes(name));
      if (before && told.every(([name, cell]) => before[name] === cell)) {
        counts.unchanged++;
        continue;
      }
      const fault = await this.save(tx, actor, row, before);
      if (fault) refused.set(given[index]!, fault);
      else counts[before ? 'updated' : 'created']++;
    }
    return { ...counts, refused };
  }

  /** The rows with the names as we write them, so that another spelling of the same is no change. */
  private async spelled(tx: Tx, rows: readonly GivenRow[]): Promise<readonly GivenRow[]> {
    let spelled = rows;
    for (const [name, { spelling }] of Object.entries(this.kind.fields)) {
      const texts = [...new Set(rows.flatMap(({ cells }) => cells[name] ?? []))];
      if (!spelling || texts.length === 0) continue;
      const known = await execute<{ given: string; written: string }>(tx, spelling, [texts]);
      const written = new Map(known.map((each) => [each.given as Cell, each.written]));
      spelled = spelled.map(({ cells }) =>
        withKey(this.kind, name in cells ? { ...cells, [name]: written.get(cells[name]!) ?? cells[name]! } : cells),
      );
    }
    return spelled;
  }

  private async save(tx: Tx, actor: Actor, row: GivenRow, before: Existing<Fields> | null): Promise<RowFault | null> {
    const whole = Object.fromEntries(
      Object.keys(this.kind.fields).map((name) => {
        const stays = this.kind.key.includes(name) ? before?.[name] : undefined;
        return [name, stays ?? row.cells[name] ?? before?.[name] ?? null];
      }),
    );
    const lacking = Object.entries(this.kind.fields).find(([name, field]) => field.required && whole[name] === null);
    if (lacking) return new RowFault('value-missing', { column: lacking[0], value: '' });
    await tx.query('SAVEPOINT one_row');
    try {
      await this.kind.save(tx, actor, whole, before);
      await tx.query('RELEASE SAVEPOINT one_row');
      return null;
    } catch (error) {
      const fault = rowFaultOf(error);
      await tx.query('ROLLBACK TO SAVEPOINT one_row');
      return fault;
    }
  }

  /** Everything there is, as rows of text under the names of the fields, page by page. */
  async *everything(
    read: (page: Statement, after: string | null) => Promise<Record<string, Cell>[]>,
  ): AsyncGenerator<string[]> {
    const context = await this.contextOf();
    const fields = Object.entries(this.kind.fields);
    for (let after: string | null = null; ;) {
      const rows: Record<string, Cell>[] = await read(this.page, after);
      for (const row of rows)
        yield fields.map(([name, field]) => {
          const cell = row[name] ?? null;
          return cell === null ? '' : field.write(cell, context);
        });
      if (rows.length < EXPORT_PAGE) return;
      after = String(rows.at(-1)?.['key']);
    }
  }
}

function withKey(kind: RowKind, cells: GivenRow['cells']): GivenRow {
  return { key: kind.keyOf(cells), cells };
}

const EXPORT_PAGE = 1_000;

const statements = new Map<string, { readonly byKeys: Statement; readonly page: Statement }>();

/** One pair of named statements for each kind, however many applications a process starts. */
function statementsOf({ name, select }: RowKind): { readonly byKeys: Statement; readonly page: Statement } {
  let pair = statements.get(name);
  if (!pair) {
    pair = {
      byKeys: statement(`imports.${name}.by-keys`, `SELECT * FROM (${select}) entry WHERE key = ANY($1)`),
      page: statement(
        `imports.${name}.page`,
        `SELECT * FROM (${select}) entry WHERE $1::text IS NULL OR key > $1 ORDER BY key LIMIT ${EXPORT_PAGE}`,
      ),
    };
    statements.set(name, pair);
  }
  return pair;
}

/** Where in a record the column of each field stands. */
function placesOf(header: readonly string[], mapping: Mapping): Map<string, number> {
  const columns = header.map((column) => column.trim().toLowerCase());
  return new Map(
    Object.entries(mapping)
      .map(([name, column]) => [name, columns.indexOf(column)] as const)
      .filter(([, place]) => place >= 0),
  );
}

/** The fault that a refusal of the domain or of a constraint is for its row; anything else is thrown on. */
function rowFaultOf(error: unknown): RowFault {
  if (error instanceof RowFault) return error;
  const problem = refusalOf(error);
  if (!problem) throw error;
  return new RowFault('refused', { problem: problem.code, title: problem.title });
}

/** States a kind, with its fields known to the compiler. */
export function rowKind<F extends Fields>(kind: RowKind<F>): RowKind {
  return kind as unknown as RowKind;
}
