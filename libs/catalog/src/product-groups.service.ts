import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { productGroupCycle } from './catalog.errors.js';
import { productGroupSaved } from './catalog.events.js';
import { ProductGroup } from './product-group.entity.js';

export type NewProductGroup = Pick<ProductGroup, 'parentId' | 'code' | 'name'> &
  Partial<Pick<ProductGroup, 'strictCodes'>>;
export type ProductGroupChanges = Partial<Pick<ProductGroup, 'parentId' | 'name' | 'strictCodes'>>;

const isBelow = statement(
  'catalog.group-is-below',
  `WITH RECURSIVE above AS (
     SELECT id, parent_id FROM product_group WHERE id = $1
     UNION SELECT g.id, g.parent_id FROM product_group g JOIN above ON g.id = above.parent_id
   )
   SELECT 1 AS found FROM above WHERE id = $2`,
);

@Injectable()
export class ProductGroupsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewProductGroup): Promise<Id> {
    const id = newId();
    await tx.insert(ProductGroup, { strictCodes: false, ...input, id, version: 1 });
    await this.outbox.publish(tx, actor, productGroupSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ProductGroupChanges): Promise<void> {
    const group = await lockRoot(tx, ProductGroup, id, version);
    if (changes.parentId) {
      // C2. Two moves at once could each look fine and close a circle together: one table lock, moves are rare.
      await tx.query('LOCK TABLE product_group IN SHARE ROW EXCLUSIVE MODE');
      if ((await execute(tx, isBelow, [changes.parentId, id])).length > 0) throw productGroupCycle();
    }
    await saveRoot(tx, ProductGroup, Object.assign(group, changes));
    await this.outbox.publish(tx, actor, productGroupSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }
}
