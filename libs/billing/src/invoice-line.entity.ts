import type { BasisPoints, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InvoiceKind, WarrantyPayer } from './invoice.entity.js';

/** What a line is for: one of the classes that guarantees cover, or a part of the price of a contract. */
export const LINE_CLASSES = ['parts', 'labour', 'travel', 'shipping', 'unit', 'contract'] as const;
export type LineClass = (typeof LINE_CLASSES)[number];

@Entity()
export class InvoiceLine {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  invoiceId: Id;

  /** The invoice's kind, so that the database can refuse an order line's second invoice of that kind. */
  @Column('text')
  kind: InvoiceKind;

  /** The invoice's payer: those who share a line's cover are each asked once. */
  @Column('text', { nullable: true })
  payer: WarrantyPayer | null;

  @Column('integer')
  position: number;

  /** Null on the invoice of a contract. */
  @Column('uuid', { nullable: true })
  orderLineId: Id | null;

  /** The part of a contract's price that is billed; null on every other invoice. */
  @Column('uuid', { nullable: true })
  instalmentId: Id | null;

  /** Why it is covered; null on a line that is not. */
  @Column('uuid', { nullable: true })
  decisionId: Id | null;

  @Column('text')
  class: LineClass;

  @Column(() => Name)
  description: Name;

  @Column('integer')
  quantity: number;

  @Column('bigint')
  unitPrice: number;

  @Column('bigint')
  listAmount: number;

  @Column('integer')
  coveredPercent: number;

  @Column('bigint')
  coveredAmount: number;

  @Column('bigint')
  chargedAmount: number;

  /** What the payer of the guarantee owes, without tax; null on a customer's invoice. */
  @Column('bigint', { nullable: true })
  claimAmount: number | null;

  @Column('integer')
  taxRateBp: BasisPoints;

  @Column('bigint')
  taxAmount: number;
}
