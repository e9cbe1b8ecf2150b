import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { brandSaved } from './catalog.events.js';
import { Brand } from './brand.entity.js';

export type NewBrand = Pick<Brand, 'name'>;
export type BrandChanges = Partial<Pick<Brand, 'name'>>;

@Injectable()
export class BrandsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewBrand): Promise<Id> {
    const id = newId();
    await tx.insert(Brand, { ...input, id, version: 1 });
    await this.outbox.publish(tx, actor, brandSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: BrandChanges): Promise<void> {
    const entry = await lockRoot(tx, Brand, id, version);
    await saveRoot(tx, Brand, Object.assign(entry, changes));
    await this.outbox.publish(tx, actor, brandSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }
}
