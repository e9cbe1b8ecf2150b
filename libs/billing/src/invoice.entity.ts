import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { nothingDue, overpayment } from './billing.errors.js';

export const INVOICE_KINDS = ['customer', 'warranty', 'contract'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** Derived by the database from what is paid and written off; `own_cost` is what a centre bears itself. A draft is never stored. */
export const INVOICE_STATES = ['issued', 'part_paid', 'paid', 'written_off', 'own_cost'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** Who owes a warranty invoice. */
export const WARRANTY_PAYERS = ['maker', 'importer', 'seller', 'centre'] as const;
export type WarrantyPayer = (typeof WARRANTY_PAYERS)[number];

@Entity()
export class Invoice {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  number: string;

  @Column('text')
  kind: InvoiceKind;

  @Column('uuid')
  centerId: Id;

  /** Null on a warranty invoice. */
  @Column('uuid', { nullable: true })
  customerId: Id | null;

  /** Of a warranty invoice only. */
  @Column('text', { nullable: true })
  payer: WarrantyPayer | null;

  /** Null on the invoice of a contract. */
  @Column('uuid', { nullable: true })
  orderId: Id | null;

  @Column('uuid', { nullable: true })
  contractId: Id | null;

  @Column('uuid', { nullable: true })
  receptionId: Id | null;

  @Column('text')
  currency: string;

  @Column('bigint')
  net: number;

  @Column('bigint')
  tax: number;

  @Column('bigint')
  total: number;

  @Column('bigint')
  paid: number;

  @Column('bigint')
  writtenOff: number;

  /** The civil day in the centre's zone, the one tax goes by. */
  @Column('date')
  issuedOn: CivilDate;

  @Column('timestamptz')
  issuedAt: Date;

  @Column('uuid', { nullable: true })
  issuedBy: Id | null;

  @Column('integer')
  version: number;

  /** What is still owed; B14: a centre owes itself nothing. */
  get due(): number {
    return this.payer === 'centre' ? 0 : this.total - this.paid - this.writtenOff;
  }

  /** B7. Refuses more than what is due. */
  pay(amount: number): void {
    if (amount > this.due) throw overpayment({ due: this.due });
    this.paid += amount;
  }

  /** B15. Gives up what is due, all of it; refuses where nothing is. Returns how much that is. */
  writeOff(): number {
    const { due } = this;
    if (due === 0) throw nothingDue();
    this.writtenOff += due;
    return due;
  }
}
