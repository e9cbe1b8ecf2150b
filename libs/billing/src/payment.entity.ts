import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PAYMENT_METHODS = ['cash', 'card', 'transfer'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** How an invoice is paid: by money, from what was left ahead, or by what a supplier gave for a claim. */
export const SETTLEMENT_METHODS = [...PAYMENT_METHODS, 'deposit', 'claim'] as const;
export type SettlementMethod = (typeof SETTLEMENT_METHODS)[number];

@Entity()
export class Payment {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  number: string;

  @Column('uuid')
  centerId: Id;

  /** Null when the payer of a guarantee pays. */
  @Column('uuid', { nullable: true })
  customerId: Id | null;

  @Column('text')
  method: SettlementMethod;

  @Column('bigint')
  amount: number;

  @Column('text')
  currency: string;

  /** The terminal's or the bank's own number of it. */
  @Column('text', { nullable: true })
  reference: string | null;

  @Column('timestamptz')
  receivedAt: Date;

  @Column('uuid', { nullable: true })
  receivedBy: Id | null;
}

/** How much of a payment settles which invoice. */
@Entity()
export class PaymentAllocation {
  @PrimaryColumn('uuid')
  paymentId: Id;

  @PrimaryColumn('uuid')
  invoiceId: Id;

  @Column('bigint')
  amount: number;
}
