import { Injectable } from '@nestjs/common';
import { BlocksService, productOfKey, SerialFeedService } from '@aftercare/devices';
import type { Id } from '@aftercare/kernel';
import { type Actor, Database, refusalOf, type Tx } from '@aftercare/platform';
import { type FeedKind, FeedLog, FeedLogQueries, SalesDocumentsService, type ToldRow } from '@aftercare/warranty';
import type { PutBlockDto, PutSalesDeliveryDto, PutSalesReturnDto, PutUnitDto, RefusalDto } from './feeds.dto.js';

/** What is told of each kind, under one key of the outside system. */
export type Told =
  | { readonly kind: 'units'; readonly key: string; readonly told: PutUnitDto }
  | { readonly kind: 'sales-deliveries'; readonly key: string; readonly told: PutSalesDeliveryDto }
  | { readonly kind: 'sales-returns'; readonly key: string; readonly told: PutSalesReturnDto }
  | { readonly kind: 'device-blocks'; readonly key: string; readonly told: PutBlockDto };

/** Hands what outside systems tell to its service, and keeps in the log what came of it. */
@Injectable()
export class FeedIntake {
  constructor(
    private readonly db: Database,
    private readonly units: SerialFeedService,
    private readonly blocks: BlocksService,
    private readonly sales: SalesDocumentsService,
    private readonly log: FeedLog,
    private readonly logged: FeedLogQueries,
  ) {}

  /** Takes one row whole, or throws why not; it is logged either way. */
  async takeOne(actor: Actor, source: string, row: Told): Promise<void> {
    const { kind, key, told } = row;
    try {
      await this.db.transaction(async (tx) => {
        await this.put(tx, actor, source, row);
        await this.log.record(tx, actor, { source, kind }, [{ key, told, problem: null }]);
      });
    } catch (error) {
      const problem = refusalOf(error);
      if (problem) await this.keep(actor, source, kind, [{ key, told, problem }]);
      throw error;
    }
  }

  /** Takes many, each alone; `at` is where they stand in the request, `view` what is answered for one that is taken. */
  async takeMany<T>(
    actor: Actor,
    source: string,
    rows: readonly Told[],
    at: string,
    view: (key: string) => Promise<T>,
  ): Promise<{ key: string; taken: T | null; problem: RefusalDto | null }[]> {
    const results = [];
    const told: ToldRow[] = [];
    for (const [index, row] of rows.entries()) {
      const problem = await this.refusalOf(actor, source, row);
      told.push({ key: row.key, told: row.told, problem });
      const taken = problem ? null : await view(row.key);
      results.push({ key: row.key, taken, problem: problem && within(`${at}/${index}`, problem) });
    }
    const [first] = rows;
    if (first) await this.keep(actor, source, first.kind, told);
    return results;
  }

  /** What was refused once more, as it was told. Null when it is taken now. */
  async retry(actor: Actor, refusalId: Id): Promise<RefusalDto | null> {
    const { source, ...row } = await this.logged.told(actor, refusalId);
    const told = row as Told;
    const problem = await this.refusalOf(actor, source, told);
    await this.keep(actor, source, told.kind, [{ key: told.key, told: told.told, problem }]);
    return problem;
  }

  private async refusalOf(actor: Actor, source: string, row: Told): Promise<RefusalDto | null> {
    try {
      await this.db.transaction((tx) => this.put(tx, actor, source, row));
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      const { code, title, errors } = refusal;
      return { code, title, errors };
    }
  }

  private keep(actor: Actor, source: string, kind: FeedKind, rows: readonly ToldRow[]): Promise<void> {
    return this.db.transaction((tx) => this.log.record(tx, actor, { source, kind }, rows));
  }

  private async put(tx: Tx, actor: Actor, source: string, row: Told): Promise<void> {
    switch (row.kind) {
      case 'units': {
        const { madeOn, shippedOn, ...unit } = row.told;
        return this.units.put(tx, actor, { source, key: row.key, ...unit, facts: { madeOn, shippedOn } });
      }
      case 'sales-deliveries': {
        const { soldOn, deliveredOn = null, buyer = null, lines } = row.told;
        return this.sales.putDelivery(tx, actor, { source, documentNo: row.key, soldOn, deliveredOn, buyer, lines });
      }
      case 'sales-returns':
        return this.sales.putReturn(tx, actor, { source, documentNo: row.key, ...row.told });
      case 'device-blocks': {
        const { product, serial = null, imei = null, until = null, note = null, ...entry } = row.told;
        const { brandId = null, productId = null } = product ? await productOfKey(tx, product) : {};
        const unit = { ...entry, serial, imei, until, note, brandId, productId };
        await this.blocks.put(tx, actor, { ...unit, source, reference: row.key });
      }
    }
  }
}

/** A refusal with pointers into the whole request. */
function within(at: string, { code, title, errors }: RefusalDto): RefusalDto {
  const faults = errors.map((fault) => ({ ...fault, pointer: at + fault.pointer }));
  return { code, title, errors: faults.length > 0 ? faults : [{ pointer: at, code, detail: title }] };
}
