import type { Calendar } from '@aftercare/kernel';
import { type Meter, METERS, type Provenance, PROVENANCES } from '@aftercare/devices';
import {
  COST_BEARERS,
  COVER_CLASSES,
  COVERAGE_RULES,
  type CostBearer,
  type CoverageRuleName,
  type CoverageVerdict,
  type CoverClass,
  EXCHANGE_TYPES,
  type ExchangeType,
  type Headline,
  type PayerShare,
  REASON_CODES,
  type Reason,
  REGISTRATION_STATES,
  type RegistrationState,
  type Remedy,
} from '@aftercare/warranty';
import {
  CALENDARS,
  CivilDay,
  Code,
  Flag,
  Int,
  IntList,
  Json,
  Line,
  LineList,
  ListOf,
  Nested,
  OneOf,
} from '../http/fields.js';
import { CostShareDto, ExclusionDto, PolicyTermsDto, ReturnTermsDto } from './policies.dto.js';
import { StartFactsDto } from './registrations.dto.js';

export class PolicyFactsDto {
  @Code()
  code!: string;

  @Int({ min: 1, description: 'Number of the version' })
  version!: number;

  @Nested(() => PolicyTermsDto)
  terms!: PolicyTermsDto;
}

export class RegistrationFactsDto {
  @Line({ max: 60 })
  cardNo!: string;

  @OneOf(REGISTRATION_STATES, { name: 'RegistrationState' })
  state!: RegistrationState;

  @Nested(() => PolicyFactsDto)
  policy!: PolicyFactsDto;

  @Nested(() => StartFactsDto)
  start!: StartFactsDto;
}

export class GoodwillFactsDto {
  @Int({ max: 100 })
  percent!: number;

  @OneOf(COST_BEARERS, { name: 'CostBearer' })
  bearer!: CostBearer;

  @LineList({ nullable: true, description: 'Lines it is for; null for all' })
  lineIds!: readonly string[] | null;
}

export class PromiseUseDto {
  @OneOf(METERS, { name: 'Meter' })
  meter!: Meter;

  @Int({ min: 1, max: 100_000_000, description: 'From the hand-over on' })
  max!: number;

  @Int({
    optional: true,
    max: 100_000_000,
    description: 'What the meter showed at the hand-over; absent: nobody read it',
  })
  startedAt?: number;
}

export class EarlierWorkDto {
  @Line({ max: 60 })
  orderNumber!: string;

  @OneOf(['part', 'work'] as const, { name: 'EarlierWorkKind' })
  kind!: 'part' | 'work';

  @CivilDay({ description: 'The day of hand-over; the promise runs from here' })
  on!: string;

  @Int({ min: 1, max: 600 })
  months!: number;

  @OneOf(CALENDARS, { name: 'Calendar' })
  calendar!: Calendar;

  @Int({ min: 1, max: 100 })
  percent!: number;

  @Nested(() => PromiseUseDto, { optional: true })
  usage?: PromiseUseDto;

  @ListOf(() => CostShareDto, { min: 1, max: 4 })
  bearers!: readonly CostShareDto[];

  @ListOf(() => ExclusionDto)
  exclusions!: readonly ExclusionDto[];
}

export class RecallFactsDto {
  @Line({ max: 60 })
  code!: string;

  @LineList({ nullable: true, description: 'Fault codes it is for; null for all' })
  faultCodes!: readonly string[] | null;
}

export class ContractCoverDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Int({ max: 100 })
  percent!: number;
}

export class ContractFactsDto {
  @Line({ max: 60 })
  number!: string;

  @CivilDay({ description: 'The first day outside' })
  endsOn!: string;

  @ListOf(() => ContractCoverDto)
  cover!: readonly ContractCoverDto[];

  @Int({ nullable: true, description: 'Null: any number' })
  visitsLeft!: number | null;
}

export class MeterReadingDto {
  @OneOf(METERS, { name: 'Meter' })
  meter!: Meter;

  @Int({ max: 100_000_000 })
  value!: number;
}

export class EarlierClaimsDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Code({ nullable: true, description: 'Null: on a line for the whole device' })
  componentGroup!: string | null;

  @Int({ max: 1000 })
  count!: number;
}

export class SpentCoverDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Code({ nullable: true, description: 'Null: of a line for the whole device' })
  componentGroup!: string | null;

  @Int({ min: 1, max: 1_000_000_000_000, description: 'Minor units' })
  amount!: number;
}

export class HistoryFactsDto {
  @IntList({ optional: true, max: 3650, description: 'Days in the shop of each earlier covered visit' })
  shopDays?: readonly number[];

  @Flag({ optional: true })
  repairedUnderCover?: boolean;

  @Int({ optional: true, max: 1000, description: 'How often the fault of today came, today included' })
  sameFault?: number;

  @ListOf(() => EarlierClaimsDto, { optional: true })
  claims?: readonly EarlierClaimsDto[];

  @ListOf(() => SpentCoverDto, {
    optional: true,
    description: 'What other repairs, done and open, took of cover that is limited in total',
  })
  spent?: readonly SpentCoverDto[];
}

export class LineFactsDto {
  @Line({ max: 60 })
  lineId!: string;

  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Line({ optional: true, nullable: true, max: 40 })
  faultCode?: string | null;

  @Line({ optional: true, max: 40, description: 'The reason for no cover that the bench saw in the fault' })
  exclusionCode?: string;

  @Int({ max: 1000, description: 'Pieces of evidence (photos, reports) that prove the fault code' })
  evidenceCount!: number;

  @Int({
    optional: true,
    max: 1_000_000_000_000,
    description: 'List price of the whole line in minor units; needed where an amount limits the cover',
  })
  listAmount?: number;

  @LineList({ optional: true, description: 'Groups of the component it is for: its own first, then the ones above' })
  componentGroups?: readonly string[];

  @ListOf(() => EarlierWorkDto, { optional: true, description: 'Earlier parts or work whose promise may cover it' })
  earlier?: readonly EarlierWorkDto[];
}

export class CoverageFactsDto {
  @CivilDay({ description: 'The day of the fault or of the intake' })
  on!: string;

  @OneOf(PROVENANCES, { name: 'Provenance' })
  provenance!: Provenance;

  @Nested(() => RegistrationFactsDto, { nullable: true })
  registration!: RegistrationFactsDto | null;

  @Nested(() => GoodwillFactsDto, { nullable: true })
  goodwill!: GoodwillFactsDto | null;

  @ListOf(() => LineFactsDto, { description: 'Empty: the covered classes of the policy are judged' })
  lines!: readonly LineFactsDto[];

  @Flag({ optional: true, description: 'The bench has confirmed the fault of a device that is dead on arrival' })
  doaConfirmed?: boolean;

  @ListOf(() => RecallFactsDto, { optional: true })
  recalls?: readonly RecallFactsDto[];

  @ListOf(() => ContractFactsDto, { optional: true, description: 'In force on the day' })
  contracts?: readonly ContractFactsDto[];

  @ListOf(() => MeterReadingDto, { optional: true })
  readings?: readonly MeterReadingDto[];

  @Nested(() => HistoryFactsDto, { optional: true })
  history?: HistoryFactsDto;

  @Int({ optional: true, max: 3650, description: 'Days in the shop this time, spent or expected' })
  daysInShop?: number;
}

export class CoverageReasonDto {
  @OneOf(REASON_CODES, { name: 'CoverageReason' })
  code!: Reason['code'];

  @Json({ description: 'Values that the sentence of this code names: policy, version, calendar, start, end, …' })
  params!: Reason['params'];
}

export class HeadlineDto {
  @OneOf(['in', 'partly', 'out', 'void'] as const, { name: 'CoverageStanding' })
  standing!: Headline['standing'];

  @Nested(() => CoverageReasonDto)
  reason!: CoverageReasonDto;

  @Int({ description: 'Days of cover that are left, the day itself included' })
  daysLeft!: number;
}

export class PayerShareDto {
  @OneOf([...COST_BEARERS, 'customer'] as const, { name: 'CoveragePayer' })
  payer!: PayerShare['payer'];

  @OneOf(COVERAGE_RULES, { name: 'CoverageRule' })
  rule!: CoverageRuleName;

  @Int({ max: 10_000, description: 'In basis points; those of a line add to 10 000' })
  share!: number;

  @Int({ optional: true, description: 'In minor units, where the list price is known; those of a line add to it' })
  amount?: number;
}

export class LineVerdictDto {
  @Line()
  lineId!: string;

  @Int({ max: 100, description: 'What the customer does not pay' })
  coveredPercent!: number;

  @Int({ optional: true, description: 'The same in minor units, where the list price is known' })
  coveredAmount?: number;

  @Nested(() => SpentCoverDto, { optional: true, description: 'What it takes of cover that is limited in total' })
  spends?: SpentCoverDto;

  @OneOf(COVERAGE_RULES, { name: 'CoverageRule' })
  rule!: CoverageRuleName;

  @ListOf(() => PayerShareDto)
  payers!: readonly PayerShareDto[];

  @ListOf(() => CoverageReasonDto)
  reasons!: readonly CoverageReasonDto[];
}

export class ClassVerdictDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Code({ optional: true, description: 'Set when it is for one group of components only' })
  componentGroup?: string;

  @CivilDay()
  startsOn!: string;

  @CivilDay({ description: 'The first day outside' })
  endsOn!: string;

  @Int()
  daysLeft!: number;

  @Int({ max: 100, description: 'On that day; 0 when nothing is covered' })
  percent!: number;

  @Int({ optional: true, description: 'What it still pays for a repair, in minor units; absent without a limit' })
  amountLeft?: number;
}

export class RemedyDto {
  @OneOf(['exchange', 'replacement', 'loaner'] as const, { name: 'RemedyKind' })
  kind!: Remedy['kind'];

  @OneOf(EXCHANGE_TYPES, { name: 'ExchangeType', optional: true })
  exchange?: ExchangeType;

  @Nested(() => CoverageReasonDto)
  reason!: CoverageReasonDto;
}

export class CoverageVerdictDto {
  @OneOf(['covered', 'partial', 'chargeable'] as const, { name: 'CoverageOverall' })
  overall!: CoverageVerdict['overall'];

  @Nested(() => HeadlineDto)
  headline!: HeadlineDto;

  @ListOf(() => LineVerdictDto)
  lines!: readonly LineVerdictDto[];

  @ListOf(() => ClassVerdictDto)
  classes!: readonly ClassVerdictDto[];

  @ListOf(() => RemedyDto, { optional: true, description: 'What the customer may ask for beside the repair' })
  remedies?: readonly RemedyDto[];

  @Nested(() => ReturnTermsDto, { optional: true, description: 'Which way the unit goes, while anything is covered' })
  returns?: ReturnTermsDto;
}
