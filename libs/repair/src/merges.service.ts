import { Injectable } from '@nestjs/common';
import { ContractsService } from '@aftercare/contracts';
import { type Merge, TwinsService } from '@aftercare/devices';
import { civilDateIn, Clock, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, Database, execute, notFound, statement, type Tx } from '@aftercare/platform';
import { RegistrationsService } from '@aftercare/warranty';
import { twinsBothOpen, twinsBothRegistered } from './repair.errors.js';

export const MERGE_CONFLICTS = [
  'devices.not-twins',
  'devices.withdrawn',
  'devices.blocked',
  'devices.twins-of-two-owners',
  'repair.twins-both-open',
  'repair.twins-both-registered',
] as const;
export type MergeConflict = (typeof MERGE_CONFLICTS)[number];

/** What would move from the one record to the other, and what stands against it, as the problems' codes. */
export interface MergePreview {
  readonly conflicts: readonly MergeConflict[];
  readonly orders: number;
  readonly registrations: number;
  readonly contracts: number;
  readonly parts: number;
  readonly components: number;
  readonly readings: number;
}

const bothOf = (table: string, condition: string): string =>
  `(SELECT count(DISTINCT device_id) = 2 FROM ${table} WHERE device_id IN ($1, $2) AND ${condition})`;
const preview = statement(
  'repair.merge-preview',
  `SELECT CASE WHEN s.id = l.id OR s.brand_id <> l.brand_id OR s.parent_id = l.id OR l.parent_id = s.id
                    OR (s.parent_id IS NOT NULL AND l.parent_id IS NOT NULL)
                    OR (s.imei IS NOT NULL AND l.imei IS NOT NULL AND (coalesce(s.imei2, l.imei2) IS NOT NULL
                        OR (s.serial IS NOT NULL AND l.serial IS NOT NULL))) THEN true ELSE false END AS "notTwins",
          s.status <> 'active' OR l.status <> 'active' AS withdrawn,
          s.provenance = 'blocked' OR l.provenance = 'blocked' AS blocked,
          (SELECT count(DISTINCT customer_id) > 1 FROM device_ownership
            WHERE device_id IN ($1, $2) AND owned_to IS NULL) AS "twoOwners",
          ${bothOf('repair_order', `state NOT IN ('delivered', 'closed', 'cancelled', 'disposed')`)} AS "bothOpen",
          ${bothOf('warranty_registration', `state IN ('raw', 'sold', 'active', 'suspended')`)} AS "bothRegistered",
          (SELECT count(*)::int FROM repair_order WHERE device_id = $2) AS orders,
          (SELECT count(*)::int FROM warranty_registration WHERE device_id = $2) AS registrations,
          (SELECT count(DISTINCT contract_id)::int FROM service_contract_device WHERE device_id = $2) AS contracts,
          (SELECT count(*)::int FROM device_component WHERE device_id = $2) AS parts,
          (SELECT count(*)::int FROM device WHERE parent_id = $2) AS components,
          (SELECT count(*)::int FROM device_reading WHERE device_id = $2) AS readings
     FROM device s CROSS JOIN device l WHERE s.id = $1 AND l.id = $2`,
);
const moveOrders = statement(
  'repair.move-orders',
  'UPDATE repair_order SET device_id = $2, version = version + 1 WHERE device_id = $1',
);

interface PreviewRow extends Omit<MergePreview, 'conflicts'> {
  readonly notTwins: boolean;
  readonly withdrawn: boolean;
  readonly blocked: boolean;
  readonly twoOwners: boolean;
  readonly bothOpen: boolean;
  readonly bothRegistered: boolean;
}

/**
 * R19. Two records of one device become one. What may change moves to the record that stays; what is append-only
 * (decisions, promises, readings, the timeline) stays where it was written and is read through `device_twins`.
 */
@Injectable()
export class MergesService {
  constructor(
    private readonly db: Database,
    private readonly twins: TwinsService,
    private readonly registrations: RegistrationsService,
    private readonly contracts: ContractsService,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** What merging would do; nothing is changed. 404 for a device nobody knows. */
  async preview(survivorId: Id, loserId: Id): Promise<MergePreview> {
    return toPreview((await this.db.rows<PreviewRow>(preview, [survivorId, loserId]))[0]);
  }

  /** All or nothing. Refused with the first of the preview's conflicts. */
  async merge(
    tx: Tx,
    actor: Actor,
    version: number,
    { survivorId, loserId, reason }: Omit<Merge, 'on'>,
  ): Promise<void> {
    const { conflicts } = toPreview((await execute<PreviewRow>(tx, preview, [survivorId, loserId]))[0]);
    if (conflicts.includes('repair.twins-both-open')) throw twinsBothOpen();
    if (conflicts.includes('repair.twins-both-registered')) throw twinsBothRegistered();
    const { timeZone } = await this.company.current(tx);
    const on = civilDateIn(this.clock.now(), timeZone);
    await execute(tx, moveOrders, [loserId, survivorId]);
    await this.twins.merge(tx, actor, { survivorId, loserId, on, reason }, version);
    await this.registrations.moveTo(tx, loserId, survivorId);
    await this.contracts.moveCover(tx, loserId, survivorId, on);
  }
}

function toPreview(row: PreviewRow | undefined): MergePreview {
  if (!row) throw notFound();
  const { notTwins, withdrawn, blocked, twoOwners, bothOpen, bothRegistered, ...moves } = row;
  const found = [notTwins, withdrawn, blocked, twoOwners, bothOpen, bothRegistered];
  return { ...moves, conflicts: MERGE_CONFLICTS.filter((_, index) => found[index]) };
}
