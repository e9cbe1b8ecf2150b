import { Code, NameDto, Nested, Uuid } from '../http/fields.js';

/** Another resource, named so that a list needs no second request. */
export class NamedRefDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;
}

export class CodedRefDto extends NamedRefDto {
  @Code()
  code!: string;
}

export class NumberedRefDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;
}
