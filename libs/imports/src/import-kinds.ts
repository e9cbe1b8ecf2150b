import { Inject, Injectable } from '@nestjs/common';
import { CompanyQueries } from '@aftercare/organization';
import type { CellContext } from './cells.js';
import { type ImportKind, ROW_KINDS, type RowKindName } from './import-job.js';
import type { Importer } from './importer.js';
import { OpenRepairImporter } from './open-repair/open-repair.importer.js';
import { RowImporter, type RowKind } from './row-kind.js';

/** The kinds whose rows are upserted, each under its name: the module makes them. */
export type RowKinds = Readonly<Record<RowKindName, RowKind>>;
export const ROW_KIND_TABLE = Symbol('the kinds of rows');

/** Every kind of file there is, and what reads and writes it. */
@Injectable()
export class ImportKinds {
  private readonly rows: ReadonlyMap<string, RowImporter>;

  constructor(
    @Inject(ROW_KIND_TABLE) kinds: RowKinds,
    private readonly openRepair: OpenRepairImporter,
    company: CompanyQueries,
  ) {
    const contextOf = async (): Promise<CellContext> => ({
      minorDigits: minorDigits((await company.current()).currency),
    });
    this.rows = new Map(ROW_KINDS.map((name) => [name, new RowImporter(kinds[name], contextOf)]));
  }

  importerOf(kind: ImportKind): Importer {
    return this.rows.get(kind) ?? this.openRepair;
  }

  /** Kinds with columns of our own, in the order in which one would bring them in. */
  get all(): readonly RowKind[] {
    return [...this.rows.values()].map(({ kind }) => kind);
  }

  rowsOf(kind: RowKindName): RowImporter {
    const rows = this.rows.get(kind);
    if (!rows) throw new Error(`no rows of ${kind}`);
    return rows;
  }

  /** Null for a kind whose columns have fixed names. */
  find(kind: ImportKind): RowKind | null {
    return this.rows.get(kind)?.kind ?? null;
  }
}

/** How many decimals the minor unit of a currency stands for: USD 2, IRR 0. */
function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;
}
