import type { Id } from '@aftercare/kernel';
import type { Actor, Tx } from '@aftercare/platform';
import type { Mapping } from './import-job.js';
import type { RowFault } from './row-fault.js';

/** A row of a file: what it says, or why it cannot be taken. `bytes` tells where it ends. */
export interface FileRow<Row> {
  readonly line: number;
  readonly bytes: number;
  readonly read: Row | RowFault;
}

/** What became of a batch; `refused` are rows that read well and that the domain would not have. */
export interface Taken<Row> {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: ReadonlyMap<Row, RowFault>;
}

/** How one kind of file is read and taken over. */
export interface Importer<Row extends object = object> {
  /** Rows in one transaction; twice as many where rows that belong together are not parted. */
  readonly batch: number;
  /** Whether the row after another is taken with it. */
  belongTogether?(row: Row, next: Row): boolean;
  /** What the kind needs and these columns do not give. */
  missingColumns(columns: readonly string[], mapping: Mapping | null): string[];
  /** Reads what every batch needs, so that none waits for a second connection while it holds one. */
  prepare(): Promise<void>;
  /** Streams the rows of a file. `seen` holds the keys of this job so far: the one thing that grows with the files. */
  readRows(path: string, seen: Set<string>, mapping: Mapping | null): AsyncGenerator<FileRow<Row>>;
  /** Takes rows of different keys. A dry run finds out the same and leaves nothing behind. */
  take(
    tx: Tx,
    actor: Actor,
    rows: readonly Row[],
    job: { readonly id: Id; readonly dryRun: boolean },
  ): Promise<Taken<Row>>;
}
