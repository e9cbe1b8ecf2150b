import { Amount, CivilDay, Int, Line, ListOf, Nested, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class ListTariffsQuery extends PageQuery {
  @Uuid({ optional: true })
  partId?: string;

  @Uuid({ optional: true })
  serviceItemId?: string;

  @Uuid({ optional: true, description: 'Those for this very product' })
  productId?: string;

  @CivilDay({ optional: true, description: 'Those that hold on this day or later' })
  from?: string;
}

const MINUTES = { max: 10_000, nullable: true, description: 'Null: the time of the service itself; none for parts' };

export class CreateTariffDto {
  @Uuid({ nullable: true, description: 'One of part and service' })
  partId!: string | null;

  @Uuid({ nullable: true })
  serviceItemId!: string | null;

  @Uuid({ nullable: true, description: 'One of product and group, or neither: for any product' })
  productId!: string | null;

  @Uuid({ nullable: true, description: 'And what lies below it' })
  groupId!: string | null;

  @Line({ nullable: true, max: 20, description: 'Of the centre that does the work; null: any' })
  grade!: string | null;

  @CivilDay()
  validFrom!: string;

  @CivilDay({ nullable: true, description: 'The first day on which it holds no more' })
  validUntil!: string | null;

  @Amount({ description: 'Minor units, without tax' })
  price!: number;

  @Int(MINUTES)
  minutes!: number | null;
}

export class ChangeTariffDto {
  @CivilDay({ optional: true, nullable: true })
  validUntil?: string | null;

  @Amount({ optional: true })
  price?: number;

  @Int({ ...MINUTES, optional: true })
  minutes?: number | null;
}

export class TariffDto {
  @Uuid()
  id!: string;

  @Nested(() => CodedRefDto, { nullable: true, description: 'Its code is the stock number' })
  part!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true })
  serviceItem!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true })
  product!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true })
  group!: CodedRefDto | null;

  @Line({ nullable: true })
  grade!: string | null;

  @CivilDay()
  validFrom!: string;

  @CivilDay({ nullable: true })
  validUntil!: string | null;

  @Amount()
  price!: number;

  @Int({ nullable: true })
  minutes!: number | null;

  @Int({ min: 1 })
  version!: number;
}

export class TariffPageDto extends PageDto {
  @ListOf(() => TariffDto)
  data!: TariffDto[];
}

/** What an item costs where it is asked for; null where the catalogue's own price holds. */
export class AppliedTariffDto {
  @Amount()
  price!: number;

  @Int({ nullable: true })
  minutes!: number | null;
}
