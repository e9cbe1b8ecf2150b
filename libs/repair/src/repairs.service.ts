import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id, inCalendar, newId } from '@aftercare/kernel';
import { RequisitionsService } from '@aftercare/inventory';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertPermission,
  execute,
  nextNumber,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import type { CoverageVerdict } from '@aftercare/warranty';
import { insertLines, type NewLine } from './lines.service.js';
import { OrderCoverage } from './order-coverage.js';
import { factsInside, type OrderFacts } from './order-facts.js';
import { lockOrder } from './lock-order.js';
import { deviceHasOpenOrder, unknownTechnician } from './repair.errors.js';
import { repairAssigned, repairMoved, repairOpened, repairPlanned } from './repair.events.js';
import { RepairOrder, type RepairPriority, type RepairTransition, type RepairType } from './repair-order.entity.js';
import { ENDS_PARTS, type RepairAct } from './repair-status.js';

/** What reception hands to the workshop. `openBesideReason` opens a second order for a device, by right. */
export interface OpenRepair {
  readonly centerId: Id;
  readonly receptionId: Id | null;
  readonly deviceId: Id;
  readonly customerId: Id;
  readonly priority: RepairPriority;
  readonly declaredFault: string;
  readonly promisedOn: CivilDate | null;
  readonly receivedOn: CivilDate;
  readonly openBesideReason: string | null;
  /** Work and parts agreed on at the counter already. */
  readonly lines: readonly NewLine[];
}

const openOrderOf = statement(
  'repair.open-order-of',
  `SELECT o.id, o.number, c.name_fa, c.name_en FROM repair_order o JOIN service_center c ON c.id = o.center_id
    WHERE o.device_id = $1 AND o.state NOT IN ('delivered', 'closed', 'cancelled', 'disposed')
    ORDER BY o.received_at LIMIT 1`,
);
const insertOrder = statement(
  'repair.insert',
  `WITH opened AS (
     INSERT INTO repair_order (id, number, center_id, reception_id, device_id, customer_id, type, state, priority,
                               declared_fault, promised_on, opened_beside_id, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'chargeable', 'received', $7, $8, $9, $10, $11)
   )
   INSERT INTO repair_transition (id, order_id, act, from_state, to_state, reason, actor_account_id, actor_name, at)
   VALUES ($12, $1, 'receive', NULL, 'received', $13, $14, $15, $11)`,
);
const nameType = statement('repair.name-type', 'UPDATE repair_order SET type = $2 WHERE id = $1');
const insertTransition = statement(
  'repair.transition',
  `INSERT INTO repair_transition (id, order_id, act, from_state, to_state, reason, actor_account_id, actor_name, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const canRepairIn = statement(
  'repair.can-repair-in',
  `SELECT 1 AS yes FROM account a
    WHERE a.id = $1 AND a.disabled_at IS NULL
      AND (a.scope = 'network' OR EXISTS (SELECT 1 FROM account_center ac WHERE ac.account_id = a.id AND ac.center_id = $2))
      AND EXISTS (SELECT 1 FROM account_role ar JOIN role_permission p ON p.role_id = ar.role_id
                   WHERE ar.account_id = a.id AND p.permission = 'repair.work')`,
);

/** Opens, assigns, plans and moves repair orders. */
@Injectable()
export class RepairsService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly requisitions: RequisitionsService,
    private readonly coverage: OrderCoverage,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** R5. One open order per device in the whole network; a second one needs a right and a reason. */
  async open(tx: Tx, actor: Actor, input: OpenRepair): Promise<{ id: Id; number: string }> {
    const other = await findOpenOrder(tx, input.deviceId);
    if (other && input.openBesideReason === null) throw refusalFor(other);
    if (other) assertPermission(actor, 'reception.override');
    const { calendar } = await this.company.current(tx);
    const now = this.clock.now();
    const id = newId();
    const number = await nextNumber(tx, 'RO', inCalendar(input.receivedOn, calendar).year);
    await execute(tx, insertOrder, [
      id,
      number,
      input.centerId,
      input.receptionId,
      input.deviceId,
      input.customerId,
      input.priority,
      input.declaredFault,
      input.promisedOn,
      other?.id ?? null,
      now,
      newId(),
      other ? input.openBesideReason : null,
      actor.accountId,
      actor.name,
    ]);
    await insertLines(tx, id, input.lines, null, now);
    const { verdict } = await this.coverage.decide(tx, actor, { ...input, id, receivedAt: now });
    // R10. The first verdict names the order's type; the lines carry what is really covered.
    const type = typeBy(verdict);
    if (type !== 'chargeable') await execute(tx, nameType, [id, type]);
    const { deviceId, receptionId } = input;
    await this.outbox.publish(
      tx,
      actor,
      repairOpened({ id, centerId: input.centerId }, { orderId: id, number, deviceId, receptionId }),
      other ? { openedBeside: other.number, reason: input.openBesideReason } : {},
    );
    return { id, number };
  }

  async assign(tx: Tx, actor: Actor, id: Id, version: number, technicianId: Id | null): Promise<void> {
    const order = await lockOrder(tx, actor, id, version);
    if (technicianId !== null && (await execute(tx, canRepairIn, [technicianId, order.centerId])).length === 0)
      throw unknownTechnician();
    order.technicianId = technicianId;
    await saveRoot(tx, RepairOrder, order);
    await this.outbox.publish(tx, actor, repairAssigned(order, { orderId: id, number: order.number, technicianId }));
  }

  async plan(
    tx: Tx,
    actor: Actor,
    id: Id,
    version: number,
    plan: { promisedOn?: CivilDate | null; priority?: RepairPriority },
  ): Promise<void> {
    const order = Object.assign(await lockOrder(tx, actor, id, version), plan);
    await saveRoot(tx, RepairOrder, order);
    const { number, promisedOn, priority } = order;
    await this.outbox.publish(tx, actor, repairPlanned(order, { orderId: id, number, promisedOn, priority }));
  }

  /** A move that brings nothing but a reason; the acts with data of their own have their own services. */
  async move(tx: Tx, actor: Actor, id: Id, version: number, act: RepairAct, reason: string | null): Promise<void> {
    const order = await lockOrder(tx, actor, id, version);
    const facts = await factsInside(tx, id, this.clock.now());
    const transition = await this.carryOut(tx, actor, order, facts, act, reason);
    if (ENDS_PARTS.includes(act)) await this.endParts(tx, actor, id);
    if (act === 'cancel') await this.coverage.giveBack(tx, actor, order);
    await this.outbox.publish(
      tx,
      actor,
      repairMoved(order, {
        orderId: id,
        number: order.number,
        act,
        from: transition.fromState,
        to: transition.toState,
      }),
      { reason },
    );
  }

  /** The store hands out nothing more for the order: what it reserved is free again. */
  async endParts(tx: Tx, actor: Actor, orderId: Id): Promise<void> {
    await this.requisitions.releaseOrder(tx, actor, orderId);
  }

  /** The verb, its history row and the saved order; whoever calls it publishes the fact. */
  async carryOut(
    tx: Tx,
    actor: Actor,
    order: RepairOrder,
    facts: OrderFacts,
    act: RepairAct,
    reason: string | null,
  ): Promise<RepairTransition> {
    const transition = order.move(act, facts, actor, this.clock.now(), reason);
    await saveRoot(tx, RepairOrder, order);
    const { id, orderId, fromState, toState, at } = transition;
    await execute(tx, insertTransition, [
      id,
      orderId,
      act,
      fromState,
      toState,
      reason,
      actor.accountId,
      actor.name,
      at,
    ]);
    return transition;
  }
}

interface OpenOrder {
  readonly id: Id;
  readonly number: string;
  readonly name_fa: string | null;
  readonly name_en: string | null;
}

async function findOpenOrder(tx: Tx, deviceId: Id): Promise<OpenOrder | undefined> {
  return (await execute<OpenOrder>(tx, openOrderOf, [deviceId]))[0];
}

function refusalFor({ number, name_fa: centerFa, name_en: centerEn }: OpenOrder): Error {
  return deviceHasOpenOrder({ number, centerFa, centerEn });
}

/** Refuses with `repair.device-has-open-order`, which names order and centre. */
export async function assertNoOpenOrder(tx: Tx, deviceId: Id): Promise<void> {
  const open = await findOpenOrder(tx, deviceId);
  if (open) throw refusalFor(open);
}

/** R10. A contract names the order only where nothing before it pays. */
function typeBy({ overall, headline, lines }: CoverageVerdict): RepairType {
  if (overall === 'chargeable') return 'chargeable';
  const paying = lines.filter(({ coveredPercent }) => coveredPercent > 0);
  const byContract =
    paying.length > 0 ? paying.every(({ rule }) => rule === 'contract') : headline.reason.code === 'contract-in-force';
  return byContract ? 'contract' : 'warranty';
}
