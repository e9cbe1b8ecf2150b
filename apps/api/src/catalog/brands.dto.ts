import { Int, Line, ListOf, NameDto, Nested, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListBrandsQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;
}

export class CreateBrandDto {
  @Nested(() => NameDto)
  name!: NameDto;
}

export class ChangeBrandDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;
}

export class BrandDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Int({ min: 1 })
  version!: number;
}

export class BrandPageDto extends PageDto {
  @ListOf(() => BrandDto)
  data!: BrandDto[];
}
