import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { assertNetworkWide } from './network-wide.js';
import { serviceCenterSaved, workingHoursSet } from './organization.events.js';
import { ServiceCenter } from './service-center.entity.js';
import { minuteOfDay, type WorkingHours } from './working-hours.js';

export type NewServiceCenter = Omit<ServiceCenter, 'id' | 'version' | 'closedOn' | 'grade'> &
  Partial<Pick<ServiceCenter, 'grade'>>;
export type ServiceCenterChanges = Partial<Omit<ServiceCenter, 'id' | 'version' | 'code'>>;

const clearHours = statement('organization.clear-hours', 'DELETE FROM working_hours WHERE center_id = $1');
const setHours = statement(
  'organization.set-hours',
  `INSERT INTO working_hours (center_id, weekday, opens_minute, closes_minute)
   SELECT $1, unnest($2::smallint[]), unnest($3::smallint[]), unnest($4::smallint[])`,
);

@Injectable()
export class ServiceCentersService {
  constructor(private readonly outbox: Outbox) {}

  /** O2. */
  async create(tx: Tx, actor: Actor, input: NewServiceCenter): Promise<Id> {
    assertNetworkWide(actor);
    const id = newId();
    await tx.insert(ServiceCenter, { grade: null, ...input, id, closedOn: null, version: 1 });
    await this.outbox.publish(tx, actor, serviceCenterSaved({ id, centerId: id }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ServiceCenterChanges): Promise<void> {
    assertWorksIn(actor, id);
    const center = await lockRoot(tx, ServiceCenter, id, version);
    await saveRoot(tx, ServiceCenter, Object.assign(center, changes));
    await this.outbox.publish(tx, actor, serviceCenterSaved({ id, centerId: id }, { change: 'changed' }), changes);
  }

  /** O5. Replaces the whole week; raises the centre's version. */
  async setWorkingHours(tx: Tx, actor: Actor, id: Id, version: number, week: readonly WorkingHours[]): Promise<void> {
    assertWorksIn(actor, id);
    const center = await lockRoot(tx, ServiceCenter, id, version);
    await execute(tx, clearHours, [id]);
    await execute(tx, setHours, [
      id,
      week.map((hours) => hours.weekday),
      week.map((hours) => minuteOfDay(hours.opens)),
      week.map((hours) => minuteOfDay(hours.closes)),
    ]);
    await saveRoot(tx, ServiceCenter, center);
    await this.outbox.publish(tx, actor, workingHoursSet({ id, centerId: id }, {}), { week });
  }
}
