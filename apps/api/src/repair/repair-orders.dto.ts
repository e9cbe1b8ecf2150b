import {
  ANSWER_CHANNELS,
  type AnswerChannel,
  LINE_KINDS,
  type LineKind,
  PLAIN_ACTS,
  QUOTE_STATES,
  type QuoteState,
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
import { COST_BEARERS, COVER_CLASSES, type CostBearer, type CoverageVerdict } from '@aftercare/warranty';
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
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import {
  ClassVerdictDto,
  CoverageFactsDto,
  CoverageVerdictDto,
  HeadlineDto,
  CoverageReasonDto,
} from '../warranty/coverage.dto.js';

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

class RepairDeviceDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Nested(() => NameDto)
  brand!: NameDto;

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

class FindingViewDto {
  @Nested(() => CodedRefDto)
  symptom!: CodedRefDto;

  @Nested(() => CodedRefDto)
  fault!: CodedRefDto;

  @Nested(() => CodedRefDto, { nullable: true })
  cause!: CodedRefDto | null;

  @Prose({ nullable: true })
  note!: string | null;
}

class RepairLineDto {
  @Uuid()
  id!: string;

  @OneOf(LINE_KINDS, { name: 'RepairLineKind' })
  kind!: LineKind;

  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: string;

  @Uuid({ nullable: true })
  serviceItemId!: string | null;

  @Uuid({ nullable: true })
  partId!: string | null;

  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  unitPrice!: number;

  @Amount()
  listAmount!: number;

  @Int({ max: 100 })
  coveredPercent!: number;

  @Amount()
  coveredAmount!: number;

  @Amount({ description: 'The customer’s share, minor units, without tax' })
  chargedAmount!: number;

  @Int({ nullable: true })
  minutes!: number | null;

  @Uuid({ nullable: true })
  technicianId!: string | null;

  @Uuid({ nullable: true })
  faultCodeId!: string | null;

  @LineList()
  evidence!: readonly string[];

  @ListOf(() => CoverageReasonDto, { description: 'Why it is free or charged' })
  reasons!: readonly CoverageReasonDto[];

  @Int({ description: 'Pieces asked of the store' })
  requested!: number;

  @Int()
  reserved!: number;

  @Int()
  issued!: number;

  @Int()
  returned!: number;

  @Int()
  fitted!: number;
}

class OrderCoverageDto {
  @Uuid()
  decisionId!: string;

  @OneOf(['covered', 'partial', 'chargeable'] as const, { name: 'CoverageOverall' })
  overall!: CoverageVerdict['overall'];

  @Nested(() => HeadlineDto)
  headline!: HeadlineDto;

  @ListOf(() => ClassVerdictDto)
  classes!: readonly ClassVerdictDto[];

  @OneOf(['computed', 'override'] as const, { name: 'DecisionKind' })
  kind!: 'computed' | 'override';

  @Line({ nullable: true })
  reason!: string | null;

  @Line()
  decidedBy!: string;

  @Instant()
  decidedAt!: string;

  @Int({ description: 'Decisions that this one superseded; they stay readable' })
  earlierDecisions!: number;
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

  @Amount({ description: 'Still to pay on the customer’s invoice, with tax' })
  due!: number;
}

class QuotedLineDto {
  @Uuid()
  lineId!: string;

  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  listAmount!: number;

  @Amount()
  coveredAmount!: number;

  @Amount()
  chargedAmount!: number;

  @Amount()
  taxAmount!: number;
}

class QuoteDto {
  @Int({ min: 1 })
  number!: number;

  @OneOf(QUOTE_STATES, { name: 'QuoteState' })
  state!: QuoteState;

  @Amount()
  net!: number;

  @Amount()
  tax!: number;

  @Amount()
  total!: number;

  @Int({ max: 50 })
  tolerancePercent!: number;

  @CivilDay()
  validUntil!: string;

  @Instant()
  sentAt!: string;

  @Instant({ nullable: true })
  answeredAt!: string | null;

  @Line({ nullable: true })
  answeredBy!: string | null;

  @OneOf(ANSWER_CHANNELS, { name: 'AnswerChannel', nullable: true })
  answerChannel!: AnswerChannel | null;

  @ListOf(() => QuotedLineDto)
  lines!: readonly QuotedLineDto[];
}

class CheckViewDto {
  @Flag()
  passed!: boolean;

  @Prose({ nullable: true })
  note!: string | null;

  @Line()
  testedBy!: string;

  @Instant()
  testedAt!: string;
}

class VendorLegDto {
  @Line()
  vendor!: string;

  @Line({ nullable: true })
  rmaNo!: string | null;

  @Instant()
  sentAt!: string;

  @CivilDay({ nullable: true })
  dueOn!: string | null;

  @Instant({ nullable: true })
  backAt!: string | null;
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

export class FindingDto {
  @Uuid()
  symptomCodeId!: string;

  @Uuid()
  faultCodeId!: string;

  @Uuid({ nullable: true })
  causeCodeId!: string | null;

  @Prose({ nullable: true })
  note!: string | null;
}

export class DiagnoseDto {
  @ListOf(() => FindingDto, { min: 1, max: 20, description: 'The first is the main one' })
  findings!: FindingDto[];
}

export class NewLineDto {
  @Uuid({ nullable: true, description: 'Either this or partId' })
  serviceItemId!: string | null;

  @Uuid({ nullable: true })
  partId!: string | null;

  @Int({ min: 1, max: 1000 })
  quantity!: number;

  @Uuid({ nullable: true, description: 'The fault it mends, when it differs from the order’s' })
  faultCodeId!: string | null;

  @LineList({ max: 20, description: 'References to photos or reports that prove the fault' })
  evidence!: string[];
}

export class ChangeLineDto {
  @Int({ min: 1, max: 1000, optional: true })
  quantity?: number;

  @Int({ max: 10_000, optional: true, nullable: true })
  minutes?: number | null;

  @Uuid({ optional: true, nullable: true })
  faultCodeId?: string | null;

  @LineList({ max: 20, optional: true })
  evidence?: string[];
}

export class FitPartsDto {
  @Int({ max: 1000, description: 'Pieces that sit in the device now' })
  quantity!: number;
}

export class DecideAgainDto {
  @Line({ max: 500 })
  reason!: string;
}

export class GrantGoodwillDto {
  @Int({ max: 100, description: 'Whole percent; 0 takes an earlier favour back' })
  percent!: number;

  @OneOf(COST_BEARERS, { name: 'CostBearer' })
  bearer!: CostBearer;

  @UuidList({ nullable: true, description: 'Lines it is for; null for all' })
  lineIds!: string[] | null;

  @Line({ max: 500 })
  reason!: string;
}

export class SendQuoteDto {
  @CivilDay({ optional: true, description: 'Last day to answer; two weeks from today when absent' })
  validUntil?: string;

  @Int({ max: 50, optional: true, description: 'How far the invoice may exceed it; 10 when absent' })
  tolerancePercent?: number;
}

export class AnswerQuoteDto {
  @Flag()
  approved!: boolean;

  @Amount({ description: 'The total that was shown: an answer to another sum is refused' })
  total!: number;

  @OneOf(['counter', 'phone'] as const, { name: 'CounterChannel' })
  channel!: 'counter' | 'phone';
}

export class CheckRepairDto {
  @Flag()
  passed!: boolean;

  @Prose({ nullable: true, max: 1000, description: 'What was found; needed when it failed' })
  note!: string | null;
}

export class CloseUnrepairedDto {
  @Prose({ max: 1000 })
  reason!: string;
}

export class SendToVendorDto {
  @Line()
  vendor!: string;

  @Line({ nullable: true, max: 60 })
  rmaNo!: string | null;

  @CivilDay({ nullable: true })
  dueOn!: string | null;
}

export class BackFromVendorDto {
  @OneOf(['back-from-vendor', 'repaired-by-vendor', 'replaced-by-vendor'] as const, { name: 'VendorResult' })
  act!: 'back-from-vendor' | 'repaired-by-vendor' | 'replaced-by-vendor';

  @Line({ nullable: true, max: 60, description: 'The serial that came back; null when it is the same' })
  serial!: string | null;

  @Prose({ nullable: true, max: 1000 })
  reason!: string | null;
}

export class DecisionDto {
  @Uuid()
  id!: string;

  @OneOf(['computed', 'override'] as const, { name: 'DecisionKind' })
  kind!: 'computed' | 'override';

  @Line({ nullable: true })
  reason!: string | null;

  @Nested(() => CoverageFactsDto)
  facts!: CoverageFactsDto;

  @Nested(() => CoverageVerdictDto)
  verdict!: CoverageVerdictDto;

  @Line()
  decidedBy!: string;

  @Instant()
  decidedAt!: Date;

  @Uuid({ nullable: true })
  supersedesId!: string | null;

  @Uuid({ nullable: true })
  supersededById!: string | null;
}

export class DecisionsDto {
  @ListOf(() => DecisionDto)
  data!: DecisionDto[];
}
