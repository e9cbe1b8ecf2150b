import { CODE_KINDS, CODES_SHOWN, type CodeKind, type CodesShown } from '@aftercare/catalog';
import {
  CivilDay,
  Code,
  Flag,
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
import { CodedRefDto } from '../http/refs.dto.js';

const POSITION = { max: 32_767, description: 'Its place among its like, the lowest first' };
const IRIS = {
  max: 3,
  description:
    'In IRIS: one sign for occurrence, fault and repair, three for symptom, circumstance and section, two for a heading',
};
const GROUP = 'The product group it is meant for, with those below; null for every one';

export class ListCodesQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code, IRIS code and names, folded' })
  q?: string;

  @OneOf(CODE_KINDS, { name: 'CodeKind' })
  kind!: CodeKind;

  @Uuid({ optional: true, description: 'Only what is meant for this group: for it, one above it, or every one' })
  groupId?: string;

  @Uuid({ optional: true, description: 'Only what is meant for the group of this product' })
  productId?: string;

  @OneOf(CODES_SHOWN, { optional: true, name: 'CodesShown', description: 'Without it only what may be chosen' })
  show?: CodesShown;

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

  @Code({ ...IRIS, optional: true, nullable: true })
  irisCode?: string | null;

  @Uuid({ optional: true, nullable: true, description: GROUP })
  groupId?: string | null;

  @Flag({ optional: true, description: 'It gathers codes of its kind and is never chosen itself' })
  isHeading?: boolean;

  @Uuid({ optional: true, nullable: true, description: 'The heading it lies below' })
  headingId?: string | null;

  @Int({ ...POSITION, optional: true })
  position?: number;
}

export class ChangeServiceCodeDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @Code({ ...IRIS, optional: true, nullable: true })
  irisCode?: string | null;

  @Uuid({ optional: true, nullable: true, description: GROUP })
  groupId?: string | null;

  @Flag({ optional: true })
  isHeading?: boolean;

  @Uuid({ optional: true, nullable: true, description: 'The heading it lies below' })
  headingId?: string | null;

  @Int({ ...POSITION, optional: true })
  position?: number;

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

  @Code({ ...IRIS, nullable: true })
  irisCode!: string | null;

  @Nested(() => CodedRefDto, { nullable: true, description: GROUP })
  group!: CodedRefDto | null;

  @Flag()
  isHeading!: boolean;

  @Nested(() => CodedRefDto, { nullable: true })
  heading!: CodedRefDto | null;

  @Int(POSITION)
  position!: number;

  @CivilDay({ nullable: true })
  retiredOn!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class ServiceCodePageDto extends PageDto {
  @ListOf(() => ServiceCodeDto)
  data!: ServiceCodeDto[];
}
