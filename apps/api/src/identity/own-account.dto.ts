import { ACCOUNT_SCOPES, type AccountScope, type Locale, LOCALES } from '@aftercare/identity';
import type { Calendar } from '@aftercare/kernel';
import { type Permission, PERMISSIONS } from '@aftercare/platform';
import { CALENDARS, Email, Flag, Instant, Int, Line, ListOf, Nested, OneOf, OneOfList, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { GivenPassword, NewPassword } from './password-field.js';

/** The signed-in account. */
export class OwnAccountDto {
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

  @OneOfList(PERMISSIONS, { name: 'Permission' })
  permissions!: readonly Permission[];

  @ListOf(() => CodedRefDto, {
    description: 'The centres it is assigned to; for a network account without any, the first 200 open ones',
  })
  centers!: readonly CodedRefDto[];

  @Int({ min: 1 })
  version!: number;
}

export class ChangeOwnAccountDto {
  @Line({ optional: true })
  displayName?: string;

  @OneOf(LOCALES, { optional: true, nullable: true, name: 'Locale' })
  locale?: Locale | null;

  @OneOf(CALENDARS, { optional: true, nullable: true, name: 'Calendar' })
  calendar?: Calendar | null;
}

export class ChangePasswordDto {
  @GivenPassword()
  currentPassword!: string;

  @NewPassword()
  newPassword!: string;
}

export class SignInDto {
  @Line({ max: 254, description: 'E-mail address, or mobile number in any spelling', example: '۰۹۱۲ ۳۴۵ ۶۷۸۹' })
  login!: string;

  @GivenPassword()
  password!: string;
}

/** A session: the access token is for the Authorization header, the refresh token travels in a cookie. */
export class SignedInDto {
  @Line({ max: 2000, description: 'Send as `Authorization: Bearer …`; keep it in memory only' })
  accessToken!: string;

  @Int({ description: 'Seconds until the access token ends' })
  expiresIn!: number;

  @Nested(() => OwnAccountDto)
  account!: OwnAccountDto;
}

export class SessionDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true, max: 300 })
  userAgent!: string | null;

  @Line({ nullable: true })
  ip!: string | null;

  @Instant()
  createdAt!: Date;

  @Instant()
  usedAt!: Date;

  @Instant()
  expiresAt!: Date;

  @Flag({ description: 'The session that asks' })
  current!: boolean;
}

export class SessionListDto {
  @ListOf(() => SessionDto)
  data!: SessionDto[];
}
