import { DevicesService, DocumentedUnitsService, OwnershipService, type ProductKey } from '@aftercare/devices';
import { type CivilDate, type Id, normalizeSerial } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { getUnit, lockCard } from './card-look-ups.js';
import { PoliciesService } from './policies.service.js';
import { RegistrationsService } from './registrations.service.js';
import { WarrantyCard, WarrantyCardBatch } from './warranty-card.entity.js';
import { WarrantyPolicyVersion } from './warranty-policy-version.entity.js';
import { cardOfOtherDevice, deviceRegistered, unknownCard } from './warranty.errors.js';
import { cardSold, cardTakenBack } from './warranty.events.js';

/** One unit as a sales document names it. */
export interface UnitSale {
  readonly product: ProductKey;
  readonly serial?: string | null;
  readonly imei?: string | null;
  readonly imei2?: string | null;
  /** The printed card that went with it. */
  readonly cardNo?: string;
  readonly soldOn: CivilDate;
  readonly deliveredOn: CivilDate | null;
}

/** What a sale made of a unit: under guarantee, or with a card that waits for its holder, or neither. */
export interface SoldUnit {
  readonly deviceId: Id;
  readonly cardId: Id | null;
  readonly registrationId: Id | null;
}

const standingOf = statement(
  'warranty.standing-registration',
  `SELECT r.id, r.card_no AS "cardNo", r.sold_on AS "soldOn", r.delivered_on AS "deliveredOn", c.id AS "cardId"
     FROM warranty_registration r LEFT JOIN warranty_card c ON c.registration_id = r.id
    WHERE r.device_id = $1 AND r.state IN ('raw', 'sold', 'active', 'suspended')`,
);

const ownerOf = statement(
  'warranty.owner-of-unit',
  'SELECT customer_id AS id FROM device_ownership WHERE device_id = $1 AND owned_to IS NULL',
);

interface Standing {
  readonly id: Id;
  readonly cardNo: string;
  readonly cardId: Id | null;
  readonly soldOn: CivilDate | null;
  readonly deliveredOn: CivilDate | null;
}

/** What the sale of a unit, and its return, do to the unit, its card and its guarantee. */
@Injectable()
export class UnitSales {
  constructor(
    private readonly units: DocumentedUnitsService,
    private readonly devices: DevicesService,
    private readonly ownership: OwnershipService,
    private readonly policies: PoliciesService,
    private readonly registrations: RegistrationsService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * S2, S3. The unit is proven, dated and under the guarantee of its card, else of the policy for its product on that
   * day. A card whose cover its activation starts waits for that instead. Told again it puts the dates right. Without a
   * document the unit keeps the one it has.
   */
  async sell(tx: Tx, actor: Actor, documentNo: string | null, sale: UnitSale): Promise<SoldUnit> {
    const { product, serial, imei, imei2, cardNo, soldOn, deliveredOn } = sale;
    const facts = { soldOn, deliveredOn, ...(documentNo !== null && { saleDocumentNo: documentNo }) };
    const deviceId = await this.units.record(tx, actor, { product, serial, imei, imei2, facts });
    const start = { soldOn, deliveredOn };
    const [standing] = await execute<Standing>(tx, standingOf, [deviceId]);
    if (standing) {
      if (cardNo !== undefined && normalizeSerial(cardNo) !== normalizeSerial(standing.cardNo))
        throw deviceRegistered();
      if (standing.soldOn !== soldOn || standing.deliveredOn !== deliveredOn)
        await this.registrations.correct(tx, actor, standing.id, undefined, { start, reason: 'sales-document' });
      return { deviceId, cardId: standing.cardId, registrationId: standing.id };
    }
    if (cardNo !== undefined) return this.sellWithCard(tx, actor, deviceId, cardNo, start);
    const policy = await this.policies.find(tx, deviceId, soldOn);
    if (!policy) return { deviceId, cardId: null, registrationId: null };
    const made = await this.registrations.registerUnder(tx, actor, policy, { deviceId, start });
    return { deviceId, cardId: null, registrationId: made.id };
  }

  /** S4. As if the unit had not been sold: its guarantee is void, a card that still waited may be sold again. */
  async takeBack(tx: Tx, actor: Actor, { deviceId, cardId }: SoldUnit, reason: string): Promise<void> {
    await this.devices.correctFacts(tx, actor, deviceId, undefined, {
      soldOn: null,
      deliveredOn: null,
      saleDocumentNo: null,
    });
    const [standing] = await execute<Standing>(tx, standingOf, [deviceId]);
    if (standing) await this.registrations.void(tx, actor, standing.id, undefined, reason);
    if (cardId === null || cardId === standing?.cardId) return;
    const card = await lockRoot(tx, WarrantyCard, cardId);
    if (card.registrationId !== null || card.soldOn === null) return;
    card.takeBack();
    await saveRoot(tx, WarrantyCard, card);
    await this.outbox.publish(tx, actor, cardTakenBack({ id: card.id, centerId: null }, { cardNo: card.cardNo }));
  }

  /** S5. The buyer owns what is nobody's, or what an earlier word of the same document gave to somebody else. */
  async giveTo(
    tx: Tx,
    actor: Actor,
    deviceId: Id,
    buyer: { readonly customerId: Id; readonly before: Id | null },
    on: CivilDate,
  ): Promise<void> {
    const [owner] = await execute<{ id: Id }>(tx, ownerOf, [deviceId]);
    if (!owner || owner.id === buyer.before) await this.ownership.transfer(tx, actor, deviceId, buyer.customerId, on);
  }

  private async sellWithCard(
    tx: Tx,
    actor: Actor,
    deviceId: Id,
    cardNo: string,
    start: { readonly soldOn: CivilDate; readonly deliveredOn: CivilDate | null },
  ): Promise<SoldUnit> {
    const card = await lockCard(tx, cardNo);
    if (!card) throw unknownCard();
    const batch = await tx.findOneByOrFail(WarrantyCardBatch, { id: card.batchId });
    const unit = await getUnit(tx, deviceId);
    if (batch.productId !== null && batch.productId !== unit.productId) throw cardOfOtherDevice();
    if (card.serial !== null && normalizeSerial(card.serial) !== normalizeSerial(unit.serial ?? ''))
      throw cardOfOtherDevice();
    card.sell(start.soldOn, deviceId);
    const { id: policyVersionId, terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, {
      id: batch.policyVersionId,
    });
    const waits = terms.startBasis === 'activation';
    if (!waits) {
      const dated = { ...start, cardIssuedOn: batch.issuedOn };
      const policy = { policyVersionId, terms };
      const { cardNo: number } = card;
      const made = await this.registrations.registerUnder(tx, actor, policy, {
        deviceId,
        cardNo: number,
        start: dated,
      });
      Object.assign(card, { registrationId: made.id, state: made.state });
    }
    await saveRoot(tx, WarrantyCard, card);
    const fact = { cardNo: card.cardNo, deviceId, soldOn: start.soldOn };
    await this.outbox.publish(tx, actor, cardSold({ id: card.id, centerId: null }, fact));
    return { deviceId, cardId: card.id, registrationId: card.registrationId };
  }
}
