import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, notFound, Outbox, type Tx, worksIn } from '@aftercare/platform';
import { stockAdjusted } from './inventory.events.js';
import { Shortages } from './shortages.js';
import { StockLocation } from './stock-location.entity.js';
import { Stock } from './stock.js';

/** `quantity` in pieces: positive for found ones, negative for missing or scrapped ones. */
export interface StockAdjustment {
  readonly locationId: Id;
  readonly partId: Id;
  readonly quantity: number;
  readonly reason: string;
}

@Injectable()
export class StockAdjustmentsService {
  constructor(
    private readonly stock: Stock,
    private readonly shortages: Shortages,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Corrects the stock by hand at the moving average (I7) and gives the adjustment's id. Reserved pieces are out of
   * its reach: inventory.insufficient-stock.
   */
  async adjust(tx: Tx, actor: Actor, input: StockAdjustment): Promise<Id> {
    const { locationId, partId, quantity } = input;
    const location = await tx.findOneBy(StockLocation, { id: locationId });
    if (!location || !worksIn(actor, location.centerId)) throw notFound();
    const id = newId();
    const place = { locationId, partId };
    const cause = { kind: 'adjustment', documentType: 'adjustment', documentId: id, reason: input.reason } as const;
    await this.stock.lock(tx, [place]);
    let value: number;
    if (quantity > 0) {
      value = await this.stock.valueFound(tx, place, quantity);
      await this.stock.put(tx, actor, place, quantity, value, cause);
    } else {
      value = -(await this.stock.takeFree(tx, actor, place, -quantity, cause));
    }
    const fact = stockAdjusted({ id, centerId: location.centerId }, { locationId, partId, quantity, value });
    await this.outbox.publish(tx, actor, fact, { reason: input.reason });
    if (quantity > 0) await this.shortages.fill(tx, actor, [place]);
    return id;
  }
}
