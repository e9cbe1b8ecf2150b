import type { Calendar, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How people read amounts of rial; they are stored in rial either way. */
export const MONEY_DISPLAYS = ['rial', 'toman'] as const;
export type MoneyDisplay = (typeof MONEY_DISPLAYS)[number];

export const COMPANY_LOCALES = ['fa', 'en'] as const;
export type CompanyLocale = (typeof COMPANY_LOCALES)[number];

/** The one company an installation serves. */
@Entity()
export class Company {
  @PrimaryColumn('uuid')
  id: Id;

  @Column(() => Name)
  name: Name;

  /** IANA. */
  @Column('text')
  timeZone: string;

  @Column('text')
  calendar: Calendar;

  /** ISO 4217; every amount of the installation is in its minor units. */
  @Column('text')
  currency: string;

  @Column('text')
  moneyDisplay: MoneyDisplay;

  @Column('text')
  locale: CompanyLocale;

  /** How many days before its end a guarantee counts as about to end. */
  @Column('integer')
  expiryNoticeDays: number;

  /** Whoever has this role is told when a stopped unit is presented at a counter. */
  @Column('uuid', { nullable: true })
  securityRoleId: Id | null;

  @Column('integer')
  version: number;
}
