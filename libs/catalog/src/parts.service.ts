import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { partSaved } from './catalog.events.js';
import { Part } from './part.entity.js';

export type NewPart = Omit<Part, 'id' | 'version' | 'retiredOn' | 'unitOfId'> & Partial<Pick<Part, 'unitOfId'>>;
export type PartChanges = Partial<Omit<Part, 'id' | 'version' | 'sku'>>;

@Injectable()
export class PartsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewPart): Promise<Id> {
    const id = newId();
    await tx.insert(Part, { unitOfId: null, ...input, id, retiredOn: null, version: 1 });
    await this.outbox.publish(tx, actor, partSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: PartChanges): Promise<void> {
    const entry = await lockRoot(tx, Part, id, version);
    await saveRoot(tx, Part, Object.assign(entry, changes));
    await this.outbox.publish(tx, actor, partSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }
}
