import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BillingRhythm, BillingTerms, BillingTime } from './billing-plan.js';
import {
  blockerOf,
  CONTRACT_TABLE,
  type ContractAct,
  type ContractMove,
  type ContractState,
} from './contract-status.js';
import type { ContractKind, ContractScope, ContractTerms } from './contract-terms.js';
import { actNotPossible, contractOver, contractReasonMissing, renewedAlready } from './contracts.errors.js';

/** One period of an agreement with a customer. Its addenda, devices, centres and uses are rows of their own. */
@Entity()
export class ServiceContract {
  @PrimaryColumn('uuid')
  id: Id;

  @Column({ type: 'text', update: false })
  number: string;

  @Column({ type: 'text', update: false })
  kind: ContractKind;

  @Column('uuid')
  customerId: Id;

  @Column('text')
  state: ContractState;

  @Column('text', { nullable: true })
  stateReason: string | null;

  @Column('date')
  startsOn: CivilDate;

  /** The first day on which it no longer holds. */
  @Column('date')
  endsOn: CivilDate;

  @Column('text')
  scope: ContractScope;

  @Column('uuid', { nullable: true })
  productGroupId: Id | null;

  /** How many devices may be served, where they are not listed; null = any number. */
  @Column('integer', { nullable: true })
  deviceLimit: number | null;

  /** Addresses of the customer at which service is given. */
  @Column('text', { array: true })
  sites: string[];

  /** As signed; see `termsOn` for a day. */
  @Column('jsonb')
  terms: ContractTerms;

  /** C12. How the price is billed; all three or, where it is not billed here, none. */
  @Column('text', { nullable: true })
  billingEvery: BillingRhythm | null;

  @Column('text', { nullable: true })
  billingDue: BillingTime | null;

  @Column('uuid', { nullable: true })
  billingCenterId: Id | null;

  /** What was billed of the price before there was a plan, in minor units. */
  @Column('bigint')
  billedElsewhere: number;

  /** How many days before its end it is told of. */
  @Column('integer')
  noticeDays: number;

  @Column('text', { nullable: true })
  note: string | null;

  @Column({ type: 'uuid', nullable: true, update: false })
  renewsId: Id | null;

  @Column({ type: 'timestamptz', update: false })
  draftedAt: Date;

  @Column('integer')
  version: number;

  get billing(): BillingTerms | null {
    const { billingEvery: every, billingDue: due, billingCenterId: centerId } = this;
    return every && due && centerId ? { every, due, centerId } : null;
  }

  agreeBilling(billing: BillingTerms | null): void {
    this.billingEvery = billing?.every ?? null;
    this.billingDue = billing?.due ?? null;
    this.billingCenterId = billing?.centerId ?? null;
  }

  /** C2. Refuses what the state or the calendar does not allow; the words of `allowedActions`. */
  assertMay(act: ContractAct, today: CivilDate, renewed = false): void {
    if (!CONTRACT_TABLE[act].from.includes(this.state)) throw actNotPossible({ act, state: this.state });
    const blocker = blockerOf(act, { state: this.state, over: this.endsOn <= today, renewed });
    switch (blocker) {
      case null:
        return;
      case 'period-over':
        throw contractOver();
      case 'renewed-already':
        throw renewedAlready();
    }
  }

  /** C2. The only way the state changes by hand. Returns where it came from. */
  move(act: ContractMove, today: CivilDate, reason: string | null): ContractState {
    this.assertMay(act, today);
    const { to, reason: needed } = CONTRACT_TABLE[act];
    if (needed && !reason) throw contractReasonMissing();
    const from = this.state;
    this.state = to ?? from;
    this.stateReason = reason;
    return from;
  }
}
