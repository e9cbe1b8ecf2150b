import { Injectable } from '@nestjs/common';
import { Clock, type CivilDate, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { BlocksService } from './blocks.service.js';
import { Device, type DeviceStatus, type Provenance } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import {
  deviceBlocked,
  deviceWithdrawn,
  identityMissing,
  identityProven,
  serialExists,
  unknownProduct,
} from './devices.errors.js';
import {
  deviceFactsCorrected,
  deviceLeftService,
  deviceProvenanceChanged,
  deviceRegistered,
} from './devices.events.js';
import { type DeviceIdentity, plausibility, readIdentity } from './identity.js';
import { OwnershipService } from './ownership.service.js';

/** The days of a unit's life and the papers about it. */
export type DeviceFacts = Pick<
  Device,
  | 'madeOn'
  | 'purchasedOn'
  | 'shippedOn'
  | 'soldOn'
  | 'deliveredOn'
  | 'installedOn'
  | 'activatedOn'
  | 'saleDocumentNo'
  | 'externalRef'
>;

export interface NewDevice extends Partial<DeviceFacts> {
  readonly brandId: Id;
  readonly productId: Id;
  /** As typed; null for a unit without a readable one. */
  readonly serial: string | null;
  readonly imei?: string | null;
  readonly imei2?: string | null;
  readonly owner?: { readonly customerId: Id; readonly ownedFrom: CivilDate } | null;
  /** The maker's own list says so: the unit counts as proven from the start. */
  readonly verified?: boolean;
}

/** What the clerk holds in hand. */
export interface PresentedDevice {
  readonly brandId: Id;
  readonly productId: Id;
  readonly serial: string | null;
  readonly imei: string | null;
  readonly imei2?: string | null;
  readonly customerId: Id;
  readonly ownedFrom: CivilDate;
}

/** A device as the register knows it. `ownerId` may be another than who presents it. */
export interface FoundDevice {
  readonly deviceId: Id;
  readonly created: boolean;
  readonly provenance: Provenance;
  readonly status: DeviceStatus;
  readonly ownerId: Id | null;
}

export type DeviceCorrection = Partial<DeviceFacts & Pick<Device, 'productId' | 'serial' | 'imei' | 'imei2'>>;

const find = statement(
  'devices.find',
  `SELECT p.serial_pattern AS pattern, d.id, d.provenance, d.status, o.customer_id AS owner
     FROM product p
     LEFT JOIN LATERAL (
       SELECT coalesce(merged_into_id, id) AS id FROM device WHERE brand_id = $1 AND serial_norm = normalize_serial($3)
       UNION ALL
       SELECT device_id FROM device_imei WHERE imei IN ($4, $5) AND $3::text IS NULL
     ) named ON true
     LEFT JOIN device d ON d.id = named.id
     LEFT JOIN device_ownership o ON o.device_id = d.id AND o.owned_to IS NULL
    WHERE p.id = $2 AND p.brand_id = $1`,
);
// The device, its first owner and the first line of its timeline in one round trip; nothing where the serial is taken.
const insert = statement(
  'devices.insert',
  `WITH made AS (
     INSERT INTO device (id, brand_id, product_id, serial, imei, provenance, made_on, sold_on, delivered_on,
                         installed_on, activated_on, sale_document_no, external_ref, purchased_on, shipped_on, imei2)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $22, $23, $24)
     ON CONFLICT (brand_id, serial_norm) WHERE serial_norm IS NOT NULL DO NOTHING
     RETURNING id
   ), owned AS (
     INSERT INTO device_ownership (id, device_id, customer_id, owned_from)
     SELECT $14, id, $15, $16 FROM made WHERE $15::uuid IS NOT NULL
   ), told AS (
     INSERT INTO device_event (id, device_id, kind, at, actor_account_id, actor_name, details)
     SELECT $17, id, 'registered', $18, $19, $20, $21 FROM made
   )
   SELECT id FROM made`,
);
const productOf = statement(
  'devices.product-of',
  'SELECT serial_pattern AS pattern FROM product WHERE id = $1 AND brand_id = $2',
);
interface Match {
  readonly pattern: string | null;
  readonly id: Id | null;
  readonly provenance: Provenance;
  readonly status: DeviceStatus;
  readonly owner: Id | null;
}

@Injectable()
export class DevicesService {
  constructor(
    private readonly ownership: OwnershipService,
    private readonly blocks: BlocksService,
    private readonly history: DeviceHistory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** D1. Refuses with `devices.serial-exists`, which names the device, when the brand has the serial already. */
  async register(tx: Tx, actor: Actor, input: NewDevice): Promise<Id> {
    const identity = readIdentity(input);
    const [product] = await execute<Pick<Match, 'pattern'>>(tx, productOf, [input.productId, input.brandId]);
    if (!product) throw unknownProduct();
    const id = await this.insert(tx, actor, { ...input, ...identity }, product.pattern);
    if (id === null) throw serialExists({ deviceId: (await this.match(tx, input, identity)).id });
    await this.blocks.follow(tx, actor, id);
    return id;
  }

  /**
   * D1. For the front desk: the device of this brand and serial (or IMEI, where the serial is not readable), or a new
   * one. A device in use without an owner gets this one; another owner stays until a transfer. Refuses a blocked device
   * with `devices.blocked`. `at` is the JSON Pointer of the device within the request.
   */
  async findOrRegister(tx: Tx, actor: Actor, input: PresentedDevice, at = ''): Promise<FoundDevice> {
    const identity = readIdentity(input, at);
    const { brandId, productId, customerId, ownedFrom } = input;
    let match = await this.match(tx, input, identity);
    if (match.id === null) {
      const owner = { customerId, ownedFrom };
      const id = await this.insert(tx, actor, { brandId, productId, ...identity, owner }, match.pattern);
      if (id !== null) {
        // D6. Now that the number is written, whoever blocks it in this moment waits, or is seen.
        await this.blocks.assertServed(tx, { deviceId: null, brandId, productId, ...identity });
        return {
          deviceId: id,
          created: true,
          provenance: plausibility(identity.serial, match.pattern),
          status: 'active',
          ownerId: customerId,
        };
      }
      match = await this.match(tx, input, identity); // somebody registered it in this moment
    }
    if (match.id === null) throw serialExists({ deviceId: null });
    if (match.provenance === 'blocked') throw deviceBlocked({ deviceId: match.id });
    await this.blocks.assertServed(tx, { deviceId: match.id, brandId, productId, ...identity });
    if (match.owner === null && match.status === 'active')
      await this.ownership.transfer(tx, actor, match.id, input.customerId, input.ownedFrom);
    return {
      deviceId: match.id,
      created: false,
      provenance: match.provenance,
      status: match.status,
      ownerId: match.owner ?? input.customerId,
    };
  }

  /** D4. Corrects what was recorded wrongly; the old values stay in the timeline. */
  async correctFacts(
    tx: Tx,
    actor: Actor,
    id: Id,
    version: number | undefined,
    changes: DeviceCorrection,
  ): Promise<void> {
    const device = await lockRoot(tx, Device, id, version);
    const before = { ...device };
    Object.assign(device, changes);
    Object.assign(device, readIdentity(device));
    const changed = FACTS.filter((field) => device[field] !== before[field]);
    if (changed.length === 0) return;
    if (changed.includes('serial') || changed.includes('productId')) {
      if (device.provenance === 'verified') throw identityProven();
      const [product] = await execute<Pick<Match, 'pattern'>>(tx, productOf, [device.productId, device.brandId]);
      if (!product) throw unknownProduct();
      if (device.provenance !== 'blocked') device.provenance = plausibility(device.serial, product.pattern);
    }
    await saveRoot(tx, Device, device);
    await this.history.tell(tx, actor, deviceFactsCorrected({ id, centerId: null }, { fields: changed }), {
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: Object.fromEntries(changed.map((field) => [field, device[field]])),
    });
    await this.tellProvenance(tx, actor, before.provenance, device);
    if (changed.some((field) => NAMING.includes(field))) await this.blocks.follow(tx, actor, id);
  }

  /** D5. A document proves the unit; from now on it counts as verified. */
  async prove(
    tx: Tx,
    actor: Actor,
    id: Id,
    version: number,
    proof: { readonly documentNo: string; readonly soldOn?: CivilDate },
  ): Promise<void> {
    const device = await lockRoot(tx, Device, id, version);
    if (device.provenance === 'blocked') throw deviceBlocked({ deviceId: id });
    if (device.serial === null && device.imei === null) throw identityMissing();
    const { provenance: from, soldOn } = device;
    device.provenance = 'verified';
    device.saleDocumentNo = proof.documentNo;
    device.soldOn = proof.soldOn ?? soldOn;
    await saveRoot(tx, Device, device);
    const fact = deviceProvenanceChanged({ id, centerId: null }, { from, to: 'verified' });
    await this.history.tell(tx, actor, fact, { documentNo: proof.documentNo, soldOn: device.soldOn });
  }

  /** D9. The unit was replaced by another or scrapped; its history stays. */
  async withdraw(
    tx: Tx,
    actor: Actor,
    id: Id,
    version: number,
    input: { readonly status: Exclude<DeviceStatus, 'active' | 'merged'>; readonly reason: string },
  ): Promise<void> {
    const device = await lockRoot(tx, Device, id, version);
    if (device.status !== 'active') throw deviceWithdrawn();
    await saveRoot(tx, Device, Object.assign(device, { status: input.status }));
    await this.history.tell(tx, actor, deviceLeftService({ id, centerId: null }, input));
  }

  private async match(
    tx: Tx,
    product: Pick<Device, 'brandId' | 'productId'>,
    { serial, imei, imei2 }: DeviceIdentity,
  ): Promise<Match> {
    const [match] = await execute<Match>(tx, find, [product.brandId, product.productId, serial, imei, imei2]);
    if (!match) throw unknownProduct();
    return match;
  }

  /** Null when the serial is taken, also by a registration that committed while this one waited for it. */
  private async insert(tx: Tx, actor: Actor, input: NewDevice, pattern: string | null): Promise<Id | null> {
    const id = newId();
    const now = this.clock.now();
    const provenance = input.verified ? 'verified' : plausibility(input.serial, pattern);
    const { brandId, productId, owner } = input;
    const customerId = owner?.customerId ?? null;
    const fact = deviceRegistered({ id, centerId: null }, { brandId, productId, provenance, customerId });
    const made = await execute(tx, insert, [
      id,
      brandId,
      productId,
      input.serial,
      input.imei,
      provenance,
      input.madeOn,
      input.soldOn,
      input.deliveredOn,
      input.installedOn,
      input.activatedOn,
      input.saleDocumentNo,
      input.externalRef,
      newId(),
      customerId,
      owner?.ownedFrom,
      newId(),
      now,
      actor.accountId,
      actor.name,
      JSON.stringify(fact.payload),
      input.purchasedOn,
      input.shippedOn,
      input.imei2,
    ]);
    if (made.length === 0) return null;
    await this.outbox.publish(tx, actor, fact);
    return id;
  }

  private async tellProvenance(tx: Tx, actor: Actor, from: Provenance, device: Device): Promise<void> {
    if (device.provenance === from) return;
    const fact = deviceProvenanceChanged({ id: device.id, centerId: null }, { from, to: device.provenance });
    await this.history.tell(tx, actor, fact);
  }
}

// What the register of blocks names units by.
const NAMING: readonly string[] = ['productId', 'serial', 'imei', 'imei2'];
const FACTS = [
  'productId',
  'serial',
  'imei',
  'imei2',
  'madeOn',
  'purchasedOn',
  'shippedOn',
  'soldOn',
  'deliveredOn',
  'installedOn',
  'activatedOn',
  'saleDocumentNo',
  'externalRef',
] as const satisfies readonly (keyof DeviceCorrection)[];
