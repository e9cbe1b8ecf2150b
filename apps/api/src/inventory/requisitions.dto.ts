import { REQUISITION_STATES, type RequisitionState } from '@aftercare/inventory';
import {
  Amount,
  Instant,
  Int,
  Line,
  ListOf,
  Nested,
  OneOf,
  PageQuery,
  Prose,
  QueryList,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { RepairTitleDto } from '../repair/repair-title.dto.js';
import { AccountRefDto } from './account-ref.dto.js';
import { MAX_PIECES, PartRefDto } from './stock.dto.js';

export class ListRequisitionsQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true, description: 'Of one repair order' })
  orderId?: string;

  @QueryList(REQUISITION_STATES)
  state?: RequisitionState[];
}

class LineQuantityDto {
  @Uuid({ description: 'A line of the requisition' })
  lineId!: string;

  @Int({ min: 1, max: MAX_PIECES })
  quantity!: number;
}

export class MovePartsDto {
  @ListOf(() => LineQuantityDto, { min: 1 })
  lines!: LineQuantityDto[];
}

export class RequisitionSummaryDto {
  @Uuid()
  id!: string;

  @Line({ example: 'RQ-1405-000231' })
  number!: string;

  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @Uuid({ description: 'The repair order' })
  orderId!: string;

  @Nested(() => RepairTitleDto, {
    nullable: true,
    description: 'Whose device waits; null for an order unknown here',
  })
  order!: RepairTitleDto | null;

  @OneOf(REQUISITION_STATES, { name: 'RequisitionState' })
  state!: RequisitionState;

  @Prose({ nullable: true })
  note!: string | null;

  @Instant()
  requestedAt!: Date;

  @Nested(() => AccountRefDto, { nullable: true })
  requestedBy!: AccountRefDto | null;

  @Int()
  lineCount!: number;

  @Int({ description: 'Pieces that lie ready to be handed out' })
  reserved!: number;

  @Int({ description: 'Pieces that the store does not have' })
  short!: number;

  @Int({ min: 1 })
  version!: number;
}

class RequisitionLineDto {
  @Uuid()
  id!: string;

  @Uuid({ description: 'The line of the repair order' })
  orderLineId!: string;

  @Nested(() => PartRefDto)
  part!: PartRefDto;

  @Nested(() => CodedRefDto)
  location!: CodedRefDto;

  @Int({ min: 1 })
  requested!: number;

  @Int()
  reserved!: number;

  @Int()
  short!: number;

  @Int()
  issued!: number;

  @Int({ description: 'Of the issued pieces, brought back unused' })
  returned!: number;

  @Int()
  cancelled!: number;

  @Amount({ description: 'Cost of the issued pieces, minor units' })
  issuedValue!: number;

  @Amount({ description: 'Cost of the returned pieces, minor units' })
  returnedValue!: number;
}

export class RequisitionDto extends RequisitionSummaryDto {
  @ListOf(() => RequisitionLineDto)
  lines!: readonly RequisitionLineDto[];
}

export class RequisitionPageDto extends PageDto {
  @ListOf(() => RequisitionSummaryDto)
  data!: RequisitionSummaryDto[];
}
