import { CODE_KINDS, type CodeKind } from '@aftercare/catalog';
import {
  CivilDay,
  Code,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  PageQuery,
  QueryFlag,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListCodesQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;

  @OneOf(CODE_KINDS, { name: 'CodeKind' })
  kind!: CodeKind;

  @QueryFlag({ description: 'Show retired entries too' })
  retired?: boolean;
}

export class CreateServiceCodeDto {
  @OneOf(CODE_KINDS, { name: 'CodeKind' })
  kind!: CodeKind;

  @Code({ example: 'S110' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;
}

export class ChangeServiceCodeDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @CivilDay({ optional: true, nullable: true })
  retiredOn?: string | null;
}

export class ServiceCodeDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @OneOf(CODE_KINDS, { name: 'CodeKind' })
  kind!: CodeKind;

  @Code()
  code!: string;

  @CivilDay({ nullable: true })
  retiredOn!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class ServiceCodePageDto extends PageDto {
  @ListOf(() => ServiceCodeDto)
  data!: ServiceCodeDto[];
}
