import { Injectable } from '@nestjs/common';
import { type CivilDate, civilDateIn, Clock, type Id, newId, normalizeSerial } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  execute,
  invalidInput,
  lockRoot,
  Outbox,
  saveRoot,
  statement,
  SYSTEM,
  type Tx,
} from '@aftercare/platform';
import { type BlockKind, DeviceBlock } from './device-block.entity.js';
import { Device, type Provenance } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { blockLifted, deviceBlocked, deviceNotBlocked } from './devices.errors.js';
import { blockChanged, blockEnded, blockRaised, deviceBarred, deviceReleased } from './devices.events.js';
import { type DeviceIdentity, readIdentity } from './identity.js';

/** What somebody lists: a unit by serial, IMEI or both, whether anybody has met it or not. */
export interface ListedUnit {
  readonly kind: BlockKind;
  readonly serial: string | null;
  readonly imei: string | null;
  /** What the serial is a serial of; null where the list does not say. */
  readonly brandId: Id | null;
  /** Needs its brand. */
  readonly productId: Id | null;
  readonly source: string;
  /** Its number with the source, which names one entry. */
  readonly reference: string | null;
  readonly listedOn: CivilDate;
  /** The first day on which it holds no more. */
  readonly until: CivilDate | null;
  readonly note: string | null;
}

/** A block that staff raise on a device before them. */
export type DeviceBlocking = Pick<ListedUnit, 'kind' | 'source' | 'reference' | 'until'> & { readonly note: string };

/** A unit as it is presented: what it bears, and its record where there is one. */
export interface PresentedIdentity extends DeviceIdentity {
  readonly deviceId: Id | null;
  readonly brandId: Id;
  readonly productId: Id;
}

interface Stop {
  readonly id: Id;
  readonly kind: BlockKind;
  readonly reason: string;
}

// Each number on its own index. A clerk may have typed an IMEI where a serial is asked for.
const stopsOf = statement(
  'devices.stops-of',
  `SELECT id, kind, coalesce(note, concat_ws(' ', source, reference)) AS reason FROM device_block
    WHERE lifted_at IS NULL AND kind <> 'recalled' AND (until IS NULL OR until > $6)
      AND (device_id = $1
           OR (serial_norm = normalize_serial($2) AND (brand_id IS NULL OR brand_id = $3)
               AND (product_id IS NULL OR product_id = $4))
           OR imei = ANY($5::text[]))
    ORDER BY id LIMIT 1`,
);
const devicesOf = statement(
  'devices.devices-of-block',
  `SELECT d.id FROM device_block b JOIN device d ON d.id = b.device_id WHERE b.id = $1
   UNION
   SELECT d.id FROM device_block b JOIN device d ON d.serial_norm = b.serial_norm
    WHERE b.id = $1 AND (b.brand_id IS NULL OR b.brand_id = d.brand_id) AND (b.product_id IS NULL OR b.product_id = d.product_id)
      AND d.status <> 'merged'
   UNION
   SELECT i.device_id FROM device_block b JOIN device_imei i ON i.imei = b.imei WHERE b.id = $1
   UNION
   SELECT d.id FROM device_block b JOIN device d ON d.serial_norm = b.imei WHERE b.id = $1 AND d.status <> 'merged'
    ORDER BY id`,
);
// The entries that stop a device, locked before the device like everywhere.
const liveOfDevice = statement(
  'devices.live-blocks-of-device',
  `SELECT b.id FROM device_block b JOIN device d ON d.id = $1
    WHERE b.lifted_at IS NULL AND b.kind <> 'recalled'
      AND (b.device_id = d.id
           OR (b.serial_norm = d.serial_norm AND (b.brand_id IS NULL OR b.brand_id = d.brand_id)
               AND (b.product_id IS NULL OR b.product_id = d.product_id))
           OR b.imei IN (d.imei, d.imei2, d.serial_norm))
    ORDER BY b.id FOR UPDATE OF b`,
);
// A device that comes to bear one of these numbers in this moment has committed, or will see the entry.
const lockNumbers = statement(
  'devices.lock-block-numbers',
  'SELECT lock_device_numbers(ARRAY(SELECT normalize_serial(number) FROM unnest($1::text[]) AS number), true)',
);
const lockReference = statement(
  'devices.lock-block-reference',
  `SELECT pg_advisory_xact_lock(hashtextextended('device block ' || $1 || ' ' || $2, 0))`,
);
const ofReference = statement(
  'devices.block-of-reference',
  'SELECT id FROM device_block WHERE source = $1 AND reference = $2',
);
const ended = statement(
  'devices.ended-blocks',
  'SELECT id FROM device_block WHERE lifted_at IS NULL AND until <= $1 ORDER BY id LIMIT 500',
);
const beforeBlock = statement(
  'devices.before-block',
  `SELECT details->>'from' AS provenance FROM device_event
    WHERE device_id = $1 AND kind = 'blocked' ORDER BY id DESC LIMIT 1`,
);

const TOLD = [
  'kind',
  'serial',
  'imei',
  'brandId',
  'productId',
  'listedOn',
  'until',
  'note',
] as const satisfies readonly (keyof ListedUnit)[];

/** D6. The register of blocks, and what it does to the devices it names. */
@Injectable()
export class BlocksService {
  constructor(
    private readonly history: DeviceHistory,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Lists a unit. `devices.block-exists` where the source has an entry of this reference. */
  async raise(tx: Tx, actor: Actor, unit: ListedUnit): Promise<Id> {
    return this.insert(tx, actor, { ...unit, ...readListed(unit), deviceId: null });
  }

  /** Lists the device itself, by its record and every number it bears now. Refuses what is stopped already. */
  async block(tx: Tx, actor: Actor, id: Id, version: number, input: DeviceBlocking): Promise<void> {
    const device = await lockRoot(tx, Device, id, version);
    if (input.kind !== 'recalled' && device.provenance === 'blocked') throw deviceBlocked({ deviceId: id });
    const { serial, imei, brandId, productId } = device;
    const listedOn = await this.today(tx);
    await this.insert(tx, actor, { ...input, deviceId: id, serial, imei, brandId, productId, listedOn });
  }

  /**
   * What a source says of its entry. The same again changes nothing, whatever staff lifted since; something else is taken
   * over, and the entry holds again.
   */
  async put(tx: Tx, actor: Actor, unit: ListedUnit & { readonly reference: string }): Promise<Id> {
    const told = { ...unit, ...readListed(unit) };
    await execute(tx, lockReference, [unit.source, unit.reference]);
    const [known] = await execute<{ id: Id }>(tx, ofReference, [unit.source, unit.reference]);
    if (!known) return this.insert(tx, actor, { ...told, deviceId: null });
    const entry = await lockRoot(tx, DeviceBlock, known.id);
    const changed = TOLD.filter((field) => entry[field] !== told[field]);
    if (changed.length === 0) return entry.id;
    await this.lockNumbers(tx, entry, told);
    const before = await this.devicesOf(tx, entry.id);
    const held = { liftedAt: null, liftedBy: null, liftReason: null };
    await saveRoot(tx, DeviceBlock, Object.assign(entry, Object.fromEntries(TOLD.map((f) => [f, told[f]])), held));
    await this.outbox.publish(tx, actor, blockChanged({ id: entry.id, centerId: null }, { fields: changed }));
    const after = await this.devicesOf(tx, entry.id);
    await this.settle(tx, actor, [...new Set([...before, ...after])].sort(), reasonOf(entry));
    return entry.id;
  }

  /** Takes one entry off; devices that no other one stops are again what they were before. */
  async lift(tx: Tx, actor: Actor, id: Id, version: number | undefined, reason: string): Promise<void> {
    const entry = await lockRoot(tx, DeviceBlock, id, version);
    if (entry.liftedAt !== null) throw blockLifted();
    await this.end(tx, actor, entry, reason);
  }

  /** A source withdraws its entry. Twice is once; an entry nobody knows is none. */
  async withdraw(tx: Tx, actor: Actor, source: string, reference: string): Promise<void> {
    const [known] = await execute<{ id: Id }>(tx, ofReference, [source, reference]);
    if (!known) return;
    const entry = await lockRoot(tx, DeviceBlock, known.id);
    if (entry.liftedAt === null) await this.end(tx, actor, entry, source);
  }

  /** Takes every entry off that stops this device. */
  async release(tx: Tx, actor: Actor, id: Id, version: number, reason: string): Promise<void> {
    const entries = await execute<{ id: Id }>(tx, liveOfDevice, [id]);
    const device = await lockRoot(tx, Device, id, version);
    if (device.provenance !== 'blocked') throw deviceNotBlocked();
    for (const entry of entries) await this.end(tx, actor, await lockRoot(tx, DeviceBlock, entry.id), reason);
    await this.settle(tx, actor, [id], reason);
  }

  /** Takes off what has had its last day. Gives how many. */
  async passDay(tx: Tx): Promise<number> {
    const over = await execute<{ id: Id }>(tx, ended, [await this.today(tx)]);
    for (const { id } of over) await this.end(tx, SYSTEM, await lockRoot(tx, DeviceBlock, id), null);
    return over.length;
  }

  /** Refuses with `devices.blocked` a unit that may not be served, be it known or not. */
  async assertServed(tx: Tx, unit: PresentedIdentity): Promise<void> {
    const stop = await stopOf(tx, unit, await this.today(tx));
    if (stop) throw deviceBlocked({ deviceId: unit.deviceId, blockId: stop.id, kind: stop.kind });
  }

  /** A device that has come to bear a listed number is blocked; one that bore it stays so until somebody lifts that. */
  async follow(tx: Tx, actor: Actor, id: Id): Promise<void> {
    await this.settle(tx, actor, [id], null);
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    unit: Omit<ListedUnit, 'source'> & { readonly source: string; readonly deviceId: Id | null },
  ): Promise<Id> {
    const id = newId();
    const { kind, source, reference } = unit;
    const raised = { raisedBy: actor.name, raisedAt: this.clock.now() };
    await this.lockNumbers(tx, unit);
    await tx.insert(DeviceBlock, { ...unit, ...raised, id });
    await this.outbox.publish(tx, actor, blockRaised({ id, centerId: null }, { kind, source, reference }));
    await this.settle(tx, actor, await this.devicesOf(tx, id), null);
    return id;
  }

  private async end(tx: Tx, actor: Actor, entry: DeviceBlock, reason: string | null): Promise<void> {
    const lifted = { liftedAt: this.clock.now(), liftedBy: actor.name, liftReason: reason };
    await this.lockNumbers(tx, entry);
    await saveRoot(tx, DeviceBlock, Object.assign(entry, lifted));
    await this.outbox.publish(tx, actor, blockEnded({ id: entry.id, centerId: null }, { reason }));
    await this.settle(tx, actor, await this.devicesOf(tx, entry.id), reason ?? reasonOf(entry));
  }

  /** Devices, by id, as the register has them now; they are only released where somebody gives a reason. */
  private async settle(tx: Tx, actor: Actor, ids: readonly Id[], released: string | null): Promise<void> {
    if (ids.length === 0) return;
    const today = await this.today(tx);
    for (const id of ids) await this.settleOne(tx, actor, id, released, today);
  }

  private async settleOne(tx: Tx, actor: Actor, id: Id, released: string | null, today: CivilDate): Promise<void> {
    const device = await lockRoot(tx, Device, id);
    const from = device.provenance;
    const stop = await stopOf(tx, { ...device, deviceId: id }, today);
    if (stop && from === 'blocked' && stop.reason !== device.blockedReason)
      await saveRoot(tx, Device, Object.assign(device, { blockedReason: stop.reason }));
    if (stop && from !== 'blocked') {
      await saveRoot(tx, Device, Object.assign(device, { provenance: 'blocked', blockedReason: stop.reason }));
      const details = { from, blockId: stop.id, kind: stop.kind };
      await this.history.tell(tx, actor, deviceBarred({ id, centerId: null }, { reason: stop.reason }), details);
    }
    if (!stop && from === 'blocked' && released !== null) {
      const [before] = await execute<{ provenance: Provenance }>(tx, beforeBlock, [id]);
      const provenance = before?.provenance ?? 'unknown';
      await saveRoot(tx, Device, Object.assign(device, { provenance, blockedReason: null }));
      const fact = deviceReleased({ id, centerId: null }, { reason: released });
      await this.history.tell(tx, actor, fact, { to: provenance });
    }
  }

  private async lockNumbers(tx: Tx, ...units: readonly Pick<ListedUnit, 'serial' | 'imei'>[]): Promise<void> {
    await execute(tx, lockNumbers, [units.flatMap(({ serial, imei }) => [serial, imei])]);
  }

  private async devicesOf(tx: Tx, blockId: Id): Promise<Id[]> {
    return (await execute<{ id: Id }>(tx, devicesOf, [blockId])).map(({ id }) => id);
  }

  private async today(tx: Tx): Promise<CivilDate> {
    return civilDateIn(this.clock.now(), (await this.company.current(tx)).timeZone);
  }
}

async function stopOf(tx: Tx, unit: PresentedIdentity, today: CivilDate): Promise<Stop | undefined> {
  const { deviceId, serial, imei, imei2, brandId, productId } = unit;
  const imeis = [imei, imei2, serial === null ? null : normalizeSerial(serial)].filter((one) => one !== null);
  return (await execute<Stop>(tx, stopsOf, [deviceId, serial, brandId, productId, imeis, today]))[0];
}

/** The numbers as they are compared; 422 for a product without its brand and a period that ends before it begins. */
function readListed(unit: ListedUnit): Pick<ListedUnit, 'serial' | 'imei'> {
  const { serial, imei } = readIdentity(unit);
  if (serial === null && imei === null)
    throw invalidInput({}, [{ pointer: '/serial', code: 'required', detail: 'a unit has a serial or an IMEI' }]);
  if (unit.productId !== null && unit.brandId === null)
    throw invalidInput({}, [{ pointer: '/brandId', code: 'required', detail: 'a product needs its brand' }]);
  if (unit.until !== null && unit.until <= unit.listedOn)
    throw invalidInput({}, [{ pointer: '/until', code: 'block-until', detail: 'ends before it begins' }]);
  return { serial, imei };
}

function reasonOf({ note, source, reference }: DeviceBlock): string {
  return note ?? [source, reference].filter(Boolean).join(' ');
}
