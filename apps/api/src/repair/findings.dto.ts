import { Flag, Instant, Line, LineList, ListOf, Nested, Prose, Uuid } from '../http/fields.js';
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
