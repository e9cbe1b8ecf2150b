import { type Id, normalizeSerial } from '@aftercare/kernel';
import { type Actor, execute, invalidInput, lockRoot, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { BlocksService } from './blocks.service.js';
import { DeviceHistory } from './device-history.js';
import { Device } from './device.entity.js';
import { deviceBlocked, deviceWithdrawn, identityMissing, identityProven } from './devices.errors.js';
import { deviceFactsCorrected, deviceProvenanceChanged } from './devices.events.js';
import { type DeviceFacts, DevicesService } from './devices.service.js';
import { type DeviceIdentity, readIdentity } from './identity.js';

/** A product as another system names it: by its GTIN, or the maker's code with the brand where two brands share it. */
export interface ProductKey {
  readonly code?: string;
  /** Its name in either language. */
  readonly brand?: string;
  /** Of 8 to 14 digits, which is compared filled up to 14. */
  readonly gtin?: string;
}

/** A unit as a document names it; of a fact that is absent nothing is said. */
export interface DocumentedUnit {
  readonly product: ProductKey;
  readonly serial?: string | null;
  readonly imei?: string | null;
  readonly imei2?: string | null;
  readonly facts: Partial<DeviceFacts>;
}

const productByKey = statement(
  'devices.product-by-key',
  `SELECT p.id AS "productId", p.brand_id AS "brandId" FROM product p JOIN brand b ON b.id = p.brand_id
    WHERE (p.code = $1 OR lpad(p.gtin, 14, '0') = lpad($3, 14, '0')) AND ($2::text IS NULL OR fold_text($2) IN (fold_text(b.name_fa), fold_text(b.name_en))) LIMIT 2`,
);
const unitOf = statement(
  'devices.unit-of',
  `SELECT id FROM device WHERE brand_id = $1 AND serial_norm = normalize_serial($2)
   UNION ALL
   SELECT device_id FROM device_imei WHERE imei IN ($3, $4) AND $2::text IS NULL`,
);

/** What trusted papers tell of units: the maker's own list, a sales document. */
@Injectable()
export class DocumentedUnitsService {
  constructor(
    private readonly devices: DevicesService,
    private readonly blocks: BlocksService,
    private readonly history: DeviceHistory,
  ) {}

  /**
   * D13. The unit that a document names: registered as verified, or proven and put right where it is known already, be
   * it by its number or as `known`. Gives its id. 422 for a product nobody knows; 409 where the unit is blocked or
   * withdrawn, or a proven one is named differently.
   */
  async record(tx: Tx, actor: Actor, unit: DocumentedUnit, known?: Id): Promise<Id> {
    const { identity, brandId, productId } = await read(tx, unit);
    const id = known ?? (await findUnit(tx, brandId, identity));
    if (id === null)
      return this.devices.register(tx, actor, { ...unit.facts, brandId, productId, ...identity, verified: true });

    const device = await lockRoot(tx, Device, id);
    if (device.provenance === 'blocked') throw deviceBlocked({ deviceId: id });
    if (device.status !== 'active') throw deviceWithdrawn();
    const before = { ...device };
    const named = Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== null));
    const told = { ...unit.facts, productId, ...named };
    const changed = Object.entries(told).filter(
      ([field, value]) => value !== undefined && !isSame(field, value, before[field as keyof Device]),
    );
    const renamed = changed.some(([field]) => field === 'productId' || (field === 'serial' && before.serial !== null));
    if (renamed && before.provenance === 'verified') throw identityProven();
    if (changed.length === 0 && before.provenance === 'verified') return id;
    await saveRoot(tx, Device, Object.assign(device, Object.fromEntries(changed), { brandId, provenance: 'verified' }));
    if (changed.length > 0) {
      const fields = changed.map(([field]) => field);
      await this.history.tell(tx, actor, deviceFactsCorrected({ id, centerId: null }, { fields }), {
        before: Object.fromEntries(fields.map((field) => [field, before[field as keyof Device]])),
        after: Object.fromEntries(changed),
      });
    }
    if (before.provenance !== 'verified') {
      const fact = { from: before.provenance, to: 'verified' } as const;
      await this.history.tell(tx, actor, deviceProvenanceChanged({ id, centerId: null }, fact));
    }
    await this.blocks.follow(tx, actor, id);
    return id;
  }

  /** The unit that a document names, where it is known. 422 for a product nobody knows. */
  async find(tx: Tx, unit: Omit<DocumentedUnit, 'facts'>): Promise<Id | null> {
    const { brandId, identity } = await read(tx, unit);
    return findUnit(tx, brandId, identity);
  }
}

async function read(tx: Tx, unit: Omit<DocumentedUnit, 'facts'>) {
  const identity = readIdentity(unit);
  if (identity.serial === null && identity.imei === null) throw identityMissing();
  return { identity, ...(await productOfKey(tx, unit.product)) };
}

async function findUnit(tx: Tx, brandId: Id, { serial, imei, imei2 }: DeviceIdentity): Promise<Id | null> {
  return (await execute<{ id: Id }>(tx, unitOf, [brandId, serial, imei, imei2]))[0]?.id ?? null;
}

/** The product of a key. 422 where the catalogue has none, or two of several brands. */
export async function productOfKey(tx: Tx, { code, brand, gtin }: ProductKey): Promise<{ productId: Id; brandId: Id }> {
  const [product, other] = await execute<{ productId: Id; brandId: Id }>(tx, productByKey, [
    gtin === undefined ? code : null,
    brand,
    gtin,
  ]);
  if (product && !other) return product;
  const fault = product
    ? { code: 'ambiguous', detail: 'is the code of several brands: name the brand' }
    : { code: 'unknown', detail: 'is no product of the catalogue' };
  throw invalidInput({}, [{ pointer: '/product', ...fault }]);
}

/** Serial numbers are the same in any writing. */
function isSame(field: string, told: unknown, kept: unknown): boolean {
  if (field !== 'serial' || typeof told !== 'string' || typeof kept !== 'string') return told === kept;
  return normalizeSerial(told) === normalizeSerial(kept);
}
