import {
  BILLING_RHYTHMS,
  BILLING_TIMES,
  type BillingRhythm,
  type BillingTime,
  CONTRACT_ACTS,
  CONTRACT_BLOCKERS,
  CONTRACT_KINDS,
  CONTRACT_MOVES,
  CONTRACT_SCOPES,
  CONTRACT_STATES,
  type ContractAct,
  type ContractBlocker,
  type ContractKind,
  type ContractMove,
  type ContractScope,
  type ContractState,
  DISCOUNT_CLASSES,
  type DiscountClass,
  INSTALMENT_STATES,
  type InstalmentState,
} from '@aftercare/contracts';
import {
  Amount,
  CivilDay,
  Code,
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
  QueryList,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { NamedRefDto, NumberedRefDto } from '../http/refs.dto.js';

const MOST_MINUTES = 525_600; // a year

export class DiscountDto {
  @OneOf(DISCOUNT_CLASSES, { name: 'CoverClass' })
  class!: DiscountClass;

  @Int({ min: 1, max: 100, description: 'What the customer does not pay; 100 is free' })
  percent!: number;
}

export class ContractTermsDto {
  @Int({ min: 0, max: 10_000, nullable: true, description: 'Visits included; null: any number' })
  visits!: number | null;

  @Int({ min: 0, max: 10_000_000, nullable: true, description: 'Minutes of labour included; null: any number' })
  labourMinutes!: number | null;

  @Int({ min: 1, max: MOST_MINUTES, nullable: true, description: 'Minutes until somebody answers; null: no promise' })
  responseMinutes!: number | null;

  @Int({ min: 1, max: MOST_MINUTES, nullable: true, description: 'Minutes until it works again; null: no promise' })
  resolutionMinutes!: number | null;

  @ListOf(() => DiscountDto, { max: 5, description: 'What is taken off each class of cover' })
  discounts!: readonly DiscountDto[];

  @Amount()
  price!: number;
}

/** Only what changes; the rest stays. */
export class TermsChangesDto {
  @Int({ min: 0, max: 10_000, nullable: true, optional: true })
  visits?: number | null;

  @Int({ min: 0, max: 10_000_000, nullable: true, optional: true })
  labourMinutes?: number | null;

  @Int({ min: 1, max: MOST_MINUTES, nullable: true, optional: true })
  responseMinutes?: number | null;

  @Int({ min: 1, max: MOST_MINUTES, nullable: true, optional: true })
  resolutionMinutes?: number | null;

  @ListOf(() => DiscountDto, { max: 5, optional: true })
  discounts?: readonly DiscountDto[];

  @Amount({ optional: true })
  price?: number;
}

class BillingRhythmDto {
  @OneOf(BILLING_RHYTHMS, { name: 'BillingRhythm' })
  every!: BillingRhythm;

  @OneOf(BILLING_TIMES, { name: 'BillingTime', description: 'On the first or on the last day of each part' })
  due!: BillingTime;
}

export class BillingTermsDto extends BillingRhythmDto {
  @Uuid({ description: 'The centre that issues the invoices' })
  centerId!: string;
}

export class PlanBillingDto extends BillingTermsDto {
  @Amount({ description: 'What was billed of the price elsewhere; the rest is shared by the days to come' })
  billedElsewhere!: number;
}

export class ReviseContractDto {
  @Uuid()
  customerId!: string;

  @CivilDay()
  startsOn!: string;

  @CivilDay({ description: 'The first day on which it no longer holds' })
  endsOn!: string;

  @OneOf(CONTRACT_SCOPES, {
    name: 'ContractScope',
    description: 'devices: those that are listed. group: of a product group. customer: all that the customer owns',
  })
  scope!: ContractScope;

  @UuidList({ max: 200, description: 'With scope devices' })
  deviceIds!: readonly string[];

  @Uuid({ nullable: true, description: 'With scope group' })
  productGroupId!: string | null;

  @Int({ min: 1, max: 100_000, nullable: true, description: 'With scope group or customer: how many devices at most' })
  deviceLimit!: number | null;

  @UuidList({ max: 200, description: 'Centres that honour it; none: every centre' })
  centerIds!: readonly string[];

  @LineList({ max: 50, maxLength: 500, description: 'Addresses at which service is given' })
  sites!: readonly string[];

  @Nested(() => ContractTermsDto)
  terms!: ContractTermsDto;

  @Nested(() => BillingTermsDto, { nullable: true, optional: true, description: 'Null: the price is not billed here' })
  billing?: BillingTermsDto | null;

  @Int({ max: 365, description: 'Days before the end on which it is told of' })
  noticeDays!: number;

  @Prose({ max: 2_000, nullable: true })
  note!: string | null;
}

export class DraftContractDto extends ReviseContractDto {
  @OneOf(CONTRACT_KINDS, { name: 'ContractKind' })
  kind!: ContractKind;

  @Code({ optional: true, description: 'Number of a contract or card that is printed already; otherwise the next' })
  number?: string;
}

export class MoveContractDto {
  @OneOf(CONTRACT_MOVES, { name: 'ContractMove' })
  act!: ContractMove;

  @Prose({ max: 500, nullable: true, description: 'Needed to suspend and to terminate' })
  reason!: string | null;
}

export class AddendumInputDto {
  @CivilDay()
  effectiveOn!: string;

  @Nested(() => TermsChangesDto)
  changes!: TermsChangesDto;

  @UuidList({ max: 200 })
  addedDeviceIds!: readonly string[];

  @UuidList({ max: 200 })
  removedDeviceIds!: readonly string[];

  @Prose({ max: 4_000, description: 'What was agreed on, in words' })
  text!: string;

  @Line({ description: 'Who agreed for the customer' })
  agreedBy!: string;

  @CivilDay()
  agreedOn!: string;

  @Line({ max: 100, nullable: true, description: 'Number of the letter or file that bears the signature' })
  agreementNo!: string | null;
}

export class RenewContractDto {
  @CivilDay({ description: 'The first day on which the next period no longer holds' })
  endsOn!: string;

  @Amount({ nullable: true, description: 'Null: the price of today' })
  price!: number | null;
}

export class ListContractsQuery extends PageQuery {
  @Line({ optional: true, max: 100, description: 'A part of the number or of the customer’s name' })
  q?: string;

  @QueryList(CONTRACT_STATES)
  state?: ContractState[];

  @QueryList(CONTRACT_KINDS)
  kind?: ContractKind[];

  @Uuid({ optional: true })
  customerId?: string;

  @CivilDay({ optional: true, description: 'In force, and no longer on this day' })
  endsBefore?: string;
}

export class ContractMeterDto {
  @Int()
  visitsUsed!: number;

  @Int({ nullable: true })
  visitsLeft!: number | null;

  @Int({ description: 'Minutes of labour' })
  minutesUsed!: number;

  @Int({ nullable: true })
  minutesLeft!: number | null;

  @Int({ description: 'Today included; 0 before the start and after the end' })
  daysLeft!: number;

  @Int({ description: 'Of the whole period' })
  days!: number;
}

export class ContractCustomerDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true, description: 'With customer.read' })
  name!: string | null;
}

export class ContractSummaryDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;

  @OneOf(CONTRACT_KINDS, { name: 'ContractKind' })
  kind!: ContractKind;

  @Nested(() => ContractCustomerDto)
  customer!: ContractCustomerDto;

  @OneOf(CONTRACT_STATES, { name: 'ContractState' })
  state!: ContractState;

  @CivilDay()
  startsOn!: string;

  @CivilDay({ description: 'The first day on which it no longer holds' })
  endsOn!: string;

  @OneOf(CONTRACT_SCOPES, { name: 'ContractScope' })
  scope!: ContractScope;

  @Nested(() => ContractTermsDto, { description: 'As they hold today' })
  terms!: ContractTermsDto;

  @Nested(() => ContractMeterDto)
  meter!: ContractMeterDto;

  @Int({ min: 1 })
  version!: number;
}

export class DeviceContractDto extends ContractSummaryDto {
  @Flag({ description: 'Covers the device today' })
  covers!: boolean;
}

export class DeviceContractsDto {
  @ListOf(() => DeviceContractDto)
  data!: DeviceContractDto[];
}

export class ContractPageDto extends PageDto {
  @ListOf(() => ContractSummaryDto)
  data!: ContractSummaryDto[];
}

class ContractDeviceDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  brand!: NameDto;

  @Nested(() => NameDto)
  product!: NameDto;

  @Line({ nullable: true })
  serial!: string | null;

  @CivilDay()
  coveredFrom!: string;

  @CivilDay({ nullable: true, description: 'The first day on which it is no longer covered' })
  coveredTo!: string | null;
}

class AddendumDto extends AddendumInputDto {
  @Int({ min: 1 })
  number!: number;

  @Line()
  recordedBy!: string;

  @Instant()
  recordedAt!: string;
}

class ContractUseDto {
  @Uuid()
  orderId!: string;

  @Code()
  orderNumber!: string;

  @Uuid()
  deviceId!: string;

  @Int({ max: 1, description: '0: it gave everything back' })
  visits!: number;

  @Int()
  labourMinutes!: number;

  @Line()
  by!: string;

  @Instant()
  at!: string;
}

class ContractBillingDto extends BillingRhythmDto {
  @Nested(() => NamedRefDto)
  center!: NamedRefDto;

  @Amount()
  billedElsewhere!: number;
}

class InstalmentDto {
  @Int({ min: 1 })
  number!: number;

  @CivilDay()
  dueOn!: string;

  @Amount({ description: 'Without tax' })
  amount!: number;

  @OneOf(INSTALMENT_STATES, {
    name: 'InstalmentState',
    description: 'held: the contract is suspended. due: its invoice is on the way',
  })
  state!: InstalmentState;

  @Nested(() => NumberedRefDto, { nullable: true, description: 'Once it is billed' })
  invoice!: NumberedRefDto | null;
}

class BlockedContractActDto {
  @OneOf(CONTRACT_ACTS, { name: 'ContractAct' })
  action!: ContractAct;

  @OneOfList(CONTRACT_BLOCKERS, { name: 'ContractBlocker' })
  reasons!: readonly ContractBlocker[];
}

export class ContractDto extends ContractSummaryDto {
  @Line({ nullable: true })
  stateReason!: string | null;

  @Nested(() => NamedRefDto, { nullable: true })
  productGroup!: NamedRefDto | null;

  @Int({ min: 1, nullable: true })
  deviceLimit!: number | null;

  @ListOf(() => ContractDeviceDto)
  devices!: readonly ContractDeviceDto[];

  @ListOf(() => NamedRefDto, { description: 'None: every centre' })
  centers!: readonly NamedRefDto[];

  @LineList()
  sites!: readonly string[];

  @Int()
  noticeDays!: number;

  @Nested(() => ContractBillingDto, { nullable: true, description: 'Null: the price is not billed here' })
  billing!: ContractBillingDto | null;

  @ListOf(() => InstalmentDto, { description: 'In order of their days; of a draft as they will be' })
  instalments!: readonly InstalmentDto[];

  @Line({ nullable: true })
  note!: string | null;

  @Nested(() => ContractTermsDto, { description: 'As they were signed, before any addendum' })
  signedTerms!: ContractTermsDto;

  @ListOf(() => AddendumDto)
  addenda!: readonly AddendumDto[];

  @ListOf(() => ContractUseDto, { description: 'What orders held from then on; the latest hundred, newest first' })
  uses!: readonly ContractUseDto[];

  @Nested(() => NumberedRefDto, { nullable: true, description: 'The period before' })
  renews!: NumberedRefDto | null;

  @Nested(() => NumberedRefDto, { nullable: true, description: 'The period after' })
  renewedBy!: NumberedRefDto | null;

  @OneOfList(CONTRACT_ACTS, { name: 'ContractAct' })
  allowedActions!: readonly ContractAct[];

  @ListOf(() => BlockedContractActDto)
  blockedActions!: readonly BlockedContractActDto[];
}
