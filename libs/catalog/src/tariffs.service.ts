import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { tariffSaved } from './catalog.events.js';
import { Tariff } from './tariff.entity.js';

export type NewTariff = Omit<Tariff, 'id' | 'version'>;
export type TariffChanges = Partial<Pick<Tariff, 'validUntil' | 'price' | 'minutes'>>;

const endOpen = statement(
  'catalog.end-open-tariff',
  `UPDATE tariff SET valid_until = $6, version = version + 1
    WHERE coalesce(part_id, service_item_id) = coalesce($1::uuid, $2) AND product_id IS NOT DISTINCT FROM $3
      AND group_id IS NOT DISTINCT FROM $4 AND grade IS NOT DISTINCT FROM $5
      AND valid_until IS NULL AND valid_from < $6
   RETURNING id`,
);

@Injectable()
export class TariffsService {
  constructor(private readonly outbox: Outbox) {}

  /** C9. The one for the same that had no end yet ends where this one begins. Refuses any other overlap. */
  async create(tx: Tx, actor: Actor, input: NewTariff): Promise<Id> {
    const { partId, serviceItemId, productId, groupId, grade, validFrom } = input;
    const ended = await execute<{ id: Id }>(tx, endOpen, [partId, serviceItemId, productId, groupId, grade, validFrom]);
    for (const { id } of ended) await this.tell(tx, actor, id, 'changed', { validUntil: validFrom });
    const id = newId();
    await tx.insert(Tariff, { ...input, id, version: 1 });
    await this.tell(tx, actor, id, 'created', input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: TariffChanges): Promise<void> {
    const tariff = await lockRoot(tx, Tariff, id, version);
    await saveRoot(tx, Tariff, Object.assign(tariff, changes));
    await this.tell(tx, actor, id, 'changed', changes);
  }

  private tell(
    tx: Tx,
    actor: Actor,
    id: Id,
    change: 'created' | 'changed',
    details: Partial<NewTariff> & { validUntil?: CivilDate | null },
  ): Promise<void> {
    return this.outbox.publish(tx, actor, tariffSaved({ id, centerId: null }, { change }), details);
  }
}
