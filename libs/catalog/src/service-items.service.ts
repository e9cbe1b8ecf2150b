import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { serviceItemSaved } from './catalog.events.js';
import { ServiceItem } from './service-item.entity.js';

export type NewServiceItem = Omit<ServiceItem, 'id' | 'version' | 'retiredOn'>;
export type ServiceItemChanges = Partial<Omit<ServiceItem, 'id' | 'version' | 'code'>>;

@Injectable()
export class ServiceItemsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewServiceItem): Promise<Id> {
    const id = newId();
    await tx.insert(ServiceItem, { ...input, id, retiredOn: null, version: 1 });
    await this.outbox.publish(tx, actor, serviceItemSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ServiceItemChanges): Promise<void> {
    const entry = await lockRoot(tx, ServiceItem, id, version);
    await saveRoot(tx, ServiceItem, Object.assign(entry, changes));
    await this.outbox.publish(tx, actor, serviceItemSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }
}
