import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { depositSpent } from './billing.errors.js';
import type { PaymentMethod } from './payment.entity.js';

/** Money that a customer left for an order before there is an invoice. */
@Entity()
export class Deposit {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  number: string;

  @Column('uuid')
  centerId: Id;

  @Column('uuid')
  orderId: Id;

  @Column('uuid')
  customerId: Id;

  @Column('text')
  method: PaymentMethod;

  @Column('bigint')
  amount: number;

  /** What is still owed to the customer. */
  @Column('bigint')
  held: number;

  @Column('text')
  currency: string;

  @Column('text', { nullable: true })
  reference: string | null;

  @Column('timestamptz')
  takenAt: Date;

  @Column('uuid', { nullable: true })
  takenBy: Id | null;

  @Column('integer')
  version: number;

  /** B12. Refuses more than is held. */
  spend(amount: number): void {
    if (amount > this.held) throw depositSpent({ held: this.held });
    this.held -= amount;
  }
}
