import { PRODUCT_NOTICES, type ProductNotice } from '@aftercare/catalog';
import {
  Amount,
  CivilDay,
  Code,
  Flag,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOfList,
  PageQuery,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { NamedRefDto, CodedRefDto } from '../http/refs.dto.js';

export class ListProductsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;

  @Uuid({ optional: true })
  brandId?: string;

  @Uuid({ optional: true })
  groupId?: string;

  @Line({ optional: true, max: 14, description: 'The product of this GTIN' })
  gtin?: string;
}

export class ProductNoticesQuery {
  @Line({ optional: true, max: 60, description: 'As typed or scanned' })
  serial?: string;

  @Line({ optional: true, max: 30 })
  imei?: string;
}

/** What is known of a product and may be left out. */
class ProductMasterDto {
  @Line({ optional: true, nullable: true, max: 20, description: 'GS1: 8, 12, 13 or 14 digits with a check digit' })
  gtin?: string | null;

  @Flag({ optional: true, description: 'Units of it bear an IMEI' })
  hasImei?: boolean;

  @Amount({ optional: true, nullable: true, min: 1, description: 'What another one costs, minor units' })
  replacementValue?: number | null;

  @CivilDay({ optional: true, nullable: true, description: 'From this day on it is not made any more' })
  discontinuedOn?: string | null;

  @CivilDay({ optional: true, nullable: true, description: 'The first day without parts and service of the maker' })
  supportUntil?: string | null;
}

export class CreateProductDto extends ProductMasterDto {
  @Uuid()
  brandId!: string;

  @Uuid()
  groupId!: string;

  @Code({ description: 'The maker’s model code, unique within the brand', example: 'RF-540' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Line({
    nullable: true,
    max: 60,
    description: 'Mask of its serials: 9 digit, A letter, # either, * rest, @ literal',
    example: 'SN99999999',
  })
  serialPattern!: string | null;
}

export class ChangeProductDto extends ProductMasterDto {
  @Uuid({ optional: true })
  groupId?: string;

  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @Line({ optional: true, nullable: true, max: 60 })
  serialPattern?: string | null;
}

export class ProductDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Code()
  code!: string;

  @Line({ nullable: true })
  serialPattern!: string | null;

  @Line({ nullable: true })
  gtin!: string | null;

  @Flag()
  hasImei!: boolean;

  @Amount({ nullable: true })
  replacementValue!: number | null;

  @CivilDay({ nullable: true, description: 'The day the value was said' })
  replacementValueOn!: string | null;

  @CivilDay({ nullable: true })
  discontinuedOn!: string | null;

  @CivilDay({ nullable: true, description: 'The first day without support' })
  supportUntil!: string | null;

  @Nested(() => NamedRefDto)
  brand!: NamedRefDto;

  @Nested(() => CodedRefDto)
  group!: CodedRefDto;

  @Int({ min: 1 })
  version!: number;
}

export class ProductPageDto extends PageDto {
  @ListOf(() => ProductDto)
  data!: ProductDto[];
}

export class ProductNoticesDto {
  @OneOfList(PRODUCT_NOTICES, { name: 'ProductNotice', description: 'None of them stands in the way' })
  notices!: ProductNotice[];
}
