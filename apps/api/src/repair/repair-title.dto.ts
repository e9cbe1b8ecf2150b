import { Line, NameDto, Nested } from '../http/fields.js';

/** What names a repair order on the papers of other desks. */
export class RepairTitleDto {
  @Line({ example: 'RO-1405-000231' })
  number!: string;

  @Nested(() => NameDto)
  brand!: NameDto;

  @Nested(() => NameDto)
  product!: NameDto;

  @Line({ nullable: true })
  serial!: string | null;
}
