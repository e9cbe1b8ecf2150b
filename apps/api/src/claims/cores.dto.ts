import { CORE_ACTS, CORE_STATES, type CoreAct, type CoreState } from '@aftercare/claims';
import {
  CivilDay,
  Flag,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  OneOfList,
  QueryFlag,
  QueryList,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { ClaimNumberDto, ClaimScopeQuery, CoreGlanceDto, OrderRefDto } from './claims.dto.js';

export class ListCoresQuery extends ClaimScopeQuery {
  @QueryList(CORE_STATES)
  state?: CoreState[];

  @QueryFlag({ description: 'Only those whose last day has passed and that were not sent' })
  late?: boolean;
}

export class MoveCoreDto {
  @OneOf(CORE_ACTS, { name: 'CoreAct' })
  act!: CoreAct;

  @Line({ nullable: true, max: 100, description: 'Number of the consignment, when it is sent' })
  reference!: string | null;

  @Line({ nullable: true, max: 300 })
  note!: string | null;
}

class CorePartDto {
  @Uuid()
  id!: string;

  @Line()
  sku!: string;

  @Nested(() => NameDto)
  name!: NameDto;
}

export class CoreDto extends CoreGlanceDto {
  @Nested(() => CorePartDto)
  part!: CorePartDto;

  @Int({ min: 1 })
  quantity!: number;

  @Nested(() => CodedRefDto)
  supplier!: CodedRefDto;

  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @Nested(() => OrderRefDto)
  order!: OrderRefDto;

  @Nested(() => ClaimNumberDto, { nullable: true })
  claim!: ClaimNumberDto | null;

  @Line({ nullable: true, description: 'Who had it in hand last' })
  keeper!: string | null;

  @Flag({ description: 'Its last day has passed and it was not sent' })
  late!: boolean;

  @CivilDay({ nullable: true })
  sentOn!: string | null;

  @Line({ nullable: true })
  sentReference!: string | null;

  @Line({ nullable: true })
  note!: string | null;

  @Int({ min: 1 })
  version!: number;

  @OneOfList(CORE_ACTS, { name: 'CoreAct' })
  allowedActions!: readonly CoreAct[];
}

export class CorePageDto extends PageDto {
  @ListOf(() => CoreDto)
  data!: CoreDto[];
}
