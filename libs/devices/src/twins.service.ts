import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import { type Actor, execute, saveRoot, staleVersion, statement, type Tx } from '@aftercare/platform';
import { BlocksService } from './blocks.service.js';
import { Device, type Provenance } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { deviceBlocked, deviceWithdrawn, notTwins, twinsOfTwoOwners } from './devices.errors.js';
import { devicesMerged } from './devices.events.js';
import { lockPair } from './lock-pair.js';
import { OwnershipService } from './ownership.service.js';

/** The record that stays and the one that is closed. */
export interface Merge {
  readonly survivorId: Id;
  readonly loserId: Id;
  readonly on: CivilDate;
  readonly reason: string;
}

const ownersOf = statement(
  'devices.owners-of-twins',
  'SELECT DISTINCT customer_id AS id FROM device_ownership WHERE device_id IN ($1, $2) AND owned_to IS NULL',
);
// What sits in the device, what sat there, and by which keys other systems know it.
const moveParts = statement('devices.move-parts', 'UPDATE device_component SET device_id = $2 WHERE device_id = $1');
const moveComponents = statement(
  'devices.move-components',
  'UPDATE device SET parent_id = $2, version = version + 1 WHERE parent_id = $1',
);
const moveFeeds = statement('devices.move-feeds', 'UPDATE fed_unit SET device_id = $2 WHERE device_id = $1');
const pointOn = statement('devices.point-on', 'UPDATE device SET merged_into_id = $2 WHERE merged_into_id = $1');

/** D16. Two records of one physical device. */
@Injectable()
export class TwinsService {
  constructor(
    private readonly ownership: OwnershipService,
    private readonly blocks: BlocksService,
    private readonly history: DeviceHistory,
  ) {}

  /**
   * Closes one record as merged into the other, which takes what it lacks: serial, IMEI, days, papers, owner, components
   * and parts. Refuses what cannot be one device: `devices.not-twins`, `devices.twins-of-two-owners`, `devices.blocked`,
   * `devices.withdrawn`, `devices.slot-taken`.
   */
  async merge(tx: Tx, actor: Actor, { survivorId, loserId, on, reason }: Merge, version?: number): Promise<void> {
    if (survivorId === loserId) throw notTwins();
    const { one: survivor, other: loser } = await lockPair(tx, survivorId, loserId);
    if (version !== undefined && survivor.version !== version) throw staleVersion();
    assertTwins(survivor, loser);
    const owners = await execute<{ id: Id }>(tx, ownersOf, [survivorId, loserId]);
    if (owners.length > 1) throw twinsOfTwoOwners();

    await execute(tx, pointOn, [loserId, survivorId]);
    await execute(tx, moveParts, [loserId, survivorId]);
    await execute(tx, moveFeeds, [loserId, survivorId]);
    const taken = takenFrom(survivor, loser);
    const kept = { serial: loser.serial, imei: loser.imei, imei2: loser.imei2 };
    const given = Object.fromEntries(UNIQUE.filter((field) => field in taken).map((field) => [field, null]));
    const closed = { status: 'merged', mergedIntoId: survivorId, parentId: null, componentSlot: null } as const;
    await saveRoot(tx, Device, Object.assign(loser, given, closed));
    await saveRoot(tx, Device, Object.assign(survivor, taken));
    await execute(tx, moveComponents, [loserId, survivorId]);
    const ownerId = await this.ownership.end(tx, loserId, on);
    if (ownerId !== null) await this.ownership.transfer(tx, actor, survivorId, ownerId, on);

    const fact = devicesMerged({ id: survivorId, centerId: null }, { survivorId, mergedId: loserId });
    const details = { reason, ...kept, taken: Object.keys(taken) };
    await this.history.tell(tx, actor, fact, details);
    await this.history.note(tx, actor, loserId, 'merged', { ...fact.payload, ...details });
    await this.blocks.follow(tx, actor, survivorId); // D6. An entry may name a number it took, of its own product only.
  }
}

/** One brand, one unit: what both are sure of must agree. */
function assertTwins(survivor: Device, loser: Device): void {
  if (survivor.status !== 'active' || loser.status !== 'active') throw deviceWithdrawn();
  for (const { id, provenance } of [survivor, loser])
    if (provenance === 'blocked') throw deviceBlocked({ deviceId: id });
  const nested = survivor.parentId === loser.id || loser.parentId === survivor.id;
  const elsewhere = survivor.parentId !== null && loser.parentId !== null;
  if (survivor.brandId !== loser.brandId || !bearOneSetOfImeis(survivor, loser) || nested || elsewhere)
    throw notTwins();
}

/** One of them has none; or each has one, and not both a serial: somebody read the first SIM slot, somebody the second. */
function bearOneSetOfImeis(survivor: Device, loser: Device): boolean {
  if (survivor.imei === null || loser.imei === null) return true;
  const oneEach = survivor.imei2 === null && loser.imei2 === null;
  return oneEach && (survivor.serial === null || loser.serial === null);
}

// Only one record may hold these.
const UNIQUE = ['serial', 'imei', 'imei2', 'externalRef'] as const satisfies readonly (keyof Device)[];
const FILLED = [
  'serial',
  'externalRef',
  'madeOn',
  'shippedOn',
  'soldOn',
  'deliveredOn',
  'installedOn',
  'activatedOn',
  'saleDocumentNo',
  'parentId',
  'componentSlot',
] as const satisfies readonly (keyof Device)[];
const SURENESS: readonly Provenance[] = ['unknown', 'declared', 'verified'];

/** What the survivor lacks and the other has; the better proof counts. */
function takenFrom(survivor: Device, loser: Device): Partial<Device> {
  const filled = FILLED.filter((field) => survivor[field] === null && loser[field] !== null);
  const surer = SURENESS.indexOf(loser.provenance) > SURENESS.indexOf(survivor.provenance);
  const [imei = null, imei2 = null] = [survivor, loser].flatMap((one) => [one.imei ?? [], one.imei2 ?? []]).flat();
  return {
    ...Object.fromEntries(filled.map((field) => [field, loser[field]])),
    ...(loser.imei === null ? {} : { imei, imei2 }),
    ...(surer ? { provenance: loser.provenance } : {}),
  };
}
