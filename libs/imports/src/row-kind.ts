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
import {
  type Cell,
  type CellContext,
  cellText,
  faultAt,
  isSame,
  type Fields,
  type Label,
  type RowOf,
  saysEmpty,
} from './cells.js';
import { readCsv } from './csv-records.js';
import type { Mapping, RowKindName } from './import-job.js';
import type { FileRow, Importer, Taken } from './importer.js';
import { excerpt, RowFault, RowFaults } from './row-fault.js';

/** What stands in the database under the key of a row; the cells by their fields, beside it what its change needs. */
export type Existing<F extends Fields> = RowOf<F> & { readonly id: Id; readonly version: number };

/** A row to save beside what there is of it. */
export interface SavedRow<F extends Fields = Fields> {
  readonly row: RowOf<F>;
  readonly existing: Existing<F> | null;
}

/** What rows are parts of, such as the document of a line. It is saved once for all its rows, or refused with them. */
export interface Whole<F extends Fields = Fields> {
  /** The whole that a row is part of, the same as `whole` in `select`; its rows stand one below the other. */
  of(row: { readonly [K in keyof F]?: RowOf<F>[K] }): string;
  /** The fields of the whole itself: its rows do not contradict each other there, and one of them is enough to say it. */
  readonly fields: readonly (keyof F & string)[];
  /** Makes or changes the whole by rows of it; parts that the file does not speak of stay. Throws as a row's `save`, or `RowFaults`. */
  save(tx: Tx, actor: Actor, rows: readonly SavedRow<F>[]): Promise<void>;
}

/**
 * A kind of file whose rows are upserted by their own key: its columns, the entries there are in the same form, and how
 * one is saved, by itself or with the whole that it is part of. Everything else (mapping, dry run, comparison, export)
 * follows from that.
 */
export type RowKind<F extends Fields = Fields> = KindOfRows<F> &
  (
    | {
        readonly whole?: undefined;
        /** Makes the entry, or changes it. Throws a `RowFault` or a problem when that cannot be. */
        save(tx: Tx, actor: Actor, row: RowOf<F>, existing: Existing<F> | null): Promise<void>;
      }
    | { readonly whole: Whole<F> }
  );

interface KindOfRows<F extends Fields> {
  readonly name: RowKindName;
  readonly label: Label;
  /** Needed beside `import.run`, to take in and to give out. */
  readonly permission: Permission;
  readonly fields: F;
  /** The fields that tell rows apart: every file needs them. */
  readonly key: readonly (keyof F & string)[];
  /** The key as text, the same as `key` in `select`. */
  keyOf(row: { readonly [K in keyof F]?: RowOf<F>[K] }): string;
  /** Every entry: `key`, `id`, `version`, each field under its name, and `whole` where it is part of one. */
  readonly select: string;
  /** Where no index holds the key (or whole) itself: what an index finds few entries by, before keys are compared. */
  readonly among?: {
    /** One text for each row. */
    of(row: { readonly [K in keyof F]?: RowOf<F>[K] }): string;
    /** A condition on columns of `select`, with the texts as `$2`. */
    readonly where: string;
  };
  /** In which order entries are given out, by columns of `select`; by `id` where it does not matter. */
  readonly order?: string;
  /** More rows in one transaction where rows speak of each other: what a dry run takes back, the next batch cannot see. */
  readonly batch?: number;
}

/**
 * A row as its file gives it. A field without a column, or whose cell is empty, is absent: it stays as it is. Null is a
 * cell that says it is to be empty.
 */
interface GivenRow {
  readonly key: string;
  /** Where the kind has wholes, the one it is part of. */
  readonly whole: string | null;
  readonly cells: Readonly<Record<string, Cell>>;
}

const BATCH = 500;

/** Reads and takes over the rows of one kind, and reads them out again. */
export class RowImporter implements Importer<GivenRow> {
  readonly batch: number;
  /** Everything there is, as the kind selects it. */
  readonly all: Statement;
  private readonly byKeys: Statement;

  constructor(
    readonly kind: RowKind,
    private readonly contextOf: () => Promise<CellContext>,
  ) {
    this.batch = kind.batch ?? BATCH;
    const { byKeys, all } = statementsOf(kind);
    this.byKeys = byKeys;
    this.all = all;
  }

  missingColumns(columns: readonly string[], mapping: Mapping | null): string[] {
    const given = new Set(columns);
    return this.kind.key.filter((name) => !given.has(mapping?.[name] ?? ''));
  }

  belongTogether(row: GivenRow, next: GivenRow): boolean {
    return row.whole !== null && row.whole === next.whole;
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
    const cells: Record<string, Cell> = {};
    for (const [name, field] of Object.entries(this.kind.fields)) {
      const place = columns.get(name);
      if (place === undefined) continue;
      const empties = saysEmpty(texts[place] ?? '');
      const text = cellText(texts[place] ?? '');
      try {
        if (text !== '' && !empties) cells[name] = field.read(text, context);
        else if (this.kind.key.includes(name)) throw new RowFault('value-missing');
        else if (empties) cells[name] = null;
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
    const entries = await this.entriesOf(tx, rows);
    const before = rows.map((row) => entries.byKey.get(row.key) ?? this.siblingOf(row, entries));
    const counts = { created: 0, updated: 0, unchanged: 0 };
    const refused = new Map<GivenRow, RowFault>();
    for (const parts of this.wholesOf(rows)) {
      const told = parts.filter(({ row, index }) => !this.isKnown(row, before[index]));
      counts.unchanged += parts.length - told.length;
      if (told.length === 0) continue;
      const faults = contradictions(this.kind, parts) ?? (await this.save(tx, actor, parts, told, entries));
      for (const { index } of told) {
        const fault = faults && (faults.get(index) ?? new RowFault('whole-refused'));
        if (fault) refused.set(given[index]!, fault);
        else counts[before[index] ? 'updated' : 'created']++;
      }
    }
    return { ...counts, refused };
  }

  /** What there is of the rows, and of the wholes that they are part of. */
  private async entriesOf(tx: Tx, rows: readonly GivenRow[]): Promise<Entries> {
    const { among } = this.kind;
    const keys = rows.map(({ whole, key }) => whole ?? key);
    const found = await execute<Existing<Fields> & { key: string; whole?: string }>(tx, this.byKeys, [
      keys,
      ...(among ? [[...new Set(rows.map(({ cells }) => among.of(cells)))]] : []),
    ]);
    return {
      byKey: new Map(found.map((entry) => [entry.key, entry])),
      byWhole: new Map(found.flatMap((entry) => (entry.whole === undefined ? [] : [[entry.whole, entry]]))),
    };
  }

  /** For a row that speaks of its whole alone, an entry of that whole. */
  private siblingOf({ whole, cells }: GivenRow, { byWhole }: Entries): Existing<Fields> | undefined {
    const ofWhole: readonly string[] = this.kind.whole?.fields ?? [];
    return whole !== null && Object.keys(cells).every((name) => ofWhole.includes(name))
      ? byWhole.get(whole)
      : undefined;
  }

  /** The rows, each with its place: those of one whole together, any other by itself. */
  private wholesOf(rows: readonly GivenRow[]): PlacedRow[][] {
    const wholes = new Map<string | number, PlacedRow[]>();
    for (const [index, row] of rows.entries()) {
      const name = row.whole ?? index;
      const parts = wholes.get(name);
      if (parts) parts.push({ row, index });
      else wholes.set(name, [{ row, index }]);
    }
    return [...wholes.values()];
  }

  /** The key says the same already, if in another spelling. */
  private isKnown(row: GivenRow, before: Existing<Fields> | undefined): boolean {
    if (!before) return false;
    const told = Object.entries(row.cells).filter(([name]) => !this.kind.key.includes(name));
    return told.every(([name, cell]) => isSame(this.kind.fields[name]!, before[name] ?? null, cell));
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

  /** Null once they are saved; else the fault of each row that has one of its own, by its place. */
  private async save(
    tx: Tx,
    actor: Actor,
    parts: readonly PlacedRow[],
    told: readonly PlacedRow[],
    { byKey, byWhole }: Entries,
  ): Promise<ReadonlyMap<number, RowFault> | null> {
    const said = saidOfWhole(this.kind, parts);
    const rows: SavedRow[] = [];
    for (const { row, index } of told) {
      const before = byKey.get(row.key) ?? null;
      const known = partOf(byWhole.get(row.whole ?? ''), this.kind.whole?.fields ?? []);
      const full = this.complete({ ...known, ...said, ...row.cells }, before);
      const lacking = Object.entries(this.kind.fields).find(([name, field]) => field.required && full[name] === null);
      if (lacking) return new Map([[index, new RowFault('value-missing', { column: lacking[0], value: '' })]]);
      rows.push({ row: full, existing: before });
    }
    await tx.query('SAVEPOINT one_row');
    try {
      if (this.kind.whole) await this.kind.whole.save(tx, actor, rows);
      else for (const { row, existing: before } of rows) await this.kind.save(tx, actor, row, before);
      await tx.query('RELEASE SAVEPOINT one_row');
      return null;
    } catch (error) {
      const faults =
        error instanceof RowFaults ? [...error.byRow] : told.map((_, nth) => [nth, rowFaultOf(error)] as const);
      await tx.query('ROLLBACK TO SAVEPOINT one_row');
      return new Map(faults.map(([nth, fault]) => [told[nth]!.index, fault]));
    }
  }

  /** The row with what stays as it is. */
  private complete(cells: GivenRow['cells'], before: Existing<Fields> | null): RowOf<Fields> {
    return Object.fromEntries(
      Object.keys(this.kind.fields).map((name) => {
        if (before && this.kind.key.includes(name)) return [name, before[name] ?? null];
        return [name, (name in cells ? cells[name] : before?.[name]) ?? null];
      }),
    );
  }

  /** An entry as a row of texts under the names of the fields, to be given out. */
  async writer(): Promise<(entry: Record<string, Cell>) => string[]> {
    const context = await this.contextOf();
    const fields = Object.entries(this.kind.fields);
    return (entry) =>
      fields.map(([name, field]) => {
        const cell = entry[name] ?? null;
        return cell === null ? '' : field.write(cell, context);
      });
  }
}

interface Entries {
  readonly byKey: ReadonlyMap<string, Existing<Fields>>;
  /** One of each whole. */
  readonly byWhole: ReadonlyMap<string, Existing<Fields>>;
}

interface PlacedRow {
  readonly row: GivenRow;
  readonly index: number;
}

/** These fields of an entry. */
function partOf(entry: Existing<Fields> | undefined, names: readonly string[]): Record<string, Cell> {
  return Object.fromEntries(entry ? names.map((name) => [name, entry[name] ?? null]) : []);
}

/** What the rows say of their whole, the first that says it. */
function saidOfWhole({ whole }: RowKind, parts: readonly PlacedRow[]): Record<string, Cell> {
  const said: Record<string, Cell> = {};
  for (const { row } of parts)
    for (const name of whole?.fields ?? []) if (name in row.cells && !(name in said)) said[name] = row.cells[name]!;
  return said;
}

/** The faults of rows that say of their whole what an earlier one contradicts; null where none does. */
function contradictions(kind: RowKind, parts: readonly PlacedRow[]): ReadonlyMap<number, RowFault> | null {
  const said = saidOfWhole(kind, parts);
  const faults = parts.flatMap(({ row, index }) => {
    const column = Object.keys(said).find((name) => name in row.cells && row.cells[name] !== said[name]);
    if (column === undefined) return [];
    return [
      [index, new RowFault('whole-differs', { column, value: excerpt(String(row.cells[column] ?? '-')) })] as const,
    ];
  });
  return faults.length > 0 ? new Map(faults) : null;
}

function withKey(kind: RowKind, cells: GivenRow['cells']): GivenRow {
  return { key: kind.keyOf(cells), whole: kind.whole?.of(cells) ?? null, cells };
}

const statements = new Map<string, { readonly byKeys: Statement; readonly all: Statement }>();

/** One pair of named statements for each kind, however many applications a process starts. */
function statementsOf({ name, select, among, order, whole }: RowKind): {
  readonly byKeys: Statement;
  readonly all: Statement;
} {
  let pair = statements.get(name);
  if (!pair) {
    pair = {
      byKeys: statement(
        `imports.${name}.by-keys`,
        `SELECT * FROM (${select}) entry
          WHERE ${whole ? 'whole' : 'key'} = ANY($1) AND ${among ? `(${among.where})` : true}`,
      ),
      all: statement(`imports.${name}.all`, `SELECT * FROM (${select}) entry ORDER BY ${order ?? 'id'}`),
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
  return kind;
}
