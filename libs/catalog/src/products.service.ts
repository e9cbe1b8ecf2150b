import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { badSerialPattern } from './catalog.errors.js';
import { productSaved } from './catalog.events.js';
import { Product } from './product.entity.js';
import { isSerialPattern } from './serial-pattern.js';

export type NewProduct = Omit<Product, 'id' | 'version'>;
export type ProductChanges = Partial<Pick<Product, 'groupId' | 'name' | 'serialPattern'>>;

@Injectable()
export class ProductsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewProduct): Promise<Id> {
    assertSerialPattern(input.serialPattern);
    const id = newId();
    await tx.insert(Product, { ...input, id, version: 1 });
    await this.outbox.publish(tx, actor, productSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ProductChanges): Promise<void> {
    assertSerialPattern(changes.serialPattern ?? null);
    const product = await lockRoot(tx, Product, id, version);
    await saveRoot(tx, Product, Object.assign(product, changes));
    await this.outbox.publish(tx, actor, productSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }
}

function assertSerialPattern(pattern: string | null): void {
  if (pattern !== null && !isSerialPattern(pattern)) throw badSerialPattern();
}
