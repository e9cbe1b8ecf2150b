import { CUSTOMER_KINDS, CUSTOMER_LOCALES, type CustomerKind, type CustomerLocale } from '@aftercare/customers';
import { Email, Flag, Instant, Int, Line, LineList, ListOf, OneOf, PageQuery, Prose, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListCustomersQuery extends PageQuery {
  @Line({ optional: true, description: 'Letters anywhere in the name, or how a mobile or an e-mail begins' })
  q?: string;
}

const MOBILE = { max: 40, description: 'In any usual form; without a country code it is an Iranian number' };
const NATIONAL_ID = { max: 40, description: 'Person: 10 digits, foreigner: 12, firm: 11' };

export class CreateCustomerDto {
  @OneOf(CUSTOMER_KINDS, { name: 'CustomerKind' })
  kind!: CustomerKind;

  @Line({ example: 'مریم احمدی' })
  name!: string;

  @Line({ ...MOBILE, example: '09123456789' })
  mobile!: string;

  @LineList({ optional: true, max: 10, maxLength: 40, description: 'Further mobiles' })
  otherMobiles?: string[];

  @Line({ ...NATIONAL_ID, optional: true, nullable: true })
  nationalId?: string | null;

  @Line({ optional: true, nullable: true, max: 20 })
  economicNo?: string | null;

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @OneOf(CUSTOMER_LOCALES, { name: 'CustomerLocale', description: 'The language we write to them in' })
  locale!: CustomerLocale;

  @Prose({ optional: true, nullable: true, max: 500 })
  address?: string | null;

  @Prose({ optional: true, nullable: true, max: 2000 })
  note?: string | null;

  @Flag({ optional: true, description: 'Register although one of this name and mobile is there' })
  allowDuplicate?: boolean;
}

export class ChangeCustomerDto {
  @OneOf(CUSTOMER_KINDS, { name: 'CustomerKind', optional: true })
  kind?: CustomerKind;

  @Line({ optional: true })
  name?: string;

  @Line({ ...MOBILE, optional: true })
  mobile?: string;

  @LineList({ optional: true, max: 10, maxLength: 40 })
  otherMobiles?: string[];

  @Line({ ...NATIONAL_ID, optional: true, nullable: true })
  nationalId?: string | null;

  @Line({ optional: true, nullable: true, max: 20 })
  economicNo?: string | null;

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @OneOf(CUSTOMER_LOCALES, { name: 'CustomerLocale', optional: true })
  locale?: CustomerLocale;

  @Prose({ optional: true, nullable: true, max: 500 })
  address?: string | null;

  @Prose({ optional: true, nullable: true, max: 2000 })
  note?: string | null;
}

export class CustomerListItemDto {
  @Uuid()
  id!: string;

  @OneOf(CUSTOMER_KINDS, { name: 'CustomerKind' })
  kind!: CustomerKind;

  @Line()
  name!: string;

  @Line({ description: 'E.164', example: '+989123456789' })
  mobile!: string;

  @Email({ nullable: true })
  email!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class CustomerDto extends CustomerListItemDto {
  @LineList({ description: 'E.164' })
  otherMobiles!: string[];

  @Line({ nullable: true, description: 'Masked but for the last four, for who may not write customers' })
  nationalId!: string | null;

  @Flag({ nullable: true, description: 'Whether its check digit agrees; null without one' })
  nationalIdAgrees!: boolean | null;

  @Line({ nullable: true })
  economicNo!: string | null;

  @OneOf(CUSTOMER_LOCALES, { name: 'CustomerLocale' })
  locale!: CustomerLocale;

  @Prose({ nullable: true })
  address!: string | null;

  @Prose({ nullable: true })
  note!: string | null;

  @Instant()
  createdAt!: Date;
}

export class CustomerPageDto extends PageDto {
  @ListOf(() => CustomerListItemDto)
  data!: CustomerListItemDto[];
}
