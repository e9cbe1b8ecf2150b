import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { assertNetworkWide } from './network-wide.js';
import { specialtySaved } from './organization.events.js';
import { Specialty } from './specialty.entity.js';

export type NewSpecialty = Pick<Specialty, 'code' | 'name'>;

/** O2. */
@Injectable()
export class SpecialtiesService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewSpecialty): Promise<Id> {
    assertNetworkWide(actor);
    const id = newId();
    await tx.insert(Specialty, { ...input, id, version: 1 });
    await this.outbox.publish(tx, actor, specialtySaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async rename(tx: Tx, actor: Actor, id: Id, version: number, name: Specialty['name']): Promise<void> {
    assertNetworkWide(actor);
    const entry = await lockRoot(tx, Specialty, id, version);
    await saveRoot(tx, Specialty, Object.assign(entry, { name }));
    await this.outbox.publish(tx, actor, specialtySaved({ id, centerId: null }, { change: 'changed' }), { name });
  }
}
