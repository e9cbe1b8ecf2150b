import { Injectable } from '@nestjs/common';
import { choosableCodes, type CodeKind } from '@aftercare/catalog';
import { type CivilDate, civilDateIn, Clock, type Id, inCalendar, newId } from '@aftercare/kernel';
import { CustomersService, type NewCustomer } from '@aftercare/customers';
import {
  deviceBlocked,
  DevicesService,
  deviceWithdrawn,
  type FoundDevice,
  OwnershipService,
  ReadingsService,
} from '@aftercare/devices';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  nextNumber,
  notFound,
  Outbox,
  statement,
  type Tx,
} from '@aftercare/platform';
import { type NewLine, QuotesService, type RepairPriority, RepairsService } from '@aftercare/repair';
import { type MeterReading, RegistrationsService } from '@aftercare/warranty';
import { arrivalUnknown, deviceTwice, notTheOwner, termsNotAccepted, unknownCode } from './reception.errors.js';
import { blockedDevicePresented, listedUnitPresented, received } from './reception.events.js';
import { newTrackingCode } from './tracking-code.js';

export const DATA_CONSENTS = ['keep', 'backup', 'wipe', 'none'] as const;
/** What may happen to the data on the device: kept as it is, saved first, erased; `none` = it holds no data. */
export type DataConsent = (typeof DATA_CONSENTS)[number];

/** The terms printed on today's receipts; every receipt keeps the version that was accepted. */
export const TERMS_VERSION = '2026-11';

export interface ReceivedAccessory {
  readonly codeId: Id | null;
  readonly label: string | null;
  readonly quantity: number;
}

/** A device of the register, or what the clerk reads off the one on the counter. */
export type PresentedUnit =
  | { readonly deviceId: Id }
  | {
      readonly brandId: Id;
      readonly productId: Id;
      readonly serial: string | null;
      readonly imei: string | null;
      readonly imei2?: string | null;
    };

export interface ReceivedItem {
  readonly device: PresentedUnit;
  /** The bearer says the device changed hands: ownership moves to the customer of this receipt. */
  readonly changedHands: boolean;
  readonly declaredFault: string;
  /** The customer's words as codes: what is seen, when, and where or during which part of the work. */
  readonly symptomCodeId?: Id | null;
  readonly occurrenceCodeId?: Id | null;
  readonly circumstanceCodeId?: Id | null;
  readonly conditionCodeIds: readonly Id[];
  readonly conditionNote: string | null;
  readonly dataConsent: DataConsent;
  readonly accessories: readonly ReceivedAccessory[];
  readonly priority: RepairPriority;
  readonly promisedOn: CivilDate | null;
  readonly lines: readonly NewLine[];
  readonly openBesideReason: string | null;
  /** What its meters show, where cover ends with use. */
  readonly readings?: readonly MeterReading[];
}

export interface NewReception {
  readonly centerId: Id;
  readonly arrivalId: Id | null;
  readonly customer: { readonly customerId: Id } | NewCustomer;
  readonly bearerName: string | null;
  readonly termsAccepted: boolean;
  readonly note: string | null;
  readonly items: readonly ReceivedItem[];
}

const arrivalTimes = statement(
  'reception.arrival-times',
  `UPDATE arrival SET served_at = coalesce(served_at, $3) WHERE id = $1 AND center_id = $2 AND left_at IS NULL
   RETURNING arrived_at, served_at`,
);
const insertReception = statement(
  'reception.insert',
  `INSERT INTO reception (id, number, tracking_code, center_id, customer_id, bearer_name, arrived_at, served_at, received_at,
                          received_by, terms_version, note)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const insertItems = statement(
  'reception.insert-items',
  `WITH given AS (
     SELECT * FROM jsonb_to_recordset($2) AS one(
       id uuid, position smallint, "orderId" uuid, "deviceId" uuid, "conditionCodeIds" uuid[], "conditionNote" text,
       "dataConsent" text, estimate jsonb, "symptomCodeId" uuid, "occurrenceCodeId" uuid, "circumstanceCodeId" uuid,
       accessories jsonb)
   ), item AS (
     INSERT INTO reception_item (id, reception_id, position, order_id, device_id, condition_code_ids, condition_note, data_consent,
                                 estimate, symptom_code_id, occurrence_code_id, circumstance_code_id)
     SELECT id, $1, position, "orderId", "deviceId", "conditionCodeIds", "conditionNote", "dataConsent", estimate,
            "symptomCodeId", "occurrenceCodeId", "circumstanceCodeId" FROM given
   )
   INSERT INTO reception_accessory (id, item_id, position, code_id, label, quantity)
   SELECT a.id, given.id, a.position, a."codeId", a.label, a.quantity
     FROM given CROSS JOIN jsonb_to_recordset(given.accessories)
       AS a(id uuid, position smallint, "codeId" uuid, label text, quantity smallint)`,
);
const zoneOf = statement(
  'reception.zone-of',
  'SELECT time_zone FROM service_center WHERE id = $1 AND closed_on IS NULL',
);
const deviceOf = statement(
  'reception.device-of',
  `SELECT d.id AS "deviceId", d.provenance, d.status, o.customer_id AS "ownerId" FROM device d
     LEFT JOIN device_ownership o ON o.device_id = d.id AND o.owned_to IS NULL WHERE d.id = $1`,
);

/** An item with what came of it, as `insertItems` reads it. */
interface TakenItem extends ReceivedItem {
  readonly id: Id;
  readonly position: number;
  readonly orderId: Id;
  readonly deviceId: Id;
  readonly estimate: object | null;
}

/** Takes devices in: one receipt, one repair order per device. */
@Injectable()
export class ReceptionsService {
  constructor(
    private readonly customers: CustomersService,
    private readonly devices: DevicesService,
    private readonly ownership: OwnershipService,
    private readonly readings: ReadingsService,
    private readonly registrations: RegistrationsService,
    private readonly repairs: RepairsService,
    private readonly quotes: QuotesService,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** RC1. All or nothing: customer, devices, orders with their first coverage decision, receipt and tracking code. */
  async receive(tx: Tx, actor: Actor, input: NewReception): Promise<Id> {
    assertWorksIn(actor, input.centerId);
    if (!input.termsAccepted) throw termsNotAccepted();
    const [center] = await execute<{ time_zone: string }>(tx, zoneOf, [input.centerId]);
    if (!center) throw notFound();
    await assertCodes(tx, input.items);

    const now = this.clock.now();
    const today = civilDateIn(now, center.time_zone);
    const times = await this.timesOf(tx, input, now);
    const customerId = await this.customerOf(tx, actor, input.customer);
    const { calendar } = await this.company.current(tx);
    const id = newId();
    const number = await nextNumber(tx, 'RC', inCalendar(today, calendar).year);
    await execute(tx, insertReception, [
      id,
      number,
      newTrackingCode(),
      input.centerId,
      customerId,
      input.bearerName,
      times.arrivedAt,
      times.servedAt,
      now,
      actor.accountId,
      TERMS_VERSION,
      input.note,
    ]);

    const taken: TakenItem[] = [];
    for (const [index, item] of input.items.entries()) {
      const deviceId = await this.deviceOf(tx, actor, item, customerId, today, `/items/${index}/device`);
      if (taken.some((earlier) => earlier.deviceId === deviceId)) throw deviceTwice();
      const readings = (item.readings ?? []).map((reading) => ({ ...reading, reason: null }));
      await this.readings.record(tx, actor, deviceId, undefined, readings);
      const order = await this.repairs.open(tx, actor, {
        centerId: input.centerId,
        receptionId: id,
        deviceId,
        customerId,
        priority: item.priority,
        declaredFault: item.declaredFault,
        promisedOn: item.promisedOn,
        receivedOn: today,
        openBesideReason: item.openBesideReason,
        lines: item.lines,
      });
      taken.push({
        ...item,
        id: newId(),
        position: index + 1,
        orderId: order.id,
        deviceId,
        accessories: item.accessories.map((one, place) => ({ ...one, id: newId(), position: place + 1 })),
        estimate: item.lines.length === 0 ? null : await this.quotes.estimate(tx, order.id, today),
      });
    }
    await execute(tx, insertItems, [id, JSON.stringify(taken)]);
    const about = { id, centerId: input.centerId };
    const orderIds = taken.map(({ orderId }) => orderId);
    await this.outbox.publish(tx, actor, received(about, { receptionId: id, number, customerId, orderIds }));
    return id;
  }

  /** RC5. The security notice of a blocked or listed unit at a counter: a fact and an audit entry in a transaction of its own. */
  async reportBlocked(
    tx: Tx,
    actor: Actor,
    centerId: Id,
    { deviceId, blockId = null }: { readonly deviceId: Id | null; readonly blockId?: Id | null },
  ): Promise<void> {
    if (deviceId !== null)
      await this.outbox.publish(tx, actor, blockedDevicePresented({ id: deviceId, centerId }, { deviceId, blockId }));
    else if (blockId !== null)
      await this.outbox.publish(tx, actor, listedUnitPresented({ id: blockId, centerId }, { blockId }));
  }

  /** RC2. Arrival and service are measured by the server: from the waiting line, or both now for whoever walks up. */
  private async timesOf(tx: Tx, input: NewReception, now: Date): Promise<{ arrivedAt: Date; servedAt: Date }> {
    if (input.arrivalId === null) return { arrivedAt: now, servedAt: now };
    const [row] = await execute<{ arrived_at: Date; served_at: Date }>(tx, arrivalTimes, [
      input.arrivalId,
      input.centerId,
      now,
    ]);
    if (!row) throw arrivalUnknown();
    return { arrivedAt: row.arrived_at, servedAt: row.served_at };
  }

  private async customerOf(tx: Tx, actor: Actor, customer: NewReception['customer']): Promise<Id> {
    if ('customerId' in customer) return customer.customerId;
    return (await this.customers.findOrCreate(tx, actor, customer, '/customer')).customerId;
  }

  /** RC3. The register's device. Another owner's device needs the word that it changed hands; a blocked one stops here. */
  private async deviceOf(
    tx: Tx,
    actor: Actor,
    { device, changedHands }: ReceivedItem,
    customerId: Id,
    today: CivilDate,
    at: string,
  ): Promise<Id> {
    let presented: Pick<FoundDevice, 'deviceId' | 'ownerId' | 'status'>;
    if ('deviceId' in device) {
      presented = await knownDevice(tx, device.deviceId);
    } else {
      presented = await this.devices.findOrRegister(tx, actor, { ...device, customerId, ownedFrom: today }, at);
    }
    const { deviceId, ownerId, status } = presented;
    if (status !== 'active') throw deviceWithdrawn();
    if (ownerId !== null && ownerId !== customerId && !changedHands) throw notTheOwner({ deviceId });
    if (ownerId !== customerId) {
      await this.ownership.transfer(tx, actor, deviceId, customerId, today);
      await this.registrations.followOwner(tx, actor, deviceId); // before the cover is decided
    }
    return deviceId;
  }
}

async function knownDevice(tx: Tx, id: Id): Promise<Pick<FoundDevice, 'deviceId' | 'ownerId' | 'status'>> {
  const [device] = await execute<Pick<FoundDevice, 'deviceId' | 'ownerId' | 'provenance' | 'status'>>(tx, deviceOf, [
    id,
  ]);
  if (!device) throw notFound();
  if (device.provenance === 'blocked') throw deviceBlocked({ deviceId: id });
  return device;
}

async function assertCodes(tx: Tx, items: readonly ReceivedItem[]): Promise<void> {
  const wanted = items.flatMap((item): [CodeKind, Id | null | undefined][] => [
    ['symptom', item.symptomCodeId],
    ['occurrence', item.occurrenceCodeId],
    ['circumstance', item.circumstanceCodeId],
    ...item.conditionCodeIds.map((id): [CodeKind, Id] => ['condition', id]),
    ...item.accessories.map(({ codeId }): [CodeKind, Id | null] => ['accessory', codeId]),
  ]);
  const known = await choosableCodes(
    tx,
    wanted.map(([, id]) => id),
  );
  if (wanted.some(([kind, id]) => id && known.get(id)?.kind !== kind)) throw unknownCode();
}
