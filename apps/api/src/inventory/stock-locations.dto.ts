import { LOCATION_KINDS, type LocationKind } from '@aftercare/inventory';
import { Code, Int, ListOf, NameDto, Nested, OneOf, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class ListStockLocationsQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;
}

export class CreateStockLocationDto {
  @Uuid()
  centerId!: string;

  @Code({ description: 'Unique within the centre', example: 'MAIN' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @OneOf(LOCATION_KINDS, { name: 'StockLocationKind', description: 'A centre has one `branch`' })
  kind!: LocationKind;
}

export class ChangeStockLocationDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;
}

export class StockLocationDto extends CodedRefDto {
  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @OneOf(LOCATION_KINDS, { name: 'StockLocationKind' })
  kind!: LocationKind;

  @Int({ min: 1 })
  version!: number;
}

export class StockLocationPageDto extends PageDto {
  @ListOf(() => StockLocationDto)
  data!: StockLocationDto[];
}
