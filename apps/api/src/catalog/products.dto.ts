import { Code, Int, Line, ListOf, NameDto, Nested, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { NamedRefDto, CodedRefDto } from '../http/refs.dto.js';

export class ListProductsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;

  @Uuid({ optional: true })
  brandId?: string;

  @Uuid({ optional: true })
  groupId?: string;
}

export class CreateProductDto {
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

export class ChangeProductDto {
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
