import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { codeSaved } from './catalog.events.js';
import { ServiceCode } from './service-code.entity.js';

export type NewServiceCode = Pick<ServiceCode, 'kind' | 'code' | 'name'>;
export type ServiceCodeChanges = Partial<Pick<ServiceCode, 'name' | 'retiredOn'>>;

@Injectable()
export class CodesService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewServiceCode): Promise<Id> {
    const id = newId();
    await tx.insert(ServiceCode, { ...input, id, retiredOn: null, version: 1 });
    await this.outbox.publish(tx, actor, codeSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ServiceCodeChanges): Promise<void> {
    const entry = await lockRoot(tx, ServiceCode, id, version);
    await saveRoot(tx, ServiceCode, Object.assign(entry, changes));
    await this.outbox.publish(tx, actor, codeSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }
}
