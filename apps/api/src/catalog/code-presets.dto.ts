import { CivilDay, Code, Int, ListOf, NameDto, Nested, Prose, Uuid } from '../http/fields.js';

class PresetSourceDto {
  @Prose()
  fa!: string;

  @Prose()
  en!: string;
}

class CodePresetDto {
  @Code()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @CivilDay({ description: 'The day on which its source was last looked at' })
  asOf!: string;

  @Nested(() => PresetSourceDto, { description: 'Where its structure comes from' })
  source!: PresetSourceDto;

  @Int({ description: 'How many codes it has' })
  codes!: number;

  @Int({ description: 'How many combinations of them it allows' })
  combinations!: number;
}

export class CodePresetListDto {
  @ListOf(() => CodePresetDto)
  data!: readonly CodePresetDto[];
}

export class AdoptPresetDto {
  @Uuid({ nullable: true, description: 'The product group its codes are meant for; null for every one' })
  groupId!: string | null;
}

export class AdoptedPresetDto {
  @Int({ description: 'Entries that were not there yet' })
  created!: number;

  @Int({ description: 'Codes that were there and got a heading or an IRIS code they did not have' })
  completed!: number;

  @Int({ description: 'Entries that stayed as they are' })
  unchanged!: number;
}
