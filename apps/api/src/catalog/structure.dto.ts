import { Flag, Int, Line, ListOf, Nested, Uuid, UuidList } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';

const SLOT = { max: 60, description: 'Place in the device, as the bench writes it', example: 'main-board' };

export class ComponentPlaceDto {
  @Line(SLOT)
  slot!: string;

  @Line({ ...SLOT, nullable: true, description: 'The place it lies below; null: at the top' })
  parentSlot!: string | null;

  @Uuid({ nullable: true, description: 'Component group, by which a guarantee names its own cover' })
  groupId!: string | null;

  @Uuid({ nullable: true, description: 'What sits there as it leaves the factory' })
  partId!: string | null;

  @Int({ min: 1, max: 10_000 })
  quantity!: number;

  @Flag({ description: 'Each piece has a serial number' })
  serialised!: boolean;
}

export class SetStructureDto {
  @ListOf(() => ComponentPlaceDto, { description: 'The whole structure' })
  components!: ComponentPlaceDto[];
}

export class PlacedComponentDto {
  @Line(SLOT)
  slot!: string;

  @Line({ ...SLOT, nullable: true })
  parentSlot!: string | null;

  @Nested(() => CodedRefDto, { nullable: true })
  group!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true })
  part!: CodedRefDto | null;

  @Int()
  quantity!: number;

  @Flag()
  serialised!: boolean;
}

export class StructureDto {
  @ListOf(() => PlacedComponentDto)
  components!: PlacedComponentDto[];
}

export class FittingPartsDto {
  @ListOf(() => CodedRefDto, { max: 500 })
  data!: CodedRefDto[];
}

export class SetSubstituteDto {
  @Uuid()
  partId!: string;

  @Line({ nullable: true, max: 500 })
  note!: string | null;
}

export class SetPartRelationsDto {
  @UuidList({ description: 'The products it fits' })
  productIds!: string[];

  @ListOf(() => SetSubstituteDto, { max: 50, description: 'What may go in for it, the best first' })
  substitutes!: SetSubstituteDto[];
}

export class SubstituteDto {
  @Nested(() => CodedRefDto)
  part!: CodedRefDto;

  @Line({ nullable: true, max: 500 })
  note!: string | null;
}

export class PartRelationsDto {
  @ListOf(() => CodedRefDto)
  products!: CodedRefDto[];

  @ListOf(() => SubstituteDto)
  substitutes!: SubstituteDto[];

  @Int({ min: 1, description: 'Of the part' })
  version!: number;
}
