import { Int, Line, ListOf, Nested, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';

const ANY = { nullable: true, description: 'Null: any' };
const GROUP = { nullable: true, description: 'The product group it holds for, with those below; null for every one' };

export class ListCombinationsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in its codes and their names, folded' })
  q?: string;

  @Uuid({ optional: true, description: 'Only what holds for this group: for it, one above it, or every one' })
  groupId?: string;

  @Uuid({ optional: true })
  symptomId?: string;

  @Uuid({ optional: true })
  faultId?: string;
}

export class CreateCombinationDto {
  @Uuid(GROUP)
  groupId!: string | null;

  @Uuid(ANY)
  symptomId!: string | null;

  @Uuid(ANY)
  faultId!: string | null;

  @Uuid(ANY)
  causeId!: string | null;

  @Uuid(ANY)
  repairId!: string | null;
}

export class ChangeCombinationDto {
  @Uuid({ ...GROUP, optional: true })
  groupId?: string | null;

  @Uuid({ ...ANY, optional: true })
  symptomId?: string | null;

  @Uuid({ ...ANY, optional: true })
  faultId?: string | null;

  @Uuid({ ...ANY, optional: true })
  causeId?: string | null;

  @Uuid({ ...ANY, optional: true })
  repairId?: string | null;
}

export class CombinationDto {
  @Uuid()
  id!: string;

  @Nested(() => CodedRefDto, GROUP)
  group!: CodedRefDto | null;

  @Nested(() => CodedRefDto, ANY)
  symptom!: CodedRefDto | null;

  @Nested(() => CodedRefDto, ANY)
  fault!: CodedRefDto | null;

  @Nested(() => CodedRefDto, ANY)
  cause!: CodedRefDto | null;

  @Nested(() => CodedRefDto, ANY)
  repair!: CodedRefDto | null;

  @Int({ min: 1 })
  version!: number;
}

export class CombinationPageDto extends PageDto {
  @ListOf(() => CombinationDto)
  data!: CombinationDto[];
}
