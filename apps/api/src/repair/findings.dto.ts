import { ListOf, Nested, Prose, Uuid } from '../http/fields.js';
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
