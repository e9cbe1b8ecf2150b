import { type Id, mulDivHalfUp } from '@aftercare/kernel';
import type { CoverClass } from '@aftercare/warranty';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const LINE_KINDS = ['operation', 'part'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** One operation or one part of a repair: the unit of price, of cover and of invoicing. */
@Entity()
export class RepairLine {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  orderId: Id;

  @Column('smallint')
  position: number;

  @Column('text')
  kind: LineKind;

  @Column('text')
  class: CoverClass;

  @Column('uuid', { nullable: true })
  serviceItemId: Id | null;

  @Column('uuid', { nullable: true })
  partId: Id | null;

  @Column('text', { nullable: true })
  descriptionFa: string | null;

  @Column('text', { nullable: true })
  descriptionEn: string | null;

  @Column('integer')
  quantity: number;

  /** List price of one, minor units, without tax. */
  @Column('bigint')
  unitPrice: number;

  @Column('integer', { nullable: true })
  minutes: number | null;

  @Column('uuid', { nullable: true })
  technicianId: Id | null;

  /** The fault this line mends, when it differs from the order's: an impact beside a warranted defect. */
  @Column('uuid', { nullable: true })
  faultCodeId: Id | null;

  /** What was done, in the words of the code set. */
  @Column('uuid', { nullable: true })
  repairCodeId: Id | null;

  /** References to what proves the fault: photo or report numbers. */
  @Column('text', { array: true })
  evidence: string[];

  @Column('smallint')
  coveredPercent: number;

  /** What a limit of the guarantee leaves of the line, in minor units; null without one. */
  @Column('bigint', { nullable: true })
  coveredAtMost: number | null;

  @Column('uuid', { nullable: true })
  decisionId: Id | null;

  @Column('integer')
  fittedQuantity: number;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  get listAmount(): number {
    return this.quantity * this.unitPrice;
  }

  /** What the customer does not pay, half-up. */
  get coveredAmount(): number {
    const covered = mulDivHalfUp(this.listAmount, this.coveredPercent, 100);
    return Math.min(covered, this.coveredAtMost ?? covered);
  }

  get chargedAmount(): number {
    return this.listAmount - this.coveredAmount;
  }
}
