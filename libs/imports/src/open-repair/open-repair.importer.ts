import { Injectable } from '@nestjs/common';
import { ensureBrands, ensureProductGroups, ensureProducts } from '@aftercare/catalog';
import { upsertImportedDevices } from '@aftercare/devices';
import { civilDateIn, Clock, foldText, type Id } from '@aftercare/kernel';
import { CompanyQueries, ensureCenters } from '@aftercare/organization';
import { type Actor, execute, type Name, statement, type Tx } from '@aftercare/platform';
import { HistoricOrdersService } from '@aftercare/repair';
import { createHash } from 'node:crypto';
import type { FileRow, Importer, Taken } from '../importer.js';
import { CATEGORIES } from './categories.js';
import type { OpenRepairRow } from './row.js';
import { missingColumns, readRows } from './rows.js';
import { zoneOf } from './time-zones.js';

const taken = statement(
  'imports.taken',
  `SELECT key, digest FROM import_record WHERE kind = 'open-repair' AND key = ANY($1)`,
);
const remember = statement(
  'imports.remember',
  `INSERT INTO import_record (kind, key, digest, order_id, job_id)
   SELECT 'open-repair', key, digest, order_id, $4 FROM unnest($1::text[], $2::text[], $3::uuid[]) AS given(key, digest, order_id)
   ON CONFLICT (kind, key) DO UPDATE SET digest = excluded.digest, job_id = excluded.job_id`,
);

const UNKNOWN_BRAND: Name = { fa: 'نامشخص', en: 'Unknown' };

/** Turns rows of Open Repair Data into brands, products, centres, devices of unknown serial and closed repair orders. */
@Injectable()
export class OpenRepairImporter implements Importer<OpenRepairRow> {
  readonly batch = 500;
  readonly missingColumns = missingColumns;

  constructor(
    private readonly orders: HistoricOrdersService,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  async prepare(): Promise<void> {
    await this.company.current();
  }

  readRows(path: string, seen: Set<string>): AsyncGenerator<FileRow<OpenRepairRow>> {
    // It may be tomorrow already where the repair happened.
    return readRows(path, seen, civilDateIn(this.clock.now(), 'Pacific/Kiritimati'));
  }

  /**
   * I6. Takes a batch of rows with different ids. A row is compared with what it said when it was taken last, not with
   * what the staff made of the order since. A dry run only compares.
   */
  async take(
    tx: Tx,
    actor: Actor,
    rows: readonly OpenRepairRow[],
    job: { readonly id: Id; readonly dryRun: boolean },
  ): Promise<Taken<OpenRepairRow>> {
    const known = await execute<{ key: string; digest: string }>(tx, taken, [rows.map((row) => row.id)]);
    const digests = new Map(known.map(({ key, digest }) => [key, digest]));
    const changed = rows.filter((row) => digests.get(row.id) !== digestOf(row));
    const updated = changed.filter((row) => digests.has(row.id)).length;
    if (changed.length > 0 && !job.dryRun) await this.write(tx, actor, changed, job.id);
    return {
      created: changed.length - updated,
      updated,
      unchanged: rows.length - changed.length,
      refused: new Map(),
    };
  }

  private async write(tx: Tx, actor: Actor, rows: readonly OpenRepairRow[], jobId: Id): Promise<void> {
    const centerIds = await this.centers(tx, actor, rows);
    const products = await this.products(tx, rows);
    const deviceIds = await upsertImportedDevices(
      tx,
      actor,
      this.clock.now(),
      rows.map((row, i) => ({ externalRef: refOf(row), ...products[i]!, madeOn: row.madeOn })),
    );
    const orderIds = await this.orders.record(
      tx,
      actor,
      rows.map((row, i) => ({
        externalRef: refOf(row),
        centerId: centerIds[i]!,
        deviceId: deviceIds[i]!,
        repairedOn: row.repairedOn,
        declaredFault: row.declaredFault,
        outcome: row.outcome,
        note: row.barrier,
      })),
    );
    await execute(tx, remember, [rows.map((row) => row.id), rows.map(digestOf), orderIds, jobId]);
  }

  /** I7. One centre for each place, under a code made of its name. */
  private async centers(tx: Tx, actor: Actor, rows: readonly OpenRepairRow[]): Promise<Id[]> {
    const { timeZone } = await this.company.current();
    return eachOnce(
      rows,
      (row) => row.place,
      (places) =>
        ensureCenters(
          tx,
          actor,
          this.clock.now(),
          places.map(({ place, country }) => ({
            code: `OR-${createHash('sha256').update(place).digest('hex').slice(0, 10).toUpperCase()}`,
            name: nameOf(place),
            timeZone: zoneOf(country) ?? timeZone,
            calendar: 'gregorian',
          })),
        ),
    );
  }

  /** I8. One product for each brand and standard category. */
  private async products(tx: Tx, rows: readonly OpenRepairRow[]): Promise<{ brandId: Id; productId: Id }[]> {
    const brandIds = await eachOnce(
      rows,
      (row) => foldText(row.brand),
      (brands) =>
        ensureBrands(
          tx,
          brands.map(({ brand }) => (brand === 'Unknown' ? UNKNOWN_BRAND : nameOf(brand))),
        ),
    );
    const groupIds = await eachOnce(
      rows,
      (row) => row.category,
      (groups) =>
        ensureProductGroups(
          tx,
          groups.map(({ category }) => ({ ...categoryOf(category) })),
        ),
    );
    const given = rows.map((row, i) => ({
      brandId: brandIds[i]!,
      groupId: groupIds[i]!,
      ...categoryOf(row.category),
    }));
    const productIds = await eachOnce(
      given,
      ({ brandId, code }) => `${brandId} ${code}`,
      (products) => ensureProducts(tx, products),
    );
    return productIds.map((productId, i) => ({ brandId: brandIds[i]!, productId }));
  }
}

/** The key of a row in our own tables. */
function refOf(row: OpenRepairRow): string {
  return `open-repair:${row.id}`;
}

function digestOf(row: OpenRepairRow): string {
  return createHash('sha256').update(JSON.stringify(row)).digest('base64url');
}

function categoryOf(category: number): { code: string; name: Name } {
  return { code: `ORDS-${String(category).padStart(2, '0')}`, name: CATEGORIES.get(category)! };
}

/** A name belongs to the language it is written in. */
function nameOf(text: string): Name {
  return /\p{Script=Arabic}/u.test(text) ? { fa: text, en: null } : { fa: null, en: text };
}

/** Asks for the ids of different things only, each as the first row has it, and gives every row its own. */
async function eachOnce<T>(
  rows: readonly T[],
  keyOf: (row: T) => string | number,
  ask: (different: T[]) => Promise<Id[]>,
): Promise<Id[]> {
  const different = new Map<string | number, T>();
  for (const row of rows) if (!different.has(keyOf(row))) different.set(keyOf(row), row);
  const ids = await ask([...different.values()]);
  const idOf = new Map([...different.keys()].map((key, i) => [key, ids[i]!]));
  return rows.map((row) => idOf.get(keyOf(row))!);
}
