import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequisitionLine } from './requisition-line.entity.js';

export const REQUISITION_STATES = ['submitted', 'partly_issued', 'issued', 'closed', 'cancelled'] as const;
export type RequisitionState = (typeof REQUISITION_STATES)[number];

/** What the workshop asks of the store for one repair order. */
@Entity()
export class Requisition {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  number: string;

  @Column('uuid')
  centerId: Id;

  @Column('uuid')
  orderId: Id;

  @Column('text')
  state: RequisitionState;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('uuid', { nullable: true })
  requestedBy: Id | null;

  @Column('timestamptz')
  requestedAt: Date;

  @Column('integer')
  version: number;

  get isOpen(): boolean {
    return this.state === 'submitted' || this.state === 'partly_issued';
  }

  /** After pieces were handed out. */
  settle(lines: readonly RequisitionLine[]): void {
    this.state = lines.every((line) => line.outstanding === 0) ? 'issued' : 'partly_issued';
  }

  /** The order needs nothing more: closed when pieces were handed out, cancelled when none were. */
  close(lines: readonly RequisitionLine[]): void {
    this.state = lines.some((line) => line.issued > 0) ? 'closed' : 'cancelled';
  }
}
