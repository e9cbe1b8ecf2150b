import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CLAIM_TABLE, type ClaimAct, type ClaimState } from './claim-status.js';
import { claimActNotPossible } from './claims.errors.js';

/** How a supplier pays: by a note that lowers what the company owes it, or with money. */
export const SETTLEMENT_KINDS = ['credit-note', 'payment'] as const;
export type SettlementKind = (typeof SETTLEMENT_KINDS)[number];

/** What one centre asks of one supplier. Its lines, rounds and answers are rows of their own. */
@Entity()
export class SupplierClaim {
  @PrimaryColumn('uuid')
  id: Id;

  /** Null while it is a draft. */
  @Column('text', { nullable: true })
  number: string | null;

  @Column({ type: 'uuid', update: false })
  supplierId: Id;

  @Column({ type: 'uuid', update: false })
  centerId: Id;

  @Column('text')
  state: ClaimState;

  /** How often it was sent. */
  @Column('integer')
  round: number;

  @Column({ type: 'text', update: false })
  draftedBy: string;

  @Column({ type: 'timestamptz', update: false })
  draftedAt: Date;

  /** The first round's day. */
  @Column('date', { nullable: true })
  submittedOn: CivilDate | null;

  @Column('date', { nullable: true })
  settledOn: CivilDate | null;

  @Column('text', { nullable: true })
  settlementKind: SettlementKind | null;

  /** Minor units. */
  @Column('bigint', { nullable: true })
  settledAmount: number | null;

  /** Number of the credit note or of the payment. */
  @Column('text', { nullable: true })
  settlementReference: string | null;

  @Column('integer')
  version: number;

  /** S8. */
  assertMay(act: ClaimAct): void {
    if (!CLAIM_TABLE[act].from.includes(this.state)) throw claimActNotPossible({ act, state: this.state });
  }
}
