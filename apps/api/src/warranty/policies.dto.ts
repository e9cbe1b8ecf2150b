import { type Meter, METERS } from '@aftercare/devices';
import {
  COST_BEARERS,
  COVER_CLASSES,
  type CostBearer,
  type CoverClass,
  EXCHANGE_TYPES,
  type ExchangeType,
  OLD_UNIT_PLACES,
  type OldUnitPlace,
  OWNER_CHANGES,
  RETURN_ROUTES,
  type ReturnRoute,
  START_BASES,
  type StartBasis,
} from '@aftercare/warranty';
import type { Calendar } from '@aftercare/kernel';
import {
  CALENDARS,
  CivilDay,
  Code,
  Flag,
  Instant,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  PageQuery,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { ResponsiblePersonDto } from './registrations.dto.js';

export class UsageLimitDto {
  @OneOf(METERS, { name: 'Meter' })
  meter!: Meter;

  @Int({ min: 1, max: 100_000_000, description: 'The cover stands while the meter shows less', example: 30_000 })
  max!: number;
}

export class CostShareDto {
  @OneOf(COST_BEARERS, { name: 'CostBearer' })
  bearer!: CostBearer;

  @Int({ min: 1, max: 100, description: 'The percentages of all bearers add to 100' })
  percent!: number;
}

export class AmountLimitDto {
  @Int({ min: 1, max: 1_000_000_000_000, optional: true, description: 'Minor units; for one repair' })
  perRepair?: number;

  @Int({
    min: 1,
    max: 1_000_000_000_000,
    optional: true,
    description: 'Minor units; over the life of the registration',
  })
  inTotal?: number;
}

export class CoverLineDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Int({ min: 1, max: 600, example: 24 })
  months!: number;

  @Int({ max: 100, example: 100 })
  percent!: number;

  @Code({
    optional: true,
    example: 'COMPRESSOR',
    description: 'Only for components of this product group, in place of the line for the whole device',
  })
  componentGroup?: string;

  @Nested(() => UsageLimitDto, { optional: true })
  usage?: UsageLimitDto;

  @Int({ min: 1, max: 1000, optional: true, description: 'At most so many claims over the whole period' })
  claims?: number;

  @Nested(() => AmountLimitDto, { optional: true, description: 'What it pays at most: one of the two, or both' })
  limit?: AmountLimitDto;

  @OneOf(COST_BEARERS, {
    name: 'CostBearer',
    optional: true,
    description: 'Who alone bears this line, in place of the policy’s cost bearers',
  })
  bearer?: CostBearer;

  @ListOf(() => CostShareDto, {
    optional: true,
    min: 1,
    max: 4,
    description: 'Who share this line, in place of the policy’s cost bearers; not beside `bearer`',
  })
  bearers?: readonly CostShareDto[];
}

export class WorkPromiseDto {
  @Int({ min: 1, max: 600, description: 'From the day of hand-over', example: 6 })
  months!: number;

  @Int({ min: 1, max: 100, example: 100 })
  percent!: number;

  @Nested(() => UsageLimitDto, { optional: true, description: 'Use from the hand-over on, whichever comes first' })
  usage?: UsageLimitDto;
}

export class PartWarrantyDto extends WorkPromiseDto {
  @Flag({ description: 'Fitting the part again is covered as well' })
  labour!: boolean;
}

export class ShopTimeDto {
  @Int({ max: 3650, description: 'Visits of more days than this lengthen the cover', example: 14 })
  overDays!: number;

  @OneOf(['all', 'beyond'] as const, { description: 'By all their days, or by those beyond' })
  counts!: 'all' | 'beyond';
}

export class RepairExtensionDto {
  @Int({ min: 1, max: 600, example: 12 })
  months!: number;
}

export class ReplacementTermsDto {
  @Int({ min: 2, max: 1000, optional: true, description: 'The same fault for that many times', example: 3 })
  sameFault?: number;

  @Int({ min: 1, max: 3650, optional: true, description: 'More days in the shop than this', example: 30 })
  daysInShop?: number;
}

export class LoanerTermsDto {
  @Int({ max: 3650, description: 'When the repair takes more days than this', example: 14 })
  afterDays!: number;
}

export class OwnerChangeDto {
  @OneOf(OWNER_CHANGES, {
    name: 'OwnerChange',
    description: 'Follows the device, waits for the notice of the new owner, ends',
  })
  cover!: (typeof OWNER_CHANGES)[number];

  @Int({ min: 1, max: 3650, optional: true, description: 'With on-notice: within so many days', example: 30 })
  withinDays?: number;
}

export class ReturnTermsDto {
  @OneOf(RETURN_ROUTES, {
    name: 'ReturnRoute',
    description: 'What is done with a covered unit: mended and given back, another one given, or sent to the supplier',
  })
  route!: ReturnRoute;

  @OneOf(OLD_UNIT_PLACES, {
    name: 'OldUnitPlace',
    description: 'Where a unit that another took the place of is kept: apart, for the supplier, or as scrap',
  })
  oldUnit!: OldUnitPlace;
}

export class NoteTranslationDto {
  @OneOf(['fa', 'en'] as const, { name: 'Locale' })
  locale!: 'fa' | 'en';

  @Line({ max: 1000 })
  text!: string;

  @Line({ max: 1000 })
  source!: string;
}

export class TermsNoteDto {
  @Line({ max: 1000, description: 'The rule it is about', example: 'partWarranty' })
  about!: string;

  @Line({ max: 1000 })
  text!: string;

  @Line({ max: 1000, description: 'The law, standard or page it comes from' })
  source!: string;

  @OneOf(['high', 'medium', 'low'] as const, { name: 'Confidence' })
  confidence!: 'high' | 'medium' | 'low';

  @Nested(() => NoteTranslationDto, { optional: true, description: 'The same for readers of another language' })
  translation?: NoteTranslationDto;
}

export class ExclusionDto {
  @Line({ max: 40, example: 'F171', description: 'A code of the set of faults, or of that of reasons for no cover' })
  faultCode!: string;

  @Int({ min: 1, max: 20, description: 'Pieces of evidence that prove it', example: 2 })
  evidence!: number;
}

export class ClaimTermsDto {
  @OneOf(['list', 'cost'] as const, { description: 'What a covered part is claimed at; anything else is at list' })
  partsAt!: 'list' | 'cost';

  @Int({ max: 1000, description: 'Added to claimed parts', example: 15 })
  handlingPercent!: number;
}

export class PolicyTermsDto {
  @OneOf(CALENDARS, { name: 'Calendar', description: 'In which the months are counted' })
  calendar!: Calendar;

  @OneOf(START_BASES, { name: 'StartBasis' })
  startBasis!: StartBasis;

  @Int({ max: 600, optional: true, description: 'With activation: at the latest so many months after the card' })
  startCapMonths?: number;

  @Int({ max: 600, optional: true, description: 'Cover may start so many months after manufacture' })
  shelfMonths?: number;

  @ListOf(() => CoverLineDto, { min: 1, max: 60 })
  cover!: readonly CoverLineDto[];

  @ListOf(() => ExclusionDto)
  exclusions!: readonly ExclusionDto[];

  @ListOf(() => CostShareDto, { min: 1, max: 4 })
  costBearers!: readonly CostShareDto[];

  @Nested(() => ClaimTermsDto)
  claim!: ClaimTermsDto;

  @Int({
    min: 1,
    max: 3650,
    optional: true,
    description: 'Days from the start within which a confirmed fault counts as dead on arrival',
  })
  doaDays?: number;

  @OneOf(EXCHANGE_TYPES, { name: 'ExchangeType', optional: true, description: 'How a unit is exchanged' })
  exchange?: ExchangeType;

  @Nested(() => PartWarrantyDto, { optional: true, description: 'On parts that a repair fits' })
  partWarranty?: PartWarrantyDto;

  @Nested(() => WorkPromiseDto, { optional: true, description: 'On the work of a repair, for the same fault' })
  workWarranty?: WorkPromiseDto;

  @Nested(() => ShopTimeDto, { optional: true, description: 'Time in the shop lengthens the cover' })
  shopTime?: ShopTimeDto;

  @Nested(() => RepairExtensionDto, { optional: true, description: 'Added once, when repaired under cover' })
  repairExtension?: RepairExtensionDto;

  @Nested(() => ReplacementTermsDto, { optional: true, description: 'What gives the right to another unit' })
  replacement?: ReplacementTermsDto;

  @Nested(() => LoanerTermsDto, { optional: true, description: 'The right to a device on loan' })
  loaner?: LoanerTermsDto;

  @Nested(() => OwnerChangeDto, { optional: true, description: 'Absent: the cover follows the device to a new owner' })
  ownerChange?: OwnerChangeDto;

  @Nested(() => ReturnTermsDto, { optional: true, description: 'How a unit that comes back circulates' })
  returns?: ReturnTermsDto;

  @ListOf(() => TermsNoteDto, { optional: true, max: 50, description: 'Where rules come from; read by people only' })
  notes?: readonly TermsNoteDto[];
}

export class PolicyScopeDto {
  @Uuid({ nullable: true })
  brandId!: string | null;

  @Uuid({ nullable: true, description: 'With every group below it' })
  productGroupId!: string | null;

  @Uuid({ nullable: true, description: 'One product; then brand and group are null' })
  productId!: string | null;
}

export class ListPoliciesQuery extends PageQuery {
  @Line({ optional: true, description: 'Finds letters anywhere in code and names, folded' })
  q?: string;
}

export class DraftPolicyDto {
  @Code({ example: 'HOME-24' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @ListOf(() => PolicyScopeDto, { min: 1, description: 'Devices it is for; one with all null is for every device' })
  scopes!: readonly PolicyScopeDto[];

  @UuidList({ optional: true, max: 20, description: 'Accounts that answer for it, the first to ask first' })
  responsibleIds?: readonly string[];

  @Nested(() => PolicyTermsDto)
  terms!: PolicyTermsDto;
}

export class ChangePolicyDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @ListOf(() => PolicyScopeDto, { min: 1, optional: true, description: 'In place of those it was meant for' })
  scopes?: readonly PolicyScopeDto[];

  @UuidList({ optional: true, max: 20, description: 'In place of those who answered for it' })
  responsibleIds?: readonly string[];
}

export class RevisePolicyDto {
  @Nested(() => PolicyTermsDto)
  terms!: PolicyTermsDto;
}

export class PolicySummaryDto {
  @Uuid()
  id!: string;

  @Code()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Int({ min: 1, nullable: true, description: 'The version that binds new registrations' })
  publishedNumber!: number | null;

  @Flag()
  hasDraft!: boolean;

  @Int({ min: 1 })
  version!: number;
}

export class PolicyVersionDto {
  @Uuid()
  id!: string;

  @Int({ min: 1 })
  number!: number;

  @Nested(() => PolicyTermsDto)
  terms!: PolicyTermsDto;

  @Instant({ nullable: true, description: 'Null: a draft' })
  publishedAt!: Date | null;
}

export class PolicyDto extends PolicySummaryDto {
  @ListOf(() => PolicyScopeDto)
  scopes!: readonly PolicyScopeDto[];

  @ListOf(() => ResponsiblePersonDto, { description: 'Who answers for it, the first to ask first' })
  responsible!: readonly ResponsiblePersonDto[];

  @ListOf(() => PolicyVersionDto, { description: 'Newest first' })
  versions!: readonly PolicyVersionDto[];
}

export class PolicyPageDto extends PageDto {
  @ListOf(() => PolicySummaryDto)
  data!: PolicySummaryDto[];
}

export class PresetPolicyDto {
  @Code({ description: 'Proposed; free to change' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Nested(() => PolicyTermsDto)
  terms!: PolicyTermsDto;
}

export class PresetDto {
  @Code({ example: 'eu' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @CivilDay({ description: 'When its sources were last looked at' })
  asOf!: string;

  @ListOf(() => PresetPolicyDto)
  policies!: readonly PresetPolicyDto[];
}

export class PresetListDto {
  @ListOf(() => PresetDto)
  data!: readonly PresetDto[];
}
