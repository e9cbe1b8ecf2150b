import { type Provenance, PROVENANCES } from '@aftercare/devices';
import {
  COST_BEARERS,
  COVER_CLASSES,
  COVERAGE_RULES,
  type CostBearer,
  type CoverageRuleName,
  type CoverageVerdict,
  type CoverClass,
  type Headline,
  type PayerShare,
  REASON_CODES,
  type Reason,
  REGISTRATION_STATES,
  type RegistrationState,
} from '@aftercare/warranty';
import { CivilDay, Code, Int, Json, Line, LineList, ListOf, Nested, OneOf } from '../http/fields.js';
import { PolicyTermsDto } from './policies.dto.js';
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

export class LineFactsDto {
  @Line({ max: 60 })
  lineId!: string;

  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Line({ optional: true, nullable: true, max: 40 })
  faultCode?: string | null;

  @Int({ max: 1000, description: 'Pieces of evidence (photos, reports) that prove the fault code' })
  evidenceCount!: number;
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

  @Int({ min: 1, max: 10_000, description: 'In basis points; those of a line add to 10 000' })
  share!: number;
}

export class LineVerdictDto {
  @Line()
  lineId!: string;

  @Int({ max: 100, description: 'What the customer does not pay' })
  coveredPercent!: number;

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

  @CivilDay()
  startsOn!: string;

  @CivilDay({ description: 'The first day outside' })
  endsOn!: string;

  @Int()
  daysLeft!: number;

  @Int({ max: 100, description: 'On that day; 0 when nothing is covered' })
  percent!: number;
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
}
