import {
  PLAIN_ACTS,
  REPAIR_ACTS,
  REPAIR_OUTCOMES,
  REPAIR_PRIORITIES,
  REPAIR_STATES,
  REPAIR_TYPES,
  type RepairAct,
  type RepairOutcome,
  type RepairPriority,
  type RepairState,
  type RepairType,
} from '@aftercare/repair';
import {
  Amount,
  CivilDay,
  Flag,
  Instant,
  Int,
  Line,
  LineList,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  OneOfList,
  PageQuery,
  Prose,
  QueryFlag,
  QueryList,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { DoaDto, FindingViewDto, ToldFaultDto } from './findings.dto.js';
import { RepairLineDto } from './lines.dto.js';
import { OrderCoverageDto } from './order-coverage.dto.js';
import { QuoteDto } from './quotes.dto.js';
import { CheckViewDto } from './checks.dto.js';
import { ReplacementDto } from './swaps.dto.js';
import { VendorLegDto } from './vendor-legs.dto.js';

export class ListRepairOrdersQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;

  @QueryList(REPAIR_STATES)
  state?: RepairState[];

  @Uuid({ optional: true })
  technicianId?: string;

  @QueryFlag({ description: 'Only orders that no technician has taken' })
  unassigned?: boolean;

  @Uuid({ optional: true, description: 'The visits of a device, in all service centres' })
  deviceId?: string;

  @Uuid({ optional: true })
  customerId?: string;

  @QueryFlag({ description: "The cashier's desk: only orders that can be invoiced now" })
  toInvoice?: boolean;
}

export class CountsQuery {
  @Uuid({ optional: true })
  centerId?: string;
}

export class StateCountDto {
  @OneOf(REPAIR_STATES, { name: 'RepairState' })
  state!: RepairState;

  @Int()
  orders!: number;

  @Int({ description: 'Past the promised day' })
  late!: number;

  @Int({ description: 'Assigned to the reader' })
  mine!: number;
}

export class StateCountsDto {
  @ListOf(() => StateCountDto)
  data!: StateCountDto[];
}

export class MissingPartsQuery {
  @Uuid({ description: 'Whose bench' })
  technicianId!: string;
}

class MissingPartDto {
  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1, description: 'Pieces that are not in hand' })
  quantity!: number;

  @Int({ description: 'How many of them lie reserved in the store' })
  reserved!: number;
}

export class MissingPartsDto {
  @Uuid()
  orderId!: string;

  @ListOf(() => MissingPartDto)
  parts!: readonly MissingPartDto[];
}

export class MissingPartsListDto {
  @ListOf(() => MissingPartsDto)
  data!: MissingPartsDto[];
}

class RepairDeviceDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Nested(() => NameDto)
  brand!: NameDto;

  @Uuid()
  productId!: string;

  @Nested(() => NameDto)
  product!: NameDto;
}

class RepairCustomerDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;

  @Line({ nullable: true, description: 'E.164; null without customer.read' })
  mobile!: string | null;
}

class RepairTechnicianDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;
}

export class RepairOrderSummaryDto {
  @Uuid()
  id!: string;

  @Line({ example: 'RO-1405-000231' })
  number!: string;

  @OneOf(REPAIR_STATES, { name: 'RepairState' })
  state!: RepairState;

  @OneOf(REPAIR_TYPES, { name: 'RepairType' })
  type!: RepairType;

  @OneOf(REPAIR_PRIORITIES, { name: 'RepairPriority' })
  priority!: RepairPriority;

  @Instant()
  receivedAt!: Date;

  @CivilDay({ nullable: true })
  promisedOn!: string | null;

  @Instant({ nullable: true })
  readyAt!: Date | null;

  @Prose()
  declaredFault!: string;

  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @Nested(() => RepairDeviceDto)
  device!: RepairDeviceDto;

  @Nested(() => RepairCustomerDto, { nullable: true })
  customer!: RepairCustomerDto | null;

  @Nested(() => RepairTechnicianDto, { nullable: true })
  technician!: RepairTechnicianDto | null;

  @Int({ min: 1 })
  version!: number;
}

export class RepairOrderPageDto extends PageDto {
  @ListOf(() => RepairOrderSummaryDto)
  data!: RepairOrderSummaryDto[];
}

class RepairReceptionDto {
  @Uuid()
  id!: string;

  @Line()
  number!: string;

  @Line()
  trackingCode!: string;
}

class OrderMoneyDto {
  @Amount()
  list!: number;

  @Amount()
  covered!: number;

  @Amount()
  charged!: number;

  @Flag()
  invoiced!: boolean;

  @Flag({ description: 'Its invoices can be issued now' })
  invoiceable!: boolean;

  @Amount({ description: 'Still to pay on the customer’s invoice, with tax' })
  due!: number;
}

class OrderInvoiceDto {
  @Uuid()
  id!: string;

  @Line()
  number!: string;

  @Line()
  kind!: string;

  @Line()
  state!: string;

  @Amount()
  total!: number;

  @Amount()
  paid!: number;
}

class TransitionDto {
  @Line()
  act!: string;

  @OneOf(REPAIR_STATES, { name: 'RepairState', nullable: true })
  from!: RepairState | null;

  @OneOf(REPAIR_STATES, { name: 'RepairState' })
  to!: RepairState;

  @Prose({ nullable: true })
  reason!: string | null;

  @Line()
  by!: string;

  @Instant()
  at!: string;
}

class BlockedActionDto {
  @OneOf(REPAIR_ACTS, { name: 'RepairAct' })
  action!: RepairAct;

  @LineList({ description: 'Each is the problem code `repair.<reason>`' })
  reasons!: readonly string[];
}

export class RepairOrderDto extends RepairOrderSummaryDto {
  @OneOf(REPAIR_OUTCOMES, { name: 'RepairOutcome', nullable: true })
  outcome!: RepairOutcome | null;

  @Instant({ nullable: true })
  deliveredAt!: Date | null;

  @Nested(() => RepairReceptionDto, { nullable: true })
  reception!: RepairReceptionDto | null;

  @Nested(() => ToldFaultDto, {
    nullable: true,
    description: 'As the customer told it at the counter; null without a receipt',
  })
  told!: ToldFaultDto | null;

  @ListOf(() => FindingViewDto)
  findings!: readonly FindingViewDto[];

  @ListOf(() => RepairLineDto)
  lines!: readonly RepairLineDto[];

  @Nested(() => OrderCoverageDto, { nullable: true })
  coverage!: OrderCoverageDto | null;

  @Nested(() => OrderMoneyDto)
  money!: OrderMoneyDto;

  @ListOf(() => QuoteDto)
  quotes!: readonly QuoteDto[];

  @ListOf(() => CheckViewDto)
  checks!: readonly CheckViewDto[];

  @Nested(() => DoaDto)
  doa!: DoaDto;

  @Nested(() => ReplacementDto, { nullable: true, description: 'The unit that the customer gets instead' })
  replacement!: ReplacementDto | null;

  @ListOf(() => VendorLegDto)
  vendorLegs!: readonly VendorLegDto[];

  @ListOf(() => OrderInvoiceDto)
  invoices!: readonly OrderInvoiceDto[];

  @ListOf(() => TransitionDto)
  transitions!: readonly TransitionDto[];

  @Flag({ description: 'Findings and lines may still change' })
  openForWork!: boolean;

  @OneOfList(REPAIR_ACTS, { name: 'RepairAct', description: 'What the reader may do now' })
  allowedActions!: readonly RepairAct[];

  @ListOf(() => BlockedActionDto, { description: 'What state and rights allow, and what stands against it' })
  blockedActions!: readonly BlockedActionDto[];

  @OneOfList(REPAIR_ACTS, { name: 'RepairAct', description: 'Which of both are refused without a reason' })
  actionsNeedingReason!: readonly RepairAct[];
}

export class AssignTechnicianDto {
  @Uuid({ nullable: true })
  technicianId!: string | null;
}

export class PlanRepairDto {
  @CivilDay({ optional: true, nullable: true })
  promisedOn?: string | null;

  @OneOf(REPAIR_PRIORITIES, { name: 'RepairPriority', optional: true })
  priority?: RepairPriority;
}

export class MoveRepairDto {
  @OneOf(PLAIN_ACTS, { name: 'PlainRepairAct' })
  act!: RepairAct;

  @Prose({ nullable: true, max: 1000 })
  reason!: string | null;
}
