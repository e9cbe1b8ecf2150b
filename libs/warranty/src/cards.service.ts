import { deviceBlocked, DevicesService, OwnershipService, type Provenance, unknownProduct } from '@aftercare/devices';
import { type CivilDate, civilDateIn, Clock, type Id, newId, normalizeSerial, parseMobile } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  execute,
  type FieldFault,
  invalidInput,
  lockRoot,
  nextNumber,
  nextNumbers,
  notFound,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { getUnit, lockCard } from './card-look-ups.js';
import { PoliciesService } from './policies.service.js';
import { RegistrationsService } from './registrations.service.js';
import { hashScratchCode, isScratchCode, newScratchCode } from './scratch-code.js';
import { type CardChannel, WarrantyCard, WarrantyCardBatch } from './warranty-card.entity.js';
import { WarrantyPolicyVersion } from './warranty-policy-version.entity.js';
import type { CardMove } from './warranty-status.js';
import { cardCodeRefused, cardNumberTaken, cardOfOtherDevice, cardProductUnknown } from './warranty.errors.js';
import { cardActivated, cardResumed, cardsIssued, cardsPrinted, cardSuspended, cardVoided } from './warranty.events.js';

/** So many cards at once at most. */
export const MAX_BATCH = 1_000;

/** Cards to issue: so many that wait for a device, or one for each of these serial numbers of the product. */
export interface IssueCards {
  readonly policyId: Id;
  readonly productId: Id | null;
  readonly count?: number;
  readonly serials?: readonly string[];
}

/** A card that was printed elsewhere. */
export interface BroughtCard {
  /** As printed. */
  readonly cardNo: string;
  readonly policyId: Id;
  /** Null for a card that is good for any product. */
  readonly productId: Id | null;
  /** Of the unit it is printed for. */
  readonly serial: string | null;
  readonly issuedOn: CivilDate;
}

/** What goes onto the paper; the code is kept nowhere. */
export interface PrintedCard {
  readonly id: Id;
  readonly cardNo: string;
  readonly serial: string | null;
  /** 16 digits. */
  readonly scratchCode: string;
}

/** A card in somebody's hand and the device it came with. */
export interface ActivateCard {
  /** As typed or scanned. */
  readonly cardNo: string;
  /** Needed where the card is printed for no unit. */
  readonly serial?: string;
  /** Needed where the card is for any product and the serial number is not known yet. */
  readonly productId?: Id;
  readonly soldOn?: CivilDate;
  readonly by:
    /** `mobile` of the holder, as typed. */
    | { readonly channel: 'staff'; readonly mobile?: string }
    /** `mobile` in E.164, proven. */
    | { readonly channel: Exclude<CardChannel, 'staff'>; readonly scratchCode: string; readonly mobile: string };
}

/** `endsOn` is the first day without cover; null while its start is not known. */
export interface ActivatedCard {
  readonly cardId: Id;
  readonly cardNo: string;
  readonly deviceId: Id;
  readonly registrationId: Id;
  readonly endsOn: CivilDate | null;
}

@Injectable()
export class CardsService {
  constructor(
    private readonly policies: PoliciesService,
    private readonly registrations: RegistrationsService,
    private readonly devices: DevicesService,
    private readonly ownership: OwnershipService,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** C1. Numbers a batch of cards under the terms that bind now. 409 while nothing of the policy is published. */
  async issue(tx: Tx, actor: Actor, input: IssueCards): Promise<Id> {
    const { policyId, productId, serials } = input;
    assertIssuable(input);
    const { policyVersionId } = await this.policies.getBinding(tx, policyId);
    if (productId !== null && serials) await assertSerialsFree(tx, productId, serials);
    const now = this.clock.now();
    const year = await this.company.yearAt(now, tx);
    const size = serials?.length ?? input.count ?? 0;
    const id = newId();
    const number = await nextNumber(tx, 'WB', year);
    const issuedOn = await this.today(tx);
    const issuedBy = actor.name;
    const batch = {
      id,
      number,
      policyVersionId,
      productId,
      size,
      issuedOn,
      issuedBy,
      printedAt: null,
      broughtIn: false,
      version: 1,
    };
    await tx.insert(WarrantyCardBatch, batch);
    const numbers = await nextNumbers(tx, 'WC', Array<number>(size).fill(year));
    const ids = numbers.map(() => newId());
    await execute(tx, insertCards, [id, ids, numbers, serials ?? numbers.map(() => null)]);
    await this.outbox.publish(tx, actor, cardsIssued({ id, centerId: null }, { number, size }), {
      policyVersionId,
      productId,
    });
    return id;
  }

  /**
   * C6. Takes over a card that was printed elsewhere, under the terms that bind now. Cards of one promise, product and day
   * lie in batches together. 409 when the number is taken.
   */
  async bringIn(tx: Tx, actor: Actor, { cardNo, policyId, productId, serial, issuedOn }: BroughtCard): Promise<Id> {
    if ((await execute(tx, registeredNumber, [cardNo])).length > 0) throw cardNumberTaken();
    const { policyVersionId } = await this.policies.getBinding(tx, policyId);
    if (serial !== null) {
      if (productId === null || normalizeSerial(serial) === '') throw invalidSerial();
      await assertSerialsFree(tx, productId, [serial]);
    }
    const promise = [policyVersionId, productId, issuedOn];
    const [open] = await execute<{ id: Id; number: string }>(tx, growBatch, [...promise, MAX_BATCH]);
    const batchId = open?.id ?? newId();
    const number = open?.number ?? (await nextNumber(tx, 'WB', await this.company.yearAt(this.clock.now(), tx)));
    const id = newId();
    if (!open) await execute(tx, openBatch, [batchId, number, ...promise, actor.name]);
    await execute(tx, insertCards, [batchId, [id], [cardNo], [serial]]);
    await this.outbox.publish(tx, actor, cardsIssued({ id: batchId, centerId: null }, { number, size: 1 }), {
      policyVersionId,
      productId,
      cardNo,
    });
    return id;
  }

  /**
   * C2. Makes a scratch code for each card of a batch that nobody activated yet, and gives them out: this is the only
   * time. Printing again makes others, and those printed before open nothing any more.
   */
  async print(tx: Tx, actor: Actor, batchId: Id, expected: number): Promise<PrintedCard[]> {
    const batch = await lockRoot(tx, WarrantyCardBatch, batchId, expected);
    const cards = await execute<{ id: Id; cardNo: string; serial: string | null }>(tx, lockPrintable, [batchId]);
    const printed = cards.map((card) => ({ ...card, scratchCode: newScratchCode() }));
    const hashes = printed.map(({ id, scratchCode }) => hashScratchCode(id, scratchCode));
    await execute(tx, keepHashes, [printed.map(({ id }) => id), hashes]);
    const again = batch.printedAt !== null;
    await saveRoot(tx, WarrantyCardBatch, Object.assign(batch, { printedAt: this.clock.now() }));
    const fact = { number: batch.number, size: printed.length, again };
    await this.outbox.publish(tx, actor, cardsPrinted({ id: batchId, centerId: null }, fact));
    return printed;
  }

  /**
   * C3, C4. Makes the registration of the device by the terms of the card, or completes the one a sale began. Of two at
   * once one wins. 404 for an unknown card to staff; anybody else learns only that number and code do not go together.
   */
  async activate(tx: Tx, actor: Actor, input: ActivateCard): Promise<ActivatedCard> {
    const { by } = input;
    const card = await lockCard(tx, input.cardNo);
    if (by.channel !== 'staff') assertTheirs(card, by.scratchCode);
    if (!card) throw notFound();
    card.assertCan('activate');
    const batch = await tx.findOneByOrFail(WarrantyCardBatch, { id: card.batchId });
    const today = await this.today(tx);
    const mobile = mobileOf(input);
    const deviceId = await this.deviceOf(tx, actor, { card, batch, input, mobile, today });
    const start = { cardIssuedOn: batch.issuedOn, activatedOn: today, ...soldOn(input.soldOn ?? card.soldOn) };

    Object.assign(card, { activatedAt: this.clock.now(), activatedBy: by.channel, holderMobile: mobile });
    const { cardNo } = card;
    let endsOn: CivilDate | null;
    let registrationId = card.registrationId;
    if (registrationId === null) {
      const { id: policyVersionId, terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, {
        id: batch.policyVersionId,
      });
      const policy = { policyVersionId, terms };
      const made = await this.registrations.registerUnder(tx, actor, policy, { deviceId, cardNo, start });
      ({ id: registrationId, endsOn } = made);
      Object.assign(card, { registrationId, state: made.state });
      await saveRoot(tx, WarrantyCard, card);
    } else {
      await saveRoot(tx, WarrantyCard, card); // before the registration, whose state it follows
      const told = { start: { activatedOn: today }, reason: 'activated' };
      ({ endsOn } = await this.registrations.correct(tx, actor, registrationId, undefined, told));
    }
    const fact = { cardNo, deviceId, registrationId, channel: by.channel };
    await this.outbox.publish(tx, actor, cardActivated({ id: card.id, centerId: null }, fact));
    return { cardId: card.id, cardNo, deviceId, registrationId, endsOn };
  }

  /** C4. Refuses, as `activate` would, a number and a code that do not go together, and a card that waits for nobody. */
  async assertActivatable(tx: Tx, cardNo: string, scratchCode: string): Promise<void> {
    const card = await lockCard(tx, cardNo);
    assertTheirs(card, scratchCode);
    card.assertCan('activate');
  }

  /** C5. Holds a card back, lets it go on, or ends it for good; with a registration it is done to that. */
  async move(tx: Tx, actor: Actor, id: Id, expected: number, act: CardMove, reason: string): Promise<void> {
    const card = await lockRoot(tx, WarrantyCard, id, expected);
    card.assertCan(act);
    const { registrationId } = card;
    if (registrationId !== null) {
      if (act === 'void') return this.registrations.void(tx, actor, registrationId, undefined, reason);
      return this.registrations[act](tx, actor, registrationId, reason);
    }
    card.move(act, reason);
    await saveRoot(tx, WarrantyCard, card);
    await this.outbox.publish(tx, actor, MOVED[act]({ id, centerId: null }, { cardNo: card.cardNo }), { reason });
  }

  /** C4. The unit the card is for: known already, or registered now. */
  private async deviceOf(tx: Tx, actor: Actor, { card, batch, input, mobile, today }: Activation): Promise<Id> {
    const sold = card.deviceId === null ? null : await getUnit(tx, card.deviceId);
    const serial = input.serial ?? card.serial ?? sold?.serial ?? null;
    if (serial === null) throw missing('/serial');
    if (card.serial !== null && normalizeSerial(card.serial) !== normalizeSerial(serial)) throw cardOfOtherDevice();
    if (batch.productId !== null && input.productId !== undefined && input.productId !== batch.productId)
      throw cardOfOtherDevice();
    const productId = batch.productId ?? input.productId ?? sold?.productId ?? null;
    const units = await execute<Unit>(tx, unitsOf, [serial, productId]);
    const unit = units.length === 1 ? units[0] : undefined;
    if (!unit) throw productId === null ? unknownUnit(input) : unknownProduct();
    if (unit.deviceId !== null && unit.provenance === 'blocked') throw deviceBlocked({ deviceId: unit.deviceId });
    if (productId !== null && unit.productId !== productId) throw cardOfOtherDevice();
    if (card.deviceId !== null && unit.deviceId !== card.deviceId) throw cardOfOtherDevice();
    if (card.registrationId !== null && unit.deviceId !== (await registeredDevice(tx, card.registrationId)))
      throw cardOfOtherDevice();

    const customerId = mobile === null ? null : await customerOf(tx, mobile);
    if (unit.deviceId === null) {
      const { brandId } = unit;
      const owner = customerId === null ? null : { customerId, ownedFrom: today };
      const made = { brandId, productId: unit.productId, serial, owner, activatedOn: today };
      return this.devices.register(tx, actor, { ...made, ...soldOn(input.soldOn ?? card.soldOn) });
    }
    if (customerId !== null && !unit.owned) await this.ownership.transfer(tx, actor, unit.deviceId, customerId, today);
    return unit.deviceId;
  }

  private async today(tx: Tx): Promise<CivilDate> {
    return civilDateIn(this.clock.now(), (await this.company.current(tx)).timeZone);
  }
}

const MOVED = { suspend: cardSuspended, resume: cardResumed, void: cardVoided } as const satisfies Record<
  CardMove,
  unknown
>;

interface Activation {
  readonly card: WarrantyCard;
  readonly batch: WarrantyCardBatch;
  readonly input: ActivateCard;
  readonly mobile: string | null;
  readonly today: CivilDate;
}

interface Unit {
  readonly deviceId: Id | null;
  readonly productId: Id;
  readonly brandId: Id;
  readonly provenance: Provenance | null;
  readonly owned: boolean;
}

const insertCards = statement(
  'warranty.insert-cards',
  `INSERT INTO warranty_card (id, batch_id, card_no, serial)
   SELECT id, $1, card_no, serial FROM unnest($2::uuid[], $3::text[], $4::text[]) AS t(id, card_no, serial)`,
);
// One that is full, or whose codes were printed, grows no more.
const growBatch = statement(
  'warranty.grow-batch',
  `UPDATE warranty_card_batch SET size = size + 1
    WHERE id = (SELECT id FROM warranty_card_batch
                 WHERE brought_in AND policy_version_id = $1 AND product_id IS NOT DISTINCT FROM $2 AND issued_on = $3
                   AND printed_at IS NULL AND size < $4
                 ORDER BY id DESC LIMIT 1 FOR UPDATE)
   RETURNING id, number`,
);
const openBatch = statement(
  'warranty.open-batch',
  `INSERT INTO warranty_card_batch (id, number, policy_version_id, product_id, issued_on, issued_by, size, brought_in)
   VALUES ($1, $2, $3, $4, $5, $6, 1, true)`,
);
const registeredNumber = statement(
  'warranty.registered-number',
  'SELECT 1 AS found FROM warranty_registration WHERE normalize_serial(card_no) = normalize_serial($1)',
);
const takenSerials = statement(
  'warranty.taken-serials',
  `SELECT n::int FROM unnest($2::text[]) WITH ORDINALITY AS given(serial, n)
    WHERE EXISTS (SELECT FROM warranty_card c JOIN warranty_card_batch b ON b.id = c.batch_id
                   WHERE b.product_id = $1 AND c.state <> 'void'
                     AND normalize_serial(c.serial) = normalize_serial(given.serial))`,
);
const lockPrintable = statement(
  'warranty.lock-printable',
  `SELECT id, card_no AS "cardNo", serial FROM warranty_card
    WHERE batch_id = $1 AND activated_at IS NULL AND state IN ('raw', 'sold', 'active', 'suspended') ORDER BY id FOR UPDATE`,
);
const keepHashes = statement(
  'warranty.keep-hashes',
  `UPDATE warranty_card c SET scratch_hash = t.hash, version = c.version + 1
     FROM unnest($1::uuid[], $2::bytea[]) AS t(id, hash) WHERE c.id = t.id`,
);
// $1 serial, $2 the product, or null where only the unit itself can tell. One row for each unit it may be.
const unitsOf = statement(
  'warranty.units-of-card',
  `SELECT d.id AS "deviceId", coalesce(d.product_id, p.id) AS "productId", p.brand_id AS "brandId", d.provenance,
          EXISTS (SELECT FROM device_ownership o WHERE o.device_id = d.id AND o.owned_to IS NULL) AS owned
     FROM product p LEFT JOIN device d ON d.brand_id = p.brand_id AND d.serial_norm = normalize_serial($1)
    WHERE p.id = $2
    UNION ALL
   SELECT d.id, d.product_id, d.brand_id, d.provenance,
          EXISTS (SELECT FROM device_ownership o WHERE o.device_id = d.id AND o.owned_to IS NULL)
     FROM device d WHERE $2::uuid IS NULL AND d.serial_norm = normalize_serial($1)
    LIMIT 2`,
);
const deviceOfRegistration = statement(
  'warranty.device-of-registration',
  'SELECT device_id AS "deviceId" FROM warranty_registration WHERE id = $1',
);
const customerOfMobile = statement(
  'warranty.customer-of-mobile',
  'SELECT id FROM customer WHERE mobile = $1 ORDER BY id DESC LIMIT 1',
);

/** Whoever knows the code holds the card; of an unknown card nobody learns more than of a wrong code. */
function assertTheirs(card: WarrantyCard | null, typed: string): asserts card is WarrantyCard {
  const isTheirs = isScratchCode(card?.id ?? '', typed, card?.scratchHash ?? null);
  if (!card?.scratchHash || !isTheirs) throw cardCodeRefused();
}

async function registeredDevice(tx: Tx, registrationId: Id): Promise<Id | null> {
  const [row] = await execute<{ deviceId: Id }>(tx, deviceOfRegistration, [registrationId]);
  return row?.deviceId ?? null;
}

/** The customer with this number, the latest where there are several: a device that is nobody's becomes theirs. */
async function customerOf(tx: Tx, mobile: string): Promise<Id | null> {
  const [customer] = await execute<{ id: Id }>(tx, customerOfMobile, [mobile]);
  return customer?.id ?? null;
}

/** E.164. */
function mobileOf({ by }: ActivateCard): string | null {
  if (by.channel !== 'staff') return by.mobile;
  if (by.mobile === undefined) return null;
  const mobile = parseMobile(by.mobile);
  if (mobile === null)
    throw invalidInput({}, [{ pointer: '/mobile', code: 'mobile', detail: 'is not a mobile number' }]);
  return mobile;
}

function assertIssuable({ productId, count, serials }: IssueCards): void {
  const faults: FieldFault[] = [];
  if ((count === undefined) === (serials === undefined))
    faults.push({ pointer: '/count', code: 'conflict', detail: 'tell either how many or for which serial numbers' });
  if (serials && productId === null)
    faults.push({ pointer: '/productId', code: 'required', detail: 'a serial number is one of a product' });
  const keys = (serials ?? []).map(normalizeSerial);
  keys.forEach((key, index) => {
    const pointer = `/serials/${index}`;
    if (key === '') faults.push({ pointer, code: 'serial', detail: 'holds neither letter nor digit' });
    else if (keys.indexOf(key) < index) faults.push({ pointer, code: 'duplicate', detail: 'is named twice' });
  });
  if (faults.length > 0) throw invalidInput({}, faults);
}

async function assertSerialsFree(tx: Tx, productId: Id, serials: readonly string[]): Promise<void> {
  const taken = await execute<{ n: number }>(tx, takenSerials, [productId, serials]);
  if (taken.length === 0) return;
  throw invalidInput(
    {},
    taken.map(({ n }) => ({ pointer: `/serials/${n - 1}`, code: 'duplicate', detail: 'has a card already' })),
  );
}

function invalidSerial(): Error {
  return invalidInput({}, [{ pointer: '/serial', code: 'serial', detail: 'is no serial number of a product' }]);
}

/** Staff can name the product; anybody else is sent to them. */
function unknownUnit({ by }: ActivateCard): Error {
  return by.channel === 'staff' ? missing('/productId') : cardProductUnknown();
}

function missing(pointer: string): Error {
  return invalidInput({}, [{ pointer, code: 'required', detail: 'the card does not tell' }]);
}

function soldOn(day: CivilDate | null): { soldOn?: CivilDate } {
  return day === null ? {} : { soldOn: day };
}
