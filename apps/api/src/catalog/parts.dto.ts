import {
  Amount,
  CivilDay,
  Code,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  PageQuery,
  QueryFlag,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { AppliedTariffDto } from './tariffs.dto.js';

export class ListPartsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;

  @Uuid({ optional: true, description: 'Parts of this group and those that fit every group' })
  groupId?: string;

  @QueryFlag({ description: 'Show retired entries too' })
  retired?: boolean;

  @Uuid({ optional: true, description: 'Tell what each costs for this product today' })
  forProductId?: string;

  @Uuid({ optional: true, description: 'In this centre' })
  forCenterId?: string;
}

export class CreatePartDto {
  @Code({ description: 'Stock number', example: 'BRD-1042' })
  sku!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Uuid({ nullable: true })
  brandId!: string | null;

  @Uuid({ nullable: true, description: 'Null: fits every group' })
  groupId!: string | null;

  @Uuid({ optional: true, nullable: true, description: 'The product of which this item is a whole unit' })
  unitOfId?: string | null;

  @Amount({ description: 'Price to a paying customer, minor units, without tax', example: 12_000_000 })
  listPrice!: number;
}

export class ChangePartDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @Uuid({ optional: true, nullable: true })
  brandId?: string | null;

  @Uuid({ optional: true, nullable: true })
  groupId?: string | null;

  @Uuid({ optional: true, nullable: true, description: 'The product of which this item is a whole unit' })
  unitOfId?: string | null;

  @Amount({ optional: true })
  listPrice?: number;

  @CivilDay({ optional: true, nullable: true })
  retiredOn?: string | null;
}

export class PartDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Code()
  sku!: string;

  @Uuid({ nullable: true })
  brandId!: string | null;

  @Uuid({ nullable: true })
  groupId!: string | null;

  @Uuid({ nullable: true, description: 'The product of which this item is a whole unit' })
  unitOfId!: string | null;

  @Amount()
  listPrice!: number;

  @CivilDay({ nullable: true })
  retiredOn!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class ListedPartDto extends PartDto {
  @Nested(() => AppliedTariffDto, {
    optional: true,
    nullable: true,
    description: 'With forProductId: what it costs there; null where the price of the entry holds',
  })
  applied?: AppliedTariffDto | null;
}

export class PartPageDto extends PageDto {
  @ListOf(() => ListedPartDto)
  data!: ListedPartDto[];
}
