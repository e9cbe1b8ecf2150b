import { COST_BEARERS, type CostBearer, type CoverageVerdict } from '@aftercare/warranty';
import { Instant, Int, Line, ListOf, Nested, OneOf, Uuid, UuidList } from '../http/fields.js';
import {
  ClassVerdictDto,
  CoverageFactsDto,
  CoverageVerdictDto,
  HeadlineDto,
  RemedyDto,
} from '../warranty/coverage.dto.js';
import { ReturnTermsDto } from '../warranty/policies.dto.js';

export class OrderCoverageDto {
  @Uuid()
  decisionId!: string;

  @OneOf(['covered', 'partial', 'chargeable'] as const, { name: 'CoverageOverall' })
  overall!: CoverageVerdict['overall'];

  @Nested(() => HeadlineDto)
  headline!: HeadlineDto;

  @ListOf(() => ClassVerdictDto)
  classes!: readonly ClassVerdictDto[];

  @ListOf(() => RemedyDto, { description: 'What the customer may ask for beside the repair' })
  remedies!: readonly RemedyDto[];

  @Nested(() => ReturnTermsDto, { optional: true, description: 'Which way the unit goes, while anything is covered' })
  returns?: ReturnTermsDto;

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

export class DecisionDto {
  @Uuid()
  id!: string;

  @Uuid()
  deviceId!: string;

  @Uuid({ nullable: true, description: 'The guarantee that the device had' })
  registrationId!: string | null;

  @Uuid({ nullable: true, description: 'The version of the policy whose terms it applied' })
  policyVersionId!: string | null;

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
