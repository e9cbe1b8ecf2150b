import { type CivilDate, type Id, newId } from '@aftercare/kernel';
import { type Actor, assertPermission } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { actNotAllowed, GUARD_PROBLEMS, orderFrozen, reasonMissing } from './repair.errors.js';
import { blockersOf, moveOf, type RepairAct, type RepairFacts, type RepairState } from './repair-status.js';

export const REPAIR_TYPES = [
  'warranty',
  'chargeable',
  'contract',
  'rework',
  'goodwill',
  'doa',
  'refurb',
  'installation',
] as const;
export type RepairType = (typeof REPAIR_TYPES)[number];

export const REPAIR_PRIORITIES = ['normal', 'urgent'] as const;
export type RepairPriority = (typeof REPAIR_PRIORITIES)[number];

export const REPAIR_OUTCOMES = [
  'repaired',
  'no_fault_found',
  'quote_refused',
  'quote_expired',
  'beyond_repair',
  'replaced',
  'unrepaired',
  'unknown',
] as const;
export type RepairOutcome = (typeof REPAIR_OUTCOMES)[number];

/** A finished move of an order, as it goes into its history. */
export interface RepairTransition {
  readonly id: Id;
  readonly orderId: Id;
  readonly act: RepairAct;
  readonly fromState: RepairState;
  readonly toState: RepairState;
  readonly reason: string | null;
  readonly at: Date;
}

// While the device lies on the bench its lines and findings may change; afterwards they are what was invoiced.
export const OPEN_FOR_WORK: readonly RepairState[] = [
  'received',
  'diagnosing',
  'awaiting_parts',
  'in_repair',
  'at_vendor',
];

// Until the work is done its cover follows the facts; afterwards the customer was promised what stands.
export const COVER_OPEN: readonly RepairState[] = [...OPEN_FOR_WORK, 'awaiting_approval'];

@Entity()
export class RepairOrder {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  number: string;

  @Column('uuid')
  centerId: Id;

  @Column('uuid', { nullable: true })
  receptionId: Id | null;

  @Column('uuid')
  deviceId: Id;

  @Column('uuid', { nullable: true })
  customerId: Id | null;

  @Column('text')
  type: RepairType;

  @Column('text')
  state: RepairState;

  @Column('text')
  priority: RepairPriority;

  @Column('uuid', { nullable: true })
  technicianId: Id | null;

  @Column('text')
  declaredFault: string;

  @Column('date', { nullable: true })
  promisedOn: CivilDate | null;

  @Column('text', { nullable: true })
  outcome: RepairOutcome | null;

  @Column('uuid', { nullable: true })
  originOrderId: Id | null;

  @Column('uuid', { nullable: true })
  openedBesideId: Id | null;

  @Column('timestamptz')
  receivedAt: Date;

  @Column('timestamptz', { nullable: true })
  readyAt: Date | null;

  @Column('timestamptz', { nullable: true })
  deliveredAt: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('text', { nullable: true })
  externalRef: string | null;

  @Column('integer')
  version: number;

  /** R1. The only way the state changes: refused unless the table allows it, the actor may, and every guard agrees. */
  move(act: RepairAct, facts: RepairFacts, actor: Actor, now: Date, reason: string | null): RepairTransition {
    const move = moveOf(act);
    if (!move.from.includes(this.state)) throw actNotAllowed({ act, state: this.state });
    if (actor.kind === 'staff') assertPermission(actor, move.permission);
    if (move.reason && !reason) throw reasonMissing();
    const [blocker] = blockersOf(act, facts, actor);
    if (blocker) throw GUARD_PROBLEMS[blocker]();
    const transition = { id: newId(), orderId: this.id, act, fromState: this.state, toState: move.to, reason, at: now };
    this.state = move.to;
    this.outcome = OUTCOMES[act] ?? this.outcome;
    if (move.to === 'ready' || move.to === 'ready_unrepaired') this.readyAt = now;
    if (act === 'back-to-bench') this.readyAt = null;
    if (move.to === 'delivered') this.deliveredAt = now;
    if (move.to === 'closed' || move.to === 'cancelled' || move.to === 'disposed') this.closedAt = now;
    return transition;
  }

  /** R4. Findings and lines change only while the device is on the bench. */
  assertOpenForWork(): void {
    if (!OPEN_FOR_WORK.includes(this.state)) throw orderFrozen({ state: this.state });
  }
}

const OUTCOMES: Partial<Record<RepairAct, RepairOutcome>> = {
  'refuse-quote': 'quote_refused',
  'close-without-repair': 'no_fault_found',
  'pass-check': 'repaired',
  'declare-beyond-repair': 'beyond_repair',
  'replaced-by-vendor': 'replaced',
  replace: 'replaced',
  'return-unrepaired': 'unrepaired',
};
