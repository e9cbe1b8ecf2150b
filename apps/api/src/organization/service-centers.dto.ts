import type { Calendar } from '@aftercare/kernel';
import { DEPARTMENT_KINDS, type DepartmentKind } from '@aftercare/organization';
import {
  CALENDARS,
  CivilDay,
  Code,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  PageQuery,
  Prose,
  QueryFlag,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { TimeOfDay, TimeZone } from './place-fields.js';

export class ListServiceCentersQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;

  @QueryFlag({ description: 'Closed centres too' })
  closed?: boolean;
}

export class CreateServiceCenterDto {
  @Code({ example: 'THR-1' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Line({ nullable: true, max: 40 })
  phone!: string | null;

  @Prose({ nullable: true, max: 500 })
  address!: string | null;

  @Line({
    optional: true,
    nullable: true,
    max: 20,
    description: 'Rank in the network; tariffs may be for one grade',
    example: 'A',
  })
  grade?: string | null;

  @TimeZone()
  timeZone!: string;

  @OneOf(CALENDARS, { name: 'Calendar' })
  calendar!: Calendar;
}

export class ChangeServiceCenterDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @Line({ optional: true, nullable: true, max: 40 })
  phone?: string | null;

  @Prose({ optional: true, nullable: true, max: 500 })
  address?: string | null;

  @Line({
    optional: true,
    nullable: true,
    max: 20,
    description: 'Rank in the network; tariffs may be for one grade',
    example: 'A',
  })
  grade?: string | null;

  @TimeZone({ optional: true })
  timeZone?: string;

  @OneOf(CALENDARS, { optional: true, name: 'Calendar' })
  calendar?: Calendar;

  @CivilDay({ optional: true, nullable: true, description: 'From this day on nothing new is taken in' })
  closedOn?: string | null;
}

export class WorkingHoursDto {
  @Int({ min: 1, max: 7, description: '1 Saturday to 7 Friday' })
  weekday!: number;

  @TimeOfDay()
  opens!: string;

  @TimeOfDay()
  closes!: string;
}

export class SetWorkingHoursDto {
  @ListOf(() => WorkingHoursDto, { max: 42, description: 'The whole week; a day without an entry is closed' })
  week!: WorkingHoursDto[];
}

export class CreateDepartmentDto {
  @OneOf(DEPARTMENT_KINDS, { name: 'DepartmentKind' })
  kind!: DepartmentKind;

  @Nested(() => NameDto)
  name!: NameDto;
}

export class ChangeDepartmentDto {
  @OneOf(DEPARTMENT_KINDS, { optional: true, name: 'DepartmentKind' })
  kind?: DepartmentKind;

  @Nested(() => NameDto, { optional: true })
  name?: NameDto;
}

export class DepartmentDto {
  @Uuid()
  id!: string;

  @Uuid()
  centerId!: string;

  @OneOf(DEPARTMENT_KINDS, { name: 'DepartmentKind' })
  kind!: DepartmentKind;

  @Nested(() => NameDto)
  name!: NameDto;

  @Int({ min: 1 })
  version!: number;
}

export class ServiceCenterSummaryDto {
  @Uuid()
  id!: string;

  @Code()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Line({ nullable: true })
  phone!: string | null;

  @Prose({ nullable: true, max: 500 })
  address!: string | null;

  @Line({ nullable: true })
  grade!: string | null;

  @TimeZone()
  timeZone!: string;

  @OneOf(CALENDARS, { name: 'Calendar' })
  calendar!: Calendar;

  @CivilDay({ nullable: true })
  closedOn!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class ServiceCenterDto extends ServiceCenterSummaryDto {
  @ListOf(() => DepartmentDto)
  departments!: readonly DepartmentDto[];

  @ListOf(() => WorkingHoursDto)
  workingHours!: readonly WorkingHoursDto[];
}

export class ServiceCenterPageDto extends PageDto {
  @ListOf(() => ServiceCenterSummaryDto)
  data!: ServiceCenterSummaryDto[];
}
