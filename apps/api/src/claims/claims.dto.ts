import { WARRANTY_PAYERS, type WarrantyPayer } from '@aftercare/billing';
import {
  CLAIM_ACTS,
  CLAIM_BLOCKERS,
  CLAIM_STATES,
  type ClaimAct,
  type ClaimBlocker,
  type ClaimState,
  CORE_STATES,
  type CoreState,
  LINE_DECISIONS,
  type LineDecision,
  REFUSAL_REASONS,
  type RefusalReason,
  SETTLEMENT_KINDS,
  type SettlementKind,
} from '@aftercare/claims';
import { COVER_CLASSES, type CoverClass, SUPPLIER_REASON_CODES, type SupplierReason } from '@aftercare/warranty';
import {
  Amount,
  CivilDay,
  Code,
  Flag,
  Instant,
  Int,
  Json,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  OneOfList,
  PageQuery,
  Prose,
  QueryList,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class ClaimScopeQuery extends PageQuery {
  @Uuid({ optional: true })
  supplierId?: string;

  @Uuid({ optional: true })
  centerId?: string;
}

export class ListClaimsQuery extends ClaimScopeQuery {
  @QueryList(CLAIM_STATES)
  state?: ClaimState[];
}

export class MakeClaimDto {
  @Uuid()
  supplierId!: string;

  @Uuid()
  centerId!: string;

  @UuidList({ min: 1, max: 200, description: 'Claimable lines of that supplier and centre' })
  lineIds!: readonly string[];
}

export class SubmitClaimDto {
  @Prose({ max: 1_000, nullable: true, description: 'A word to the supplier' })
  note!: string | null;
}

export class ResubmitClaimDto extends SubmitClaimDto {
  @UuidList({ min: 1, max: 200, description: 'Lines that were not accepted whole' })
  lineIds!: readonly string[];
}

class LineAnswerDto {
  @Uuid()
  lineId!: string;

  @OneOf(LINE_DECISIONS, { name: 'ClaimDecision' })
  decision!: LineDecision;

  @Amount({ nullable: true, description: 'With partly: what is accepted, in minor units; else null' })
  amount!: number | null;

  @OneOf(REFUSAL_REASONS, { name: 'RefusalReason', nullable: true, description: 'Unless accepted' })
  reason!: RefusalReason | null;

  @Line({ nullable: true, max: 300 })
  note!: string | null;
}

export class AnswerClaimDto {
  @ListOf(() => LineAnswerDto, { min: 1, max: 200 })
  answers!: readonly LineAnswerDto[];
}

export class SettleClaimDto {
  @OneOf(SETTLEMENT_KINDS, { name: 'SettlementKind' })
  kind!: SettlementKind;

  @Amount({ description: 'At most what was accepted, in minor units' })
  amount!: number;

  @Line({ nullable: true, max: 100, description: 'Number of the credit note or of the payment' })
  reference!: string | null;

  @CivilDay()
  on!: string;
}

export class ClaimNumberDto {
  @Uuid()
  id!: string;

  @Code({ nullable: true, description: 'Null while it is a draft' })
  number!: string | null;
}

export class OrderRefDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;
}

class ClaimedDeviceDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  product!: NameDto;

  @Line({ nullable: true })
  serial!: string | null;
}

export class CoreGlanceDto {
  @Uuid()
  id!: string;

  @OneOf(CORE_STATES, { name: 'CoreState' })
  state!: CoreState;

  @CivilDay({ description: 'The last day on which the supplier takes it' })
  dueOn!: string;
}

export class SupplierReasonDto {
  @OneOf(SUPPLIER_REASON_CODES, { name: 'SupplierReasonCode' })
  code!: SupplierReason['code'];

  @Json({ description: 'Values that the sentence of this code names' })
  params!: object;
}

export class ClaimLineSubjectDto {
  @Uuid()
  id!: string;

  @Nested(() => OrderRefDto)
  order!: OrderRefDto;

  @Nested(() => ClaimedDeviceDto)
  device!: ClaimedDeviceDto;

  @OneOf(COVER_CLASSES, { name: 'CoverClass', description: 'unit: the whole device was swapped' })
  class!: CoverClass;

  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  amount!: number;

  @CivilDay()
  doneOn!: string;

  @CivilDay({ description: 'The last day of a claim' })
  claimBy!: string;

  @Nested(() => CoreGlanceDto, { nullable: true, description: 'The old part, where it is wanted back' })
  core!: CoreGlanceDto | null;
}

export class ClaimSummaryDto extends ClaimNumberDto {
  @Nested(() => CodedRefDto)
  supplier!: CodedRefDto;

  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @OneOf(CLAIM_STATES, { name: 'ClaimState' })
  state!: ClaimState;

  @Int({ description: 'How often it was sent' })
  round!: number;

  @Int()
  lineCount!: number;

  @Amount()
  claimed!: number;

  @Amount()
  accepted!: number;

  @Amount({ nullable: true })
  settled!: number | null;

  @CivilDay({ nullable: true })
  submittedOn!: string | null;

  @Int({ nullable: true, description: 'Since it was sent, while it is not settled' })
  ageDays!: number | null;

  @Instant()
  draftedAt!: Date;

  @Int({ min: 1 })
  version!: number;
}

export class ClaimPageDto extends PageDto {
  @ListOf(() => ClaimSummaryDto)
  data!: ClaimSummaryDto[];
}

class GivenAnswerDto {
  @Int({ min: 1 })
  round!: number;

  @OneOf(LINE_DECISIONS, { name: 'ClaimDecision' })
  decision!: LineDecision;

  @Amount({ description: 'What was asked for in this round' })
  asked!: number;

  @Amount({ description: 'What was accepted in this round' })
  amount!: number;

  @OneOf(REFUSAL_REASONS, { name: 'RefusalReason', nullable: true })
  reason!: RefusalReason | null;

  @Line({ nullable: true })
  note!: string | null;

  @Line()
  answeredBy!: string;

  @Instant()
  answeredAt!: string;
}

class ClaimLineDto extends ClaimLineSubjectDto {
  @ListOf(() => SupplierReasonDto)
  reasons!: readonly SupplierReasonDto[];

  @Amount({ description: 'In all rounds' })
  accepted!: number;

  @Flag({ description: 'The present round waits for an answer to it' })
  waits!: boolean;

  @ListOf(() => GivenAnswerDto)
  answers!: readonly GivenAnswerDto[];
}

class SubmissionDto {
  @Int({ min: 1 })
  round!: number;

  @CivilDay()
  submittedOn!: string;

  @Int({ min: 1 })
  lineCount!: number;

  @Line({ nullable: true })
  note!: string | null;

  @Line()
  submittedBy!: string;
}

class PaidInvoiceDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;

  @OneOf(WARRANTY_PAYERS, { name: 'WarrantyPayer' })
  payer!: WarrantyPayer;
}

class ClaimPaymentDto {
  @Nested(() => PaidInvoiceDto)
  invoice!: PaidInvoiceDto;

  @Amount()
  amount!: number;
}

class BlockedClaimActDto {
  @OneOf(CLAIM_ACTS, { name: 'ClaimAct' })
  action!: ClaimAct;

  @OneOfList(CLAIM_BLOCKERS, { name: 'ClaimBlocker' })
  reasons!: readonly ClaimBlocker[];
}

export class ClaimDto extends ClaimSummaryDto {
  @Nested(() => NameDto)
  company!: NameDto;

  @Line()
  draftedBy!: string;

  @ListOf(() => ClaimLineDto)
  lines!: readonly ClaimLineDto[];

  @ListOf(() => SubmissionDto, { description: 'The latest round first' })
  submissions!: readonly SubmissionDto[];

  @Nested(() => SettleClaimDto, { nullable: true })
  settlement!: SettleClaimDto | null;

  @ListOf(() => ClaimPaymentDto, { description: 'The warranty invoices that its settlement paid' })
  payments!: readonly ClaimPaymentDto[];

  @OneOfList(CLAIM_ACTS, { name: 'ClaimAct' })
  allowedActions!: readonly ClaimAct[];

  @ListOf(() => BlockedClaimActDto)
  blockedActions!: readonly BlockedClaimActDto[];
}

export class ClaimStateRefDto extends ClaimNumberDto {
  @OneOf(CLAIM_STATES, { name: 'ClaimState' })
  state!: ClaimState;
}
