import { Injectable } from '@nestjs/common';
import { civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { badGtin, badSerialPattern } from './catalog.errors.js';
import { productSaved } from './catalog.events.js';
import { readGtin } from './gtin.js';
import { Product } from './product.entity.js';
import { isSerialPattern } from './serial-pattern.js';

type ProductMaster = Pick<Product, 'gtin' | 'hasImei' | 'replacementValue' | 'discontinuedOn' | 'supportUntil'>;
export type NewProduct = Pick<Product, 'brandId' | 'groupId' | 'code' | 'name' | 'serialPattern'> &
  Partial<ProductMaster>;
export type ProductChanges = Partial<Pick<Product, 'groupId' | 'name' | 'serialPattern'> & ProductMaster>;

@Injectable()
export class ProductsService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async create(tx: Tx, actor: Actor, input: NewProduct): Promise<Id> {
    const known = await this.checked(tx, input);
    const id = newId();
    await tx.insert(Product, { hasImei: false, ...input, ...known, id, version: 1 });
    await this.outbox.publish(tx, actor, productSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ProductChanges): Promise<void> {
    const product = await lockRoot(tx, Product, id, version);
    const known = await this.checked(tx, changes, product);
    await saveRoot(tx, Product, Object.assign(product, changes, known));
    await this.outbox.publish(tx, actor, productSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }

  /** C3, C7. What is kept in another form than it was given: the digits of the GTIN, and the day a new value was said. */
  private async checked(
    tx: Tx,
    { serialPattern, gtin, replacementValue }: ProductChanges,
    before?: Product,
  ): Promise<Partial<Pick<Product, 'gtin' | 'replacementValueOn'>>> {
    if (serialPattern && !isSerialPattern(serialPattern)) throw badSerialPattern();
    const digits = gtin && readGtin(gtin);
    if (gtin && digits === null) throw badGtin();
    const isNewValue = replacementValue !== undefined && replacementValue !== (before?.replacementValue ?? null);
    const { timeZone } = await this.company.current(tx);
    const saidOn = replacementValue === null ? null : civilDateIn(this.clock.now(), timeZone);
    return { ...(gtin !== undefined && { gtin: digits ?? null }), ...(isNewValue && { replacementValueOn: saidOn }) };
  }
}
