import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, assertWorksIn, execute, notFound, Outbox, statement, type Tx } from '@aftercare/platform';
import { customerArrived, customerLeft, customerServed } from './reception.events.js';

const insert = statement(
  'reception.arrive',
  'INSERT INTO arrival (id, center_id, note, arrived_at) VALUES ($1, $2, $3, $4)',
);
const serve = statement(
  'reception.serve',
  `UPDATE arrival SET served_at = $3 WHERE id = $1 AND center_id = $2 AND served_at IS NULL AND left_at IS NULL
   RETURNING extract(epoch FROM $3::timestamptz - arrived_at)::int AS waited`,
);
const leave = statement(
  'reception.leave',
  `UPDATE arrival SET left_at = $2 WHERE id = $1 AND served_at IS NULL AND left_at IS NULL AND ($3::uuid[] IS NULL OR center_id = ANY($3))
   RETURNING center_id`,
);
const centerOf = statement('reception.arrival-center', 'SELECT center_id FROM arrival WHERE id = $1');

/** The waiting line: when a customer came and when somebody turned to them, by the server's clock. */
@Injectable()
export class ArrivalsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async arrive(tx: Tx, actor: Actor, centerId: Id, note: string | null): Promise<Id> {
    assertWorksIn(actor, centerId);
    const id = newId();
    await execute(tx, insert, [id, centerId, note, this.clock.now()]);
    await this.outbox.publish(tx, actor, customerArrived({ id, centerId }, { arrivalId: id }));
    return id;
  }

  /** The clerk turns to the customer; the second clerk who tries finds nobody waiting (404). */
  async serve(tx: Tx, actor: Actor, id: Id): Promise<void> {
    const [arrival] = await execute<{ center_id: Id }>(tx, centerOf, [id]);
    if (!arrival) throw notFound();
    assertWorksIn(actor, arrival.center_id);
    const [served] = await execute<{ waited: number }>(tx, serve, [id, arrival.center_id, this.clock.now()]);
    if (!served) throw notFound();
    await this.outbox.publish(
      tx,
      actor,
      customerServed({ id, centerId: arrival.center_id }, { arrivalId: id, waitedSeconds: served.waited }),
    );
  }

  async leave(tx: Tx, actor: Actor, id: Id): Promise<void> {
    const scope = actor.centers === 'all' ? null : actor.centers;
    const [left] = await execute<{ center_id: Id }>(tx, leave, [id, this.clock.now(), scope]);
    if (!left) throw notFound();
    await this.outbox.publish(tx, actor, customerLeft({ id, centerId: left.center_id }, { arrivalId: id }));
  }
}
