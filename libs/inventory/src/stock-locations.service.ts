import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, assertWorksIn, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { stockLocationSaved } from './inventory.events.js';
import { StockLocation } from './stock-location.entity.js';

export type NewStockLocation = Pick<StockLocation, 'centerId' | 'code' | 'name' | 'kind'>;
export type StockLocationChanges = Partial<Pick<StockLocation, 'name'>>;

/** Places where stock lies. A second branch location of a centre is refused with inventory.location-exists. */
@Injectable()
export class StockLocationsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewStockLocation): Promise<Id> {
    assertWorksIn(actor, input.centerId);
    const id = newId();
    await tx.insert(StockLocation, { ...input, id, version: 1 });
    const fact = stockLocationSaved({ id, centerId: input.centerId }, { change: 'created' });
    await this.outbox.publish(tx, actor, fact, input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: StockLocationChanges): Promise<void> {
    const location = await lockRoot(tx, StockLocation, id, version);
    assertWorksIn(actor, location.centerId);
    await saveRoot(tx, StockLocation, Object.assign(location, changes));
    const fact = stockLocationSaved({ id, centerId: location.centerId }, { change: 'changed' });
    await this.outbox.publish(tx, actor, fact, changes);
  }
}
