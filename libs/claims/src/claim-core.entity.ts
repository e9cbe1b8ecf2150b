import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { coreActNotPossible } from './claims.errors.js';

export const CORE_STATES = ['due', 'received', 'sent', 'accepted', 'refused'] as const;
export type CoreState = (typeof CORE_STATES)[number];

/** The store takes the old part in, it is sent, the supplier takes it or does not. */
export const CORE_ACTS = ['receive', 'send', 'accept', 'refuse'] as const;
export type CoreAct = (typeof CORE_ACTS)[number];

/** S11. */
const CORE_TABLE: Readonly<Record<CoreAct, { readonly from: CoreState; readonly to: CoreState }>> = {
  receive: { from: 'due', to: 'received' },
  send: { from: 'received', to: 'sent' },
  accept: { from: 'sent', to: 'accepted' },
  refuse: { from: 'sent', to: 'refused' },
};

/** What may be done with an old part in this state. */
export function coreActsOf(state: CoreState): CoreAct[] {
  return CORE_ACTS.filter((act) => CORE_TABLE[act].from === state);
}

/** The old part that a supplier wants back for one line. */
@Entity()
export class ClaimCore {
  @PrimaryColumn('uuid')
  id: Id;

  @Column({ type: 'uuid', update: false })
  lineId: Id;

  @Column({ type: 'uuid', update: false })
  centerId: Id;

  @Column({ type: 'uuid', update: false })
  partId: Id;

  @Column({ type: 'integer', update: false })
  quantity: number;

  @Column('text')
  state: CoreState;

  /** The last day on which the supplier takes it. */
  @Column({ type: 'date', update: false })
  dueOn: CivilDate;

  /** Who had it in hand last. */
  @Column('uuid', { nullable: true })
  keeperId: Id | null;

  /** Where it lies while it is ours. */
  @Column('uuid', { nullable: true })
  locationId: Id | null;

  @Column('date', { nullable: true })
  sentOn: CivilDate | null;

  /** Number of the consignment. */
  @Column('text', { nullable: true })
  sentReference: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('integer')
  version: number;

  /** The only way the state changes. */
  move(act: CoreAct, keeperId: Id | null, note: string | null): void {
    const { from, to } = CORE_TABLE[act];
    if (this.state !== from) throw coreActNotPossible({ act, state: this.state });
    this.state = to;
    this.keeperId = keeperId;
    this.note = note ?? this.note;
  }
}
