import { DOCUMENT_TYPES, type DocumentType, MOVEMENT_KINDS, type MovementKind } from '@aftercare/inventory';
import { NotEquals } from 'class-validator';
import { Amount, Code, Instant, Int, Line, ListOf, Nested, OneOf, PageQuery, QueryFlag, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto, NamedRefDto } from '../http/refs.dto.js';

/** The most pieces a single movement may have. */
export const MAX_PIECES = 1_000_000;

export class PartRefDto extends NamedRefDto {
  @Code({ description: 'Stock number' })
  sku!: string;
}

export class ListStockBalancesQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in stock number and names, folded' })
  q?: string;

  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true })
  locationId?: string;

  @Uuid({ optional: true })
  partId?: string;

  @QueryFlag({ description: 'Only parts that orders wait for' })
  short?: boolean;
}

export class StockBalanceDto {
  @Uuid()
  centerId!: string;

  @Nested(() => CodedRefDto)
  location!: CodedRefDto;

  @Nested(() => PartRefDto)
  part!: PartRefDto;

  @Int({ description: 'Pieces in the location' })
  onHand!: number;

  @Int({ description: 'Of these, promised to orders' })
  reserved!: number;

  @Int()
  free!: number;

  @Int({ description: 'Pieces that orders wait for' })
  short!: number;

  @Amount({ description: 'Of all pieces on hand, minor units' })
  value!: number;

  @Amount({ nullable: true, description: 'Moving average of one piece, rounded; null where none is on hand' })
  averageCost!: number | null;
}

export class StockBalancePageDto extends PageDto {
  @ListOf(() => StockBalanceDto)
  data!: StockBalanceDto[];
}

export class ListStockMovementsQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true })
  locationId?: string;

  @Uuid({ optional: true })
  partId?: string;

  @Uuid({ optional: true, description: 'What one repair order took and gave back' })
  orderId?: string;
}

export class StockMovementDto {
  @Uuid()
  id!: string;

  @Uuid()
  centerId!: string;

  @Nested(() => CodedRefDto)
  location!: CodedRefDto;

  @Nested(() => PartRefDto)
  part!: PartRefDto;

  @OneOf(MOVEMENT_KINDS, { name: 'StockMovementKind' })
  kind!: MovementKind;

  @Int({ min: -MAX_PIECES, description: 'Pieces; what came in is positive' })
  quantity!: number;

  @Amount({ min: -Number.MAX_SAFE_INTEGER, description: 'Of all these pieces, minor units, signed like the quantity' })
  value!: number;

  @Int()
  onHandAfter!: number;

  @Amount()
  valueAfter!: number;

  @OneOf(DOCUMENT_TYPES, { name: 'StockDocumentType' })
  documentType!: DocumentType;

  @Uuid()
  documentId!: string;

  @Uuid({ nullable: true })
  orderId!: string | null;

  @Line({ nullable: true })
  reason!: string | null;

  @Line()
  actorName!: string;

  @Instant()
  at!: Date;
}

export class StockMovementPageDto extends PageDto {
  @ListOf(() => StockMovementDto)
  data!: StockMovementDto[];
}

export class AdjustStockDto {
  @Uuid()
  locationId!: string;

  @Uuid()
  partId!: string;

  @Int({ min: -MAX_PIECES, max: MAX_PIECES, description: 'Found pieces, or missing ones when negative; not 0' })
  @NotEquals(0)
  quantity!: number;

  @Line({ max: 500, description: 'Why the stock is corrected' })
  reason!: string;
}
