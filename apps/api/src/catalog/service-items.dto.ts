import { WORK_CLASSES, type WorkClass } from '@aftercare/catalog';
import {
  Amount,
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
import { AppliedTariffDto } from './tariffs.dto.js';

export class ListServiceItemsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;

  @Uuid({ optional: true, description: 'Items of this group and those for every group' })
  groupId?: string;

  @QueryFlag({ description: 'Show retired entries too' })
  retired?: boolean;

  @Uuid({ optional: true, description: 'Tell what each costs for this product today' })
  forProductId?: string;

  @Uuid({ optional: true, description: 'In this centre' })
  forCenterId?: string;
}

export class CreateServiceItemDto {
  @Code({ example: 'LAB-BOARD' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Uuid({ nullable: true, description: 'Null: for every group' })
  groupId!: string | null;

  @OneOf(WORK_CLASSES, { name: 'WorkClass' })
  coverClass!: WorkClass;

  @Int({ max: 10_000 })
  standardMinutes!: number;

  @Amount({ description: 'Tariff, minor units, without tax' })
  price!: number;
}

export class ChangeServiceItemDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @Uuid({ optional: true, nullable: true })
  groupId?: string | null;

  @OneOf(WORK_CLASSES, { name: 'WorkClass', optional: true })
  coverClass?: WorkClass;

  @Int({ max: 10_000, optional: true })
  standardMinutes?: number;

  @Amount({ optional: true })
  price?: number;

  @CivilDay({ optional: true, nullable: true })
  retiredOn?: string | null;
}

export class ServiceItemDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Code()
  code!: string;

  @Uuid({ nullable: true })
  groupId!: string | null;

  @OneOf(WORK_CLASSES, { name: 'WorkClass' })
  coverClass!: WorkClass;

  @Int()
  standardMinutes!: number;

  @Amount()
  price!: number;

  @CivilDay({ nullable: true })
  retiredOn!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class ListedServiceItemDto extends ServiceItemDto {
  @Nested(() => AppliedTariffDto, {
    optional: true,
    nullable: true,
    description: 'With forProductId: what it costs there; null where the price of the entry holds',
  })
  applied?: AppliedTariffDto | null;
}

export class ServiceItemPageDto extends PageDto {
  @ListOf(() => ListedServiceItemDto)
  data!: ListedServiceItemDto[];
}
