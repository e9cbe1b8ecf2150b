import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id, newId } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import {
  type Actor,
  execute,
  type FieldFault,
  invalidInput,
  lockRoot,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import type { SupplierTerms } from '@aftercare/warranty';
import { agreementNotLater, supplierRetired } from './claims.errors.js';
import { supplierSaved } from './claims.events.js';
import { Supplier } from './supplier.entity.js';

export type NewSupplier = Omit<Supplier, 'id' | 'version' | 'retiredOn'>;
export type SupplierChanges = Partial<Omit<Supplier, 'id' | 'version' | 'code'>>;

/** What an agreement is for: one product, one part, or a brand, a product group or both; all null = everything. */
export interface AgreementScope {
  readonly brandId: Id | null;
  readonly productGroupId: Id | null;
  readonly productId: Id | null;
  readonly partId: Id | null;
}

/** A version of an agreement; it speaks for goods whose cover starts on `validFrom` or later. */
export interface NewAgreement extends AgreementScope {
  readonly validFrom: CivilDate;
  readonly terms: SupplierTerms;
}

const latestOfScope = statement(
  'claims.latest-agreement',
  `SELECT number, valid_from AS "validFrom" FROM supplier_agreement
    WHERE supplier_id = $1 AND brand_id IS NOT DISTINCT FROM $2 AND product_group_id IS NOT DISTINCT FROM $3
      AND product_id IS NOT DISTINCT FROM $4 AND part_id IS NOT DISTINCT FROM $5
    ORDER BY number DESC LIMIT 1`,
);
const insertAgreement = statement(
  'claims.insert-agreement',
  `INSERT INTO supplier_agreement (id, supplier_id, brand_id, product_group_id, product_id, part_id, number, valid_from,
                                   terms, recorded_by, recorded_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** Suppliers and what they owe the company; a matter of the whole network. */
@Injectable()
export class SuppliersService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async create(tx: Tx, actor: Actor, input: NewSupplier): Promise<Id> {
    assertNetworkWide(actor);
    const id = newId();
    await tx.insert(Supplier, { ...input, id, retiredOn: null, version: 1 });
    await this.outbox.publish(tx, actor, supplierSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: SupplierChanges): Promise<void> {
    assertNetworkWide(actor);
    const supplier = await lockRoot(tx, Supplier, id, version);
    await saveRoot(tx, Supplier, Object.assign(supplier, changes));
    await this.outbox.publish(tx, actor, supplierSaved({ id, centerId: null }, { change: 'changed' }), changes);
  }

  /** S2. The next version for a scope. Earlier ones stay and go on speaking for what started before. */
  async agree(tx: Tx, actor: Actor, supplierId: Id, version: number, agreement: NewAgreement): Promise<void> {
    assertNetworkWide(actor);
    assertClassesOnce(agreement.terms);
    const supplier = await lockRoot(tx, Supplier, supplierId, version);
    const { retiredOn } = supplier;
    if (retiredOn !== null && agreement.validFrom >= retiredOn) throw supplierRetired({ on: retiredOn });
    const { brandId, productGroupId, productId, partId, validFrom, terms } = agreement;
    const scope = [supplierId, brandId, productGroupId, productId, partId];
    const [latest] = await execute<{ number: number; validFrom: CivilDate }>(tx, latestOfScope, scope);
    if (latest && validFrom <= latest.validFrom) throw agreementNotLater({ latest: latest.validFrom });
    const number = (latest?.number ?? 0) + 1;
    const row = [newId(), ...scope, number, validFrom, JSON.stringify(terms), actor.name, this.clock.now()];
    await execute(tx, insertAgreement, row);
    await saveRoot(tx, Supplier, supplier);
    const fact = supplierSaved({ id: supplierId, centerId: null }, { change: 'agreed' });
    await this.outbox.publish(tx, actor, fact, { ...agreement, number });
  }
}

function assertClassesOnce({ cover }: SupplierTerms): void {
  const faults = cover.flatMap((line, index): FieldFault[] =>
    cover.findIndex((each) => each.class === line.class) < index
      ? [{ pointer: `/terms/cover/${index}/class`, code: 'duplicate', detail: `${line.class} has an earlier entry` }]
      : [],
  );
  if (faults.length > 0) throw invalidInput({}, faults);
}
