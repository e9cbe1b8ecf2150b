import { REGISTRATION_STATES, type RegistrationState } from '@aftercare/warranty';
import { CivilDay, Code, Int, Line, ListOf, NameDto, Nested, OneOf, PageQuery, Prose, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class StartFactsDto {
  @CivilDay({ nullable: true })
  cardIssuedOn!: string | null;

  @CivilDay({ nullable: true })
  soldOn!: string | null;

  @CivilDay({ nullable: true })
  deliveredOn!: string | null;

  @CivilDay({ nullable: true })
  installedOn!: string | null;

  @CivilDay({ nullable: true })
  activatedOn!: string | null;

  @CivilDay({ nullable: true })
  madeOn!: string | null;
}

/** Start facts as far as they are told: an absent one stays as it was, null forgets it. */
export class ToldStartFactsDto implements Partial<StartFactsDto> {
  @CivilDay({ optional: true, nullable: true })
  cardIssuedOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  soldOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  deliveredOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  installedOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  activatedOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  madeOn?: string | null;
}

export class ListRegistrationsQuery extends PageQuery {
  @Uuid({ optional: true })
  deviceId?: string;

  @Code({ optional: true })
  cardNo?: string;
}

export class RegisterDeviceDto {
  @Uuid()
  deviceId!: string;

  @Code({ optional: true, description: 'Number of a card that is printed already; otherwise the next of the series' })
  cardNo?: string;

  @Nested(() => ToldStartFactsDto)
  start!: ToldStartFactsDto;
}

export class CorrectRegistrationDto {
  @Nested(() => ToldStartFactsDto)
  start!: ToldStartFactsDto;

  @Prose({ max: 500 })
  reason!: string;
}

export class VoidRegistrationDto {
  @Prose({ max: 500 })
  reason!: string;
}

export class ResponsiblePersonDto {
  @Uuid({ description: 'The account' })
  id!: string;

  @Line()
  name!: string;
}

export class RegistrationPolicyDto {
  @Uuid()
  id!: string;

  @Code()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Int({ min: 1, description: 'The version it was issued under' })
  number!: number;
}

export class RegistrationDto {
  @Uuid()
  id!: string;

  @Code()
  cardNo!: string;

  @Uuid()
  deviceId!: string;

  @Nested(() => RegistrationPolicyDto)
  policy!: RegistrationPolicyDto;

  @ListOf(() => ResponsiblePersonDto, { description: 'Who answers for the policy, the first to ask first' })
  responsible!: readonly ResponsiblePersonDto[];

  @OneOf(REGISTRATION_STATES, { name: 'RegistrationState' })
  state!: RegistrationState;

  @Line({ nullable: true })
  stateReason!: string | null;

  @Nested(() => StartFactsDto)
  start!: StartFactsDto;

  @CivilDay({ nullable: true, description: 'Null until a start is known' })
  startsOn!: string | null;

  @CivilDay({ nullable: true, description: 'The first day on which nothing is covered any more' })
  endsOn!: string | null;

  @Code({ nullable: true, description: 'The card of the unit that this device replaced' })
  continuesCardNo!: string | null;

  @CivilDay({
    nullable: true,
    description: 'The last day on which a new owner may tell of the change; null where nothing waits for that',
  })
  noticeBy!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class RegistrationPageDto extends PageDto {
  @ListOf(() => RegistrationDto)
  data!: RegistrationDto[];
}
