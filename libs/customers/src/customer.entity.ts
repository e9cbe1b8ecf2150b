import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CUSTOMER_KINDS = ['person', 'firm'] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

/** The languages we write to customers in. */
export const CUSTOMER_LOCALES = ['fa', 'en'] as const;
export type CustomerLocale = (typeof CUSTOMER_LOCALES)[number];

@Entity()
export class Customer {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  kind: CustomerKind;

  @Column('text')
  name: string;

  /** A person's national or inclusive code, a firm's legal id; digits only. */
  @Column('text', { nullable: true })
  nationalId: string | null;

  @Column('text', { nullable: true })
  economicNo: string | null;

  /** The number we write to, E.164. Families share one, so it is not unique. */
  @Column('text')
  mobile: string;

  @Column('text', { array: true })
  otherMobiles: string[];

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text')
  locale: CustomerLocale;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('integer')
  version: number;
}
