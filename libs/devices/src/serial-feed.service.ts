import { type CivilDate, Clock, type Id } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, Database, execute, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { Provenance } from './device.entity.js';
import { type DocumentedUnit, DocumentedUnitsService } from './documented-units.service.js';

/** A unit as another system keeps it: `source` names that system, `key` the unit within it. */
export interface FedUnit extends DocumentedUnit {
  readonly source: string;
  readonly key: string;
}

/** What became of a unit of a feed; `revision` counts how often it was told differently. */
export interface FedUnitView {
  readonly source: string;
  readonly key: string;
  readonly deviceId: Id;
  readonly serial: string | null;
  readonly imei: string | null;
  readonly imei2: string | null;
  readonly provenance: Provenance;
  readonly madeOn: CivilDate | null;
  readonly shippedOn: CivilDate | null;
  readonly revision: number;
  readonly changedAt: Date;
}

const lockKey = statement(
  'devices.lock-fed-unit',
  `SELECT pg_advisory_xact_lock(hashtextextended('fed unit ' || $1 || ' ' || $2, 0))`,
);
const kept = statement(
  'devices.kept-unit',
  `SELECT device_id AS "deviceId", told = $3::jsonb AS same FROM fed_unit WHERE source = $1 AND key = $2`,
);
const keep = statement(
  'devices.keep-unit',
  `INSERT INTO fed_unit (source, key, told, device_id, changed_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (source, key) DO UPDATE
     SET told = excluded.told, changed_at = excluded.changed_at, revision = fed_unit.revision + 1`,
);
const one = statement(
  'devices.fed-unit',
  `SELECT f.source, f.key, d.id AS "deviceId", d.serial, d.imei, d.imei2, d.provenance, d.made_on AS "madeOn",
          d.shipped_on AS "shippedOn", f.revision, f.changed_at AS "changedAt"
     FROM fed_unit f JOIN device d ON d.id = f.device_id WHERE f.source = $1 AND f.key = $2`,
);

/** Units that an outside serial-tracking system tells of, under its own keys. */
@Injectable()
export class SerialFeedService {
  constructor(
    private readonly db: Database,
    private readonly units: DocumentedUnitsService,
    private readonly clock: Clock,
  ) {}

  /** D14. Takes over what the source says now; the same again changes nothing, whatever staff corrected since. */
  async put(tx: Tx, actor: Actor, { source, key, ...unit }: FedUnit): Promise<void> {
    assertNetworkWide(actor);
    await execute(tx, lockKey, [source, key]);
    const told = JSON.stringify(unit);
    const [before] = await execute<{ deviceId: Id; same: boolean }>(tx, kept, [source, key, told]);
    if (before?.same) return;
    const deviceId = await this.units.record(tx, actor, unit, before?.deviceId);
    await execute(tx, keep, [source, key, told, deviceId, this.clock.now()]);
  }

  /** 404 for a key this source never named. */
  get(source: string, key: string): Promise<FedUnitView> {
    return this.db.one<FedUnitView>(one, [source, key]);
  }
}
