import type { Calendar } from '@aftercare/kernel';
import { COMPANY_LOCALES, type CompanyLocale, MONEY_DISPLAYS, type MoneyDisplay } from '@aftercare/organization';
import { CALENDARS, Int, NameDto, Nested, OneOf, Uuid } from '../http/fields.js';
import { Currency, TimeZone } from './place-fields.js';

export class CompanyDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @TimeZone()
  timeZone!: string;

  @OneOf(CALENDARS, { name: 'Calendar' })
  calendar!: Calendar;

  @Currency()
  currency!: string;

  @OneOf(MONEY_DISPLAYS, { name: 'MoneyDisplay' })
  moneyDisplay!: MoneyDisplay;

  @OneOf(COMPANY_LOCALES, { name: 'Locale' })
  locale!: CompanyLocale;

  @Int({ min: 1, max: 365, description: 'So many days before its end a guarantee counts as about to end' })
  expiryNoticeDays!: number;

  @Uuid({ nullable: true, description: 'Who is told when a stopped device is presented; null: nobody' })
  securityRoleId!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class ChangeCompanyDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @TimeZone({ optional: true })
  timeZone?: string;

  @OneOf(CALENDARS, { optional: true, name: 'Calendar' })
  calendar?: Calendar;

  @Currency({ optional: true })
  currency?: string;

  @OneOf(MONEY_DISPLAYS, { optional: true, name: 'MoneyDisplay' })
  moneyDisplay?: MoneyDisplay;

  @OneOf(COMPANY_LOCALES, { optional: true, name: 'Locale' })
  locale?: CompanyLocale;

  @Int({ optional: true, min: 1, max: 365 })
  expiryNoticeDays?: number;

  @Uuid({ optional: true, nullable: true })
  securityRoleId?: string | null;
}
