import { LINE_KINDS, type LineKind } from '@aftercare/repair';
import { Flag, Instant, Int, Line, LineList, ListOf, Nested, OneOf, Prose, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class FindingViewDto {
  @Nested(() => CodedRefDto)
  symptom!: CodedRefDto;

  @Nested(() => CodedRefDto)
  fault!: CodedRefDto;

  @Nested(() => CodedRefDto, { nullable: true })
  cause!: CodedRefDto | null;

  @Prose({ nullable: true })
  note!: string | null;
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

export class SimilarRepairsQuery {
  @Uuid()
  symptomCodeId!: string;

  @Uuid({ optional: true, description: 'With it the answer says what mended this fault' })
  faultCodeId?: string;
}

class LikelyFaultDto {
  @Nested(() => CodedRefDto)
  fault!: CodedRefDto;

  @Nested(() => CodedRefDto, { nullable: true, description: 'The usual one' })
  cause!: CodedRefDto | null;

  @Int({ description: 'In how many of them' })
  repairs!: number;

  @Int({ description: 'In how many on devices of the same product' })
  ofModel!: number;
}

class UsualRemedyDto {
  @OneOf(LINE_KINDS, { name: 'RepairLineKind' })
  kind!: LineKind;

  @Nested(() => CodedRefDto, { description: 'The service item or the part' })
  item!: CodedRefDto;

  @Int({ description: 'In how many of the repairs of that fault' })
  repairs!: number;
}

export class SimilarRepairsDto {
  @Int({ description: 'How many it is drawn from' })
  repairs!: number;

  @ListOf(() => LikelyFaultDto, { description: 'Those of the same product first, then the most frequent' })
  faults!: readonly LikelyFaultDto[];

  @ListOf(() => UsualRemedyDto, { description: 'Empty without a fault' })
  remedies!: readonly UsualRemedyDto[];
}

export class ConfirmDoaDto {
  @Prose({ max: 1000, description: 'What the bench saw' })
  note!: string;

  @LineList({ max: 20, description: 'References to photos or reports that prove it' })
  evidence!: string[];
}

class ConfirmedDoaDto {
  @Prose()
  note!: string;

  @LineList()
  evidence!: readonly string[];

  @Line()
  by!: string;

  @Instant()
  at!: string;
}

export class DoaDto {
  @Flag({ description: 'Confirming a fault on arrival would grant an exchange now' })
  possible!: boolean;

  @Nested(() => ConfirmedDoaDto, { nullable: true })
  confirmed!: ConfirmedDoaDto | null;
}
