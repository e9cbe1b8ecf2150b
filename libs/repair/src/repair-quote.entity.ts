import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const QUOTE_STATES = ['sent', 'approved', 'refused', 'superseded', 'expired'] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

export const ANSWER_CHANNELS = ['counter', 'portal', 'phone'] as const;
export type AnswerChannel = (typeof ANSWER_CHANNELS)[number];

/** A line as the customer saw it: later changes of the order do not touch it. */
export interface QuotedLine {
  readonly lineId: Id;
  readonly description: { readonly fa: string | null; readonly en: string | null };
  readonly quantity: number;
  readonly listAmount: number;
  readonly coveredAmount: number;
  readonly chargedAmount: number;
  readonly taxAmount: number;
}

/** What a repair would cost the customer: lines, and the sums of the customer's share in minor units. */
export interface Estimate {
  readonly lines: readonly QuotedLine[];
  readonly net: number;
  readonly tax: number;
  readonly total: number;
}

/** One version of what the customer was asked to pay. Sums are the customer's share in minor units. */
@Entity()
export class RepairQuote {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  orderId: Id;

  @Column('smallint')
  number: number;

  @Column('text')
  state: QuoteState;

  @Column('jsonb')
  lines: QuotedLine[];

  @Column('bigint')
  net: number;

  @Column('bigint')
  tax: number;

  @Column('bigint')
  total: number;

  /** The invoice may exceed the approved net sum by this much without asking again. */
  @Column('smallint')
  tolerancePercent: number;

  /** Last day on which it can be answered. */
  @Column('date')
  validUntil: CivilDate;

  @Column('timestamptz')
  sentAt: Date;

  @Column('text')
  sentBy: string;

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  @Column('text', { nullable: true })
  answeredBy: string | null;

  @Column('text', { nullable: true })
  answerChannel: AnswerChannel | null;

  @Column('text', { nullable: true })
  answerAddress: string | null;
}
