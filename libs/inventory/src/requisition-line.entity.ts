import { type Id, mulDivHalfUp } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { notIssued, notReserved } from './inventory.errors.js';

/** One part of a requisition, in pieces. Values are totals in minor units of the company currency. */
@Entity()
export class RequisitionLine {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  requisitionId: Id;

  @Column('uuid')
  orderLineId: Id;

  @Column('uuid')
  partId: Id;

  @Column('uuid')
  locationId: Id;

  @Column('integer')
  requested: number;

  @Column('integer')
  reserved: number;

  @Column('integer')
  issued: number;

  @Column('integer')
  returned: number;

  @Column('integer')
  cancelled: number;

  @Column('bigint')
  issuedValue: number;

  @Column('bigint')
  returnedValue: number;

  /** False once the line was short, else told by its first issue; null until then. Basis of the fill rate (I8). */
  @Column('boolean', { nullable: true })
  firstIssueWhole: boolean | null;

  /** Pieces that are still to be handed out. */
  get outstanding(): number {
    return this.requested - this.issued - this.cancelled;
  }

  /** Of those, the ones the store does not have. */
  get short(): number {
    return this.outstanding - this.reserved;
  }

  /** I5. Only what is reserved leaves the store. */
  assertReserved(quantity: number): void {
    if (quantity > this.reserved) throw notReserved({ reserved: this.reserved });
  }

  issue(quantity: number, value: number): void {
    this.firstIssueWhole ??= quantity === this.requested;
    this.reserved -= quantity;
    this.issued += quantity;
    this.issuedValue += value;
  }

  /** I6. Unused pieces go back at the cost they were issued at; gives the value that goes with them. */
  giveBack(quantity: number): number {
    const returnable = this.issued - this.returned;
    if (quantity > returnable) throw notIssued({ returnable });
    const value = mulDivHalfUp(this.issuedValue - this.returnedValue, quantity, returnable);
    this.returned += quantity;
    this.returnedValue += value;
    return value;
  }

  /** Nothing more is needed; gives how many pieces come free. */
  cancelRest(): number {
    const freed = this.reserved;
    this.cancelled += this.outstanding;
    this.reserved = 0;
    return freed;
  }
}
