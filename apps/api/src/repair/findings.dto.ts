import { BENCH_CODES, type BenchCode, LINE_KINDS, type LineKind } from '@aftercare/repair';
import { Flag, Instant, Int, Line, LineList, ListOf, Nested, OneOf, Prose, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class FindingViewDto {
  @Nested(() => CodedRefDto)
  symptom!: CodedRefDto;

  @Nested(() => CodedRefDto, { nullable: true, description: 'Where in the device it sits' })
  section!: CodedRefDto | null;

  @Nested(() => CodedRefDto)
  fault!: CodedRefDto;

  @Nested(() => CodedRefDto, { nullable: true })
  cause!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true, description: 'Why a guarantee does not pay for it' })
  exclusion!: CodedRefDto | null;

  @Prose({ nullable: true })
  note!: string | null;

  @Flag({
    nullable: true,
    description: 'The catalogue lists these codes together; null where it says nothing of the symptom',
  })
  listed!: boolean | null;
}

/** What the customer told of the fault at the counter. */
export class ToldFaultDto {
  @Nested(() => CodedRefDto, { nullable: true })
  symptom!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true, description: 'When it shows' })
  occurrence!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true, description: 'Where, and during which part of the work' })
  circumstance!: CodedRefDto | null;
}

export class FindingDto {
  @Uuid()
  symptomCodeId!: string;

  @Uuid({ optional: true, nullable: true, description: 'Where in the device it sits' })
  sectionCodeId?: string | null;

  @Uuid()
  faultCodeId!: string;

  @Uuid({ nullable: true })
  causeCodeId!: string | null;

  @Uuid({ optional: true, nullable: true, description: 'Why a guarantee does not pay for it' })
  exclusionCodeId?: string | null;

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

  @Flag({
    nullable: true,
    description: 'The catalogue lists it behind the symptom; null where it says nothing of the symptom',
  })
  listed!: boolean | null;
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

  @ListOf(() => LikelyFaultDto, {
    description: 'Those of the same product first, then the most frequent, then what is only listed',
  })
  faults!: readonly LikelyFaultDto[];

  @ListOf(() => UsualRemedyDto, { description: 'Empty without a fault' })
  remedies!: readonly UsualRemedyDto[];
}

export class CodeChoicesQuery {
  @OneOf(BENCH_CODES, { name: 'BenchCode' })
  kind!: BenchCode;

  @Uuid({ optional: true, description: 'What was chosen already' })
  symptomCodeId?: string;

  @Uuid({ optional: true })
  faultCodeId?: string;

  @Uuid({ optional: true })
  causeCodeId?: string;

  @Line({
    optional: true,
    description: 'Finds any code of the set; without it only what is usual or listed is shown, if anything is',
  })
  q?: string;
}

class CodeChoiceDto extends CodedRefDto {
  @Nested(() => CodedRefDto, { nullable: true })
  heading!: CodedRefDto | null;

  @Int({ description: 'In how many repairs of the same symptom on devices of the same group' })
  repairs!: number;

  @Flag({ nullable: true, description: 'The catalogue lists it with what was chosen; null where it says nothing' })
  listed!: boolean | null;
}

export class CodeChoicesDto {
  @ListOf(() => CodeChoiceDto)
  data!: readonly CodeChoiceDto[];
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
