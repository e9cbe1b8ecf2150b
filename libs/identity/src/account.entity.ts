import type { Calendar, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Works in the centres it is assigned to, or in the whole network. */
export const ACCOUNT_SCOPES = ['centers', 'network'] as const;
export type AccountScope = (typeof ACCOUNT_SCOPES)[number];

export const LOCALES = ['fa', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

@Entity()
export class Account {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text', { nullable: true })
  email: string | null;

  /** E.164. */
  @Column('text', { nullable: true })
  mobile: string | null;

  @Column('text')
  displayName: string;

  @Column('text')
  passwordHash: string;

  /** Null until somebody chooses: the product then follows the browser. */
  @Column('text', { nullable: true })
  locale: Locale | null;

  /** Null until somebody chooses: the product then follows the language. */
  @Column('text', { nullable: true })
  calendar: Calendar | null;

  @Column('text')
  scope: AccountScope;

  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;

  /** Raised with every change that ends the account's sessions; access tokens carry it. */
  @Column('integer')
  sessionVersion: number;

  @Column('integer')
  version: number;
}
