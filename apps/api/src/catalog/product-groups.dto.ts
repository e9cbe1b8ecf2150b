import { Code, Flag, Int, Line, ListOf, NameDto, Nested, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

const STRICT = 'Its repairs, and those of the groups below, take listed combinations of codes only';

export class ListProductGroupsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;
}

export class CreateProductGroupDto {
  @Uuid({ nullable: true, description: 'The group it lies below' })
  parentId!: string | null;

  @Code({ example: 'fridge' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Flag({ optional: true, description: STRICT })
  strictCodes?: boolean;
}

export class ChangeProductGroupDto {
  @Uuid({ optional: true, nullable: true })
  parentId?: string | null;

  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @Flag({ optional: true, description: STRICT })
  strictCodes?: boolean;
}

export class ProductGroupDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Uuid({ nullable: true })
  parentId!: string | null;

  @Code()
  code!: string;

  @Flag({ description: STRICT })
  strictCodes!: boolean;

  @Int({ min: 1 })
  version!: number;
}

export class ProductGroupPageDto extends PageDto {
  @ListOf(() => ProductGroupDto)
  data!: ProductGroupDto[];
}
