import {
  COST_BEARERS,
  COVER_CLASSES,
  type CostBearer,
  type CoverClass,
  START_BASES,
  type StartBasis,
} from '@aftercare/warranty';
import type { Calendar } from '@aftercare/kernel';
import {
  CALENDARS,
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
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class CoverLineDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Int({ min: 1, max: 600, example: 24 })
  months!: number;

  @Int({ max: 100, example: 100 })
  percent!: number;
}

export class ExclusionDto {
  @Line({ max: 40, example: 'F171' })
  faultCode!: string;

  @Int({ min: 1, max: 20, description: 'Pieces of evidence that prove it', example: 2 })
  evidence!: number;
}

export class CostShareDto {
  @OneOf(COST_BEARERS, { name: 'CostBearer' })
  bearer!: CostBearer;

  @Int({ min: 1, max: 100, description: 'The percentages of all bearers add to 100' })
  percent!: number;
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

  @ListOf(() => CoverLineDto, { min: 1, max: 5 })
  cover!: readonly CoverLineDto[];

  @ListOf(() => ExclusionDto)
  exclusions!: readonly ExclusionDto[];

  @ListOf(() => CostShareDto, { min: 1, max: 4 })
  costBearers!: readonly CostShareDto[];

  @Nested(() => ClaimTermsDto)
  claim!: ClaimTermsDto;
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

  @Nested(() => PolicyTermsDto)
  terms!: PolicyTermsDto;
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

  @ListOf(() => PolicyVersionDto, { description: 'Newest first' })
  versions!: readonly PolicyVersionDto[];
}

export class PolicyPageDto extends PageDto {
  @ListOf(() => PolicySummaryDto)
  data!: PolicySummaryDto[];
}
