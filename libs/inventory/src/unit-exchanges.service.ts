import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, assertWorksIn, execute, Outbox, statement, type Tx } from '@aftercare/platform';
import { noBranchLocation, noQuarantineLocation, noUnitItem } from './inventory.errors.js';
import { unitExchanged } from './inventory.events.js';
import type { LocationKind } from './stock-location.entity.js';
import { Stock } from './stock.js';

/** A unit of one product leaves the store of a centre, the one it replaces comes in. */
export interface UnitExchange {
  readonly centerId: Id;
  readonly orderId: Id | null;
  readonly productOut: Id;
  readonly productIn: Id;
  /** Where the one that came in is kept; a centre without such a place keeps it in quarantine. */
  readonly keepIn: Extract<LocationKind, 'quarantine' | 'vendor' | 'defective'>;
}

const placesOf = statement(
  'inventory.exchange-places',
  `SELECT (SELECT id FROM stock_location WHERE center_id = $1 AND kind = 'branch') AS branch,
          (SELECT id FROM stock_location WHERE center_id = $1 AND kind IN ($4, 'quarantine')
            ORDER BY kind = $4 DESC, code LIMIT 1) AS kept,
          (SELECT id FROM part WHERE unit_of_id = $2) AS "itemOut", (SELECT id FROM part WHERE unit_of_id = $3) AS "itemIn"`,
);

/** I13. Whole units in stock: a product may have one stock item that is the unit itself. */
@Injectable()
export class UnitExchangesService {
  constructor(
    private readonly stock: Stock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Takes a free unit from the branch location at its moving average, puts the one that came back where it is kept at
   * zero value, and gives what the unit cost. 409 `inventory.insufficient-stock`, `inventory.no-unit-item`,
   * `inventory.no-branch-location` or `inventory.no-quarantine-location`.
   */
  async exchange(
    tx: Tx,
    actor: Actor,
    { centerId, orderId, productOut, productIn, keepIn }: UnitExchange,
  ): Promise<number> {
    assertWorksIn(actor, centerId);
    const [found] = await execute<Record<'branch' | 'kept' | 'itemOut' | 'itemIn', Id | null>>(tx, placesOf, [
      centerId,
      productOut,
      productIn,
      keepIn,
    ]);
    if (!found?.branch) throw noBranchLocation();
    if (!found.kept) throw noQuarantineLocation();
    if (!found.itemOut || !found.itemIn) throw noUnitItem({ productId: found.itemOut ? productIn : productOut });
    const shelf = { locationId: found.branch, partId: found.itemOut };
    const kept = { locationId: found.kept, partId: found.itemIn };
    const id = newId();
    const paper = { documentType: 'exchange', documentId: id, ...(orderId === null ? {} : { orderId }) } as const;
    await this.stock.lock(tx, [shelf, kept]);
    const cost = await this.stock.takeFree(tx, actor, shelf, 1, { kind: 'issue', ...paper });
    await this.stock.put(tx, actor, kept, 1, 0, { kind: 'return', ...paper });
    await this.outbox.publish(tx, actor, unitExchanged({ id, centerId }, { orderId, out: shelf, in: kept, cost }));
    return cost;
  }
}
