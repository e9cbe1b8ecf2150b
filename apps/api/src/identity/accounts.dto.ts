import { ACCOUNT_SCOPES, type AccountScope, type Locale, LOCALES } from '@aftercare/identity';
import type { Calendar } from '@aftercare/kernel';
import {
  CALENDARS,
  Email,
  Instant,
  Int,
  Line,
  ListOf,
  OneOf,
  PageQuery,
  Prose,
  QueryFlag,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { NewPassword } from './password-field.js';

export class ListAccountsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in name, e-mail and mobile, folded' })
  q?: string;

  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true })
  roleId?: string;

  @QueryFlag({ description: 'Only disabled accounts, or only enabled ones' })
  disabled?: boolean;
}

export class CreateAccountDto {
  @Line()
  displayName!: string;

  @Email({ nullable: true })
  email!: string | null;

  @Line({ nullable: true, max: 40, description: 'In any spelling; Iran where no country is named' })
  mobile!: string | null;

  @NewPassword()
  password!: string;

  @OneOf(LOCALES, {
    name: 'Locale',
    nullable: true,
    description: 'Null: nobody chose, the product follows the browser',
  })
  locale!: Locale | null;

  @OneOf(CALENDARS, {
    name: 'Calendar',
    nullable: true,
    description: 'Null: nobody chose, the calendar of the language',
  })
  calendar!: Calendar | null;

  @OneOf(ACCOUNT_SCOPES, { name: 'AccountScope' })
  scope!: AccountScope;

  @UuidList()
  centerIds!: string[];

  @UuidList()
  roleIds!: string[];
}

export class ChangeAccountDto {
  @Line({ optional: true })
  displayName?: string;

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Line({ optional: true, nullable: true, max: 40 })
  mobile?: string | null;

  @OneOf(LOCALES, { optional: true, nullable: true, name: 'Locale' })
  locale?: Locale | null;

  @OneOf(CALENDARS, { optional: true, nullable: true, name: 'Calendar' })
  calendar?: Calendar | null;
}

export class AssignRolesDto {
  @UuidList()
  roleIds!: string[];
}

export class AssignCentersDto {
  @OneOf(ACCOUNT_SCOPES, { name: 'AccountScope' })
  scope!: AccountScope;

  @UuidList()
  centerIds!: string[];
}

export class DisableAccountDto {
  @Prose({ max: 500, description: 'Kept in the audit' })
  reason!: string;
}

export class ResetPasswordDto {
  @NewPassword()
  password!: string;
}

export class AccountDto {
  @Uuid()
  id!: string;

  @Line()
  displayName!: string;

  @Email({ nullable: true })
  email!: string | null;

  @Line({ nullable: true, description: 'E.164', example: '+989123456789' })
  mobile!: string | null;

  @OneOf(LOCALES, {
    name: 'Locale',
    nullable: true,
    description: 'Null: nobody chose, the product follows the browser',
  })
  locale!: Locale | null;

  @OneOf(CALENDARS, {
    name: 'Calendar',
    nullable: true,
    description: 'Null: nobody chose, the calendar of the language',
  })
  calendar!: Calendar | null;

  @OneOf(ACCOUNT_SCOPES, { name: 'AccountScope' })
  scope!: AccountScope;

  @Instant({ nullable: true })
  disabledAt!: Date | null;

  @Instant()
  createdAt!: Date;

  @ListOf(() => CodedRefDto)
  roles!: readonly CodedRefDto[];

  @ListOf(() => CodedRefDto)
  centers!: readonly CodedRefDto[];

  @Int({ min: 1 })
  version!: number;
}

export class AccountPageDto extends PageDto {
  @ListOf(() => AccountDto)
  data!: AccountDto[];
}
