import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { badStructure } from './catalog.errors.js';
import { partSaved, productSaved } from './catalog.events.js';
import { Part } from './part.entity.js';
import { Product } from './product.entity.js';

/** One place of a product as designed. `groupId` is the component group by which a guarantee names its own cover. */
export interface ProductComponent {
  readonly slot: string;
  readonly parentSlot: string | null;
  readonly groupId: Id | null;
  /** What sits there as it leaves the factory. */
  readonly partId: Id | null;
  readonly quantity: number;
  readonly serialised: boolean;
}

/** What may go in for a part, the best first. */
export interface Substitute {
  readonly partId: Id;
  readonly note: string | null;
}

const clearStructure = statement('catalog.clear-structure', 'DELETE FROM product_component WHERE product_id = $1');
const insertStructure = statement(
  'catalog.insert-structure',
  `INSERT INTO product_component (id, product_id, slot, parent_slot, group_id, part_id, quantity, serialised, position)
   SELECT c.id, $1, c.slot, c."parentSlot", c."groupId", c."partId", c.quantity, c.serialised, c.position
     FROM jsonb_to_recordset($2) AS c(id uuid, slot text, "parentSlot" text, "groupId" uuid, "partId" uuid, quantity int,
                                      serialised boolean, position smallint)`,
);
const clearFits = statement('catalog.clear-fits', 'DELETE FROM part_fit WHERE part_id = $1');
const insertFits = statement(
  'catalog.insert-fits',
  'INSERT INTO part_fit (part_id, product_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
);
const clearSubstitutes = statement('catalog.clear-substitutes', 'DELETE FROM part_substitute WHERE part_id = $1');
const insertSubstitutes = statement(
  'catalog.insert-substitutes',
  `INSERT INTO part_substitute (part_id, substitute_id, rank, note)
   SELECT $1, s."partId", s.rank, s.note FROM jsonb_to_recordset($2) AS s("partId" uuid, rank smallint, note text)`,
);
const putSubstitute = statement(
  'catalog.put-substitute',
  `INSERT INTO part_substitute (part_id, substitute_id, rank, note) VALUES ($1, $2, $3, $4)
   ON CONFLICT (part_id, substitute_id) DO UPDATE SET rank = excluded.rank, note = excluded.note`,
);

const structureOf = statement(
  'catalog.structure-to-add-to',
  `SELECT slot, parent_slot AS "parentSlot", group_id AS "groupId", part_id AS "partId", quantity, serialised
     FROM product_component WHERE product_id = $1 ORDER BY position`,
);

/** How products are built, which parts fit them, and which parts stand in for others. */
@Injectable()
export class StructureService {
  constructor(private readonly outbox: Outbox) {}

  /** C11. Replaces the structure of a product; raises the product's version. */
  async setStructure(
    tx: Tx,
    actor: Actor,
    productId: Id,
    version: number,
    components: readonly ProductComponent[],
  ): Promise<void> {
    await this.replace(tx, actor, await lockRoot(tx, Product, productId, version), components);
  }

  /** C11. For imports: these places are new or others than they were, the rest of the product stays as it is. */
  async putComponents(tx: Tx, actor: Actor, productId: Id, told: readonly ProductComponent[]): Promise<void> {
    const product = await lockRoot(tx, Product, productId);
    const kept = await execute<ProductComponent>(tx, structureOf, [productId]);
    const places = new Map([...kept, ...told].map((component) => [component.slot, component]));
    await this.replace(tx, actor, product, [...places.values()]);
  }

  private async replace(
    tx: Tx,
    actor: Actor,
    product: Product,
    components: readonly ProductComponent[],
  ): Promise<void> {
    if (!isTree(components)) throw badStructure();
    await execute(tx, clearStructure, [product.id]);
    const rows = components.map((component, position) => ({ ...component, id: newId(), position }));
    await execute(tx, insertStructure, [product.id, JSON.stringify(rows)]);
    await saveRoot(tx, Product, product);
    await this.tellProduct(tx, actor, product.id, { components });
  }

  /** C12. Replaces what a part fits and what may go in for it; raises the part's version. */
  async setRelations(
    tx: Tx,
    actor: Actor,
    partId: Id,
    version: number,
    { productIds, substitutes }: { readonly productIds: readonly Id[]; readonly substitutes: readonly Substitute[] },
  ): Promise<void> {
    const part = await lockRoot(tx, Part, partId, version);
    await execute(tx, clearFits, [partId]);
    await execute(tx, insertFits, [partId, productIds]);
    await execute(tx, clearSubstitutes, [partId]);
    const rows = substitutes.map((substitute, rank) => ({ ...substitute, rank: rank + 1 }));
    await execute(tx, insertSubstitutes, [partId, JSON.stringify(rows)]);
    await saveRoot(tx, Part, part);
    await this.tellPart(tx, actor, partId, { productIds, substitutes });
  }

  /** C12. For imports, row by row: a part fits one more product. */
  async addFit(tx: Tx, actor: Actor, partId: Id, productId: Id): Promise<void> {
    const part = await lockRoot(tx, Part, partId);
    await execute(tx, insertFits, [partId, [productId]]);
    await saveRoot(tx, Part, part);
    await this.tellPart(tx, actor, partId, { fits: productId });
  }

  /** C12. For imports, row by row: another part may go in for one, or its rank and note are others. */
  async putSubstitute(
    tx: Tx,
    actor: Actor,
    partId: Id,
    substitute: Substitute & { readonly rank: number },
  ): Promise<void> {
    const part = await lockRoot(tx, Part, partId);
    await execute(tx, putSubstitute, [partId, substitute.partId, substitute.rank, substitute.note]);
    await saveRoot(tx, Part, part);
    await this.tellPart(tx, actor, partId, { substitute });
  }

  private tellProduct(tx: Tx, actor: Actor, id: Id, details: object): Promise<void> {
    return this.outbox.publish(tx, actor, productSaved({ id, centerId: null }, { change: 'changed' }), details);
  }

  private tellPart(tx: Tx, actor: Actor, id: Id, details: object): Promise<void> {
    return this.outbox.publish(tx, actor, partSaved({ id, centerId: null }, { change: 'changed' }), details);
  }
}

/** C11. Every place but the topmost lies below another one that is there, none below itself, none twice. */
export function isTree(components: readonly Pick<ProductComponent, 'slot' | 'parentSlot'>[]): boolean {
  const parents = new Map(components.map(({ slot, parentSlot }) => [slot, parentSlot]));
  if (parents.size !== components.length) return false;
  return components.every(({ slot }) => {
    const above = new Set<string>();
    for (let at: string | null = slot; at !== null; at = parents.get(at) ?? null) {
      if (!parents.has(at) || above.has(at)) return false;
      above.add(at);
    }
    return true;
  });
}
