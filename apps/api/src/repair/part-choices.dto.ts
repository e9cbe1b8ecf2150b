import { Amount, Int, Line, ListOf, OneOf } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class PartChoicesQuery {
  @Line({ optional: true, description: 'Finds any part; without it only parts that fit are shown' })
  q?: string;
}

export class SubstituteChoiceDto extends CodedRefDto {
  @Int({ description: 'Free pieces in the centre' })
  free!: number;

  @Line({ nullable: true, max: 500 })
  note!: string | null;
}

const FITS = ['product', 'group'] as const;

export class PartChoiceDto extends CodedRefDto {
  @OneOf(FITS, { nullable: true, name: 'PartFit', description: 'Null: it was only found' })
  fits!: (typeof FITS)[number] | null;

  @Amount({ description: 'As it costs for the product in the centre today' })
  price!: number;

  @Int({ description: 'Free pieces in the centre' })
  free!: number;

  @Int({ description: 'Free pieces in other centres' })
  freeElsewhere!: number;

  @ListOf(() => SubstituteChoiceDto, { description: 'What is here and may go in, while the part itself is not' })
  substitutes!: readonly SubstituteChoiceDto[];
}

export class PartChoicesDto {
  @ListOf(() => PartChoiceDto)
  data!: PartChoiceDto[];
}
