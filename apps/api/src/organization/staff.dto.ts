import { SKILL_LEVELS } from '@aftercare/organization';
import { CivilDay, Code, Int, Line, ListOf, NameDto, Nested, PageQuery, Uuid, UuidList } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';

/** A skill or a specialty. */
export class CreateTermDto {
  @Code({ example: 'refrigeration' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;
}

export class RenameTermDto {
  @Nested(() => NameDto)
  name!: NameDto;
}

export class TermDto extends CodedRefDto {
  @Int({ min: 1 })
  version!: number;
}

export class TermListDto {
  @ListOf(() => TermDto)
  data!: TermDto[];
}

export class ListStaffQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in the name, folded' })
  q?: string;

  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true })
  skillId?: string;

  @Uuid({ optional: true })
  specialtyId?: string;
}

class SkillLevelDto {
  @Uuid()
  skillId!: string;

  @Int(SKILL_LEVELS)
  level!: number;
}

export class StaffProfileDto {
  @Line({ nullable: true, max: 40 })
  employeeNo!: string | null;

  @Uuid({ nullable: true })
  specialtyId!: string | null;

  @Uuid({ nullable: true })
  homeCenterId!: string | null;

  @CivilDay({ nullable: true })
  hiredOn!: string | null;

  @ListOf(() => SkillLevelDto, { max: 50 })
  skills!: SkillLevelDto[];
}

class StaffSkillDto extends CodedRefDto {
  @Int(SKILL_LEVELS)
  level!: number;
}

export class StaffDto {
  @Uuid()
  accountId!: string;

  @Line()
  displayName!: string;

  @Line({ nullable: true })
  employeeNo!: string | null;

  @CivilDay({ nullable: true })
  hiredOn!: string | null;

  @Uuid({ nullable: true })
  homeCenterId!: string | null;

  @UuidList()
  centerIds!: readonly string[];

  @Nested(() => CodedRefDto, { nullable: true })
  specialty!: CodedRefDto | null;

  @ListOf(() => StaffSkillDto)
  skills!: readonly StaffSkillDto[];

  @Int({ description: '0 until a profile is written' })
  version!: number;
}

export class StaffPageDto extends PageDto {
  @ListOf(() => StaffDto)
  data!: StaffDto[];
}
