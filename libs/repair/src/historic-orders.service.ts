import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, inCalendar, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, execute, nextNumbers, statement, type Tx } from '@aftercare/platform';
import type { RepairOutcome } from './repair-order.entity.js';

/** A repair that was over before we heard of it, known by its key in the system it comes from. */
export interface HistoricOrder {
  readonly externalRef: string;
  readonly centerId: Id;
  readonly deviceId: Id;
  /** The day it was brought and given back, in the centre's time zone. */
  readonly repairedOn: CivilDate;
  readonly declaredFault: string;
  readonly outcome: RepairOutcome;
  /** Why it ended like this; the reason in the order's history. */
  readonly note: string | null;
}

const known = statement(
  'repair.historic-known',
  'SELECT id, external_ref FROM repair_order WHERE external_ref = ANY($1) ORDER BY id FOR UPDATE',
);
// R12. Noon keeps the day the same in every zone nearby. Each order comes closed, with one move from nothing to there.
const given = `
   SELECT g.*, (g.day + time '12:00') AT TIME ZONE c.time_zone AS at
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::date[], $6::text[], $7::text[], $8::text[],
                 $9::text[], $10::uuid[])
          AS g(id, number, center_id, device_id, day, fault, outcome, note, external_ref, transition_id)
     JOIN service_center c ON c.id = g.center_id`;
const tell = `
   INSERT INTO repair_transition (id, order_id, act, from_state, to_state, reason, actor_account_id, actor_name, at)
   SELECT transition_id, id, 'import', NULL, 'closed', note, $11, $12, at FROM given`;
const insert = statement(
  'repair.insert-historic',
  `WITH given AS (${given}), made AS (
     INSERT INTO repair_order (id, number, center_id, device_id, type, state, priority, declared_fault, outcome,
                               received_at, delivered_at, closed_at, external_ref)
     SELECT id, number, center_id, device_id, 'chargeable', 'closed', 'normal', fault, outcome, at, at, at, external_ref
       FROM given
   )${tell}`,
);
// The number stays, also when the corrected day lies in another year: it may have been written down.
const update = statement(
  'repair.update-historic',
  `WITH given AS (${given}), changed AS (
     UPDATE repair_order o
        SET center_id = g.center_id, device_id = g.device_id, declared_fault = g.fault, outcome = g.outcome,
            received_at = g.at, delivered_at = g.at, closed_at = g.at, version = o.version + 1
       FROM given g WHERE o.id = g.id
   )${tell}`,
);

/** Repairs of the past, taken over from elsewhere: closed from the start, without customer, lines and money. */
@Injectable()
export class HistoricOrdersService {
  constructor(private readonly company: CompanyQueries) {}

  /**
   * R12. Records or corrects orders by `externalRef` and gives their ids in the order asked. For bulk imports: the
   * import's own fact and audit entry stand for theirs.
   */
  async record(tx: Tx, actor: Actor, orders: readonly HistoricOrder[]): Promise<Id[]> {
    const rows = await execute<{ id: Id; external_ref: string }>(tx, known, [orders.map((order) => order.externalRef)]);
    const ids = new Map(rows.map((row) => [row.external_ref, row.id]));
    const changed = orders.filter((order) => ids.has(order.externalRef));
    const added = orders.filter((order) => !ids.has(order.externalRef));
    for (const { externalRef } of added) ids.set(externalRef, newId());

    const { calendar } = await this.company.current();
    const years = added.map((order) => inCalendar(order.repairedOn, calendar).year);
    const numbers = await nextNumbers(tx, 'RO', years);
    const write = (target: typeof insert, batch: readonly HistoricOrder[], given: readonly (string | null)[]) =>
      execute(tx, target, [
        batch.map((order) => ids.get(order.externalRef)),
        given,
        batch.map((order) => order.centerId),
        batch.map((order) => order.deviceId),
        batch.map((order) => order.repairedOn),
        batch.map((order) => order.declaredFault),
        batch.map((order) => order.outcome),
        batch.map((order) => order.note),
        batch.map((order) => order.externalRef),
        batch.map(newId),
        actor.accountId,
        actor.name,
      ]);
    if (added.length > 0) await write(insert, added, numbers);
    if (changed.length > 0)
      await write(
        update,
        changed,
        changed.map(() => null),
      );
    return orders.map((order) => ids.get(order.externalRef)!);
  }
}
