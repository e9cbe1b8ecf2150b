import { Amount, Instant, Int, Line, ListOf, Nested, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { AccountRefDto } from './account-ref.dto.js';
import { MAX_PIECES, PartRefDto } from './stock.dto.js';

export class ListGoodsReceiptsQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;
}

class ReceivedLineDto {
  @Uuid()
  partId!: string;

  @Int({ min: 1, max: MAX_PIECES })
  quantity!: number;

  @Amount({ description: 'What one piece cost, minor units', example: 1_300_000 })
  unitCost!: number;
}

export class ReceiveGoodsDto {
  @Uuid()
  centerId!: string;

  @Uuid({ description: 'A location of the centre' })
  locationId!: string;

  @Line({ description: 'Who delivered' })
  supplier!: string;

  @Line({ nullable: true, description: 'Number of the delivery note or invoice' })
  documentNo!: string | null;

  @ListOf(() => ReceivedLineDto, { min: 1 })
  lines!: ReceivedLineDto[];
}

export class GoodsReceiptSummaryDto {
  @Uuid()
  id!: string;

  @Line({ example: 'GR-1405-000012' })
  number!: string;

  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @Nested(() => CodedRefDto)
  location!: CodedRefDto;

  @Line()
  supplier!: string;

  @Line({ nullable: true })
  documentNo!: string | null;

  @Instant()
  receivedAt!: Date;

  @Nested(() => AccountRefDto, { nullable: true })
  receivedBy!: AccountRefDto | null;

  @Amount()
  value!: number;

  @Int({ min: 1 })
  version!: number;
}

class GoodsReceiptLineDto {
  @Uuid()
  id!: string;

  @Nested(() => PartRefDto)
  part!: PartRefDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  unitCost!: number;

  @Amount()
  value!: number;
}

export class GoodsReceiptDto extends GoodsReceiptSummaryDto {
  @ListOf(() => GoodsReceiptLineDto)
  lines!: readonly GoodsReceiptLineDto[];
}

export class GoodsReceiptPageDto extends PageDto {
  @ListOf(() => GoodsReceiptSummaryDto)
  data!: GoodsReceiptSummaryDto[];
}
