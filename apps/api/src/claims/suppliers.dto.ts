import { SUPPLIER_KINDS, type SupplierKind } from '@aftercare/claims';
import type { Calendar } from '@aftercare/kernel';
import { COVER_CLASSES, type CoverClass, SUPPLIER_STARTS, type SupplierStart } from '@aftercare/warranty';
import {
  Amount,
  CALENDARS,
  CivilDay,
  Code,
  Email,
  Instant,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  Uuid,
} from '../http/fields.js';
import { NamedRefDto } from '../http/refs.dto.js';

export class SupplierCoverLineDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Int({ min: 1, max: 100, description: 'Whole percent that the supplier bears' })
  percent!: number;
}

export class SupplierClaimTermsDto {
  @OneOf(['list', 'cost'])
  partsAt!: 'list' | 'cost';

  @Int({ max: 1000, description: 'Whole percent on top of parts' })
  handlingPercent!: number;

  @Amount({ optional: true, min: 1, description: 'For an hour of labour, in minor units; absent: the list price' })
  labourRate?: number;
}

export class SupplierCoreTermsDto {
  @Int({ min: 1, max: 3650, description: 'Days after the repair' })
  withinDays!: number;
}

export class SupplierTermsDto {
  @OneOf(CALENDARS, { name: 'Calendar' })
  calendar!: Calendar;

  @OneOf(SUPPLIER_STARTS, { name: 'SupplierStart', description: 'The dated fact from which the supplier counts' })
  startBasis!: SupplierStart;

  @Int({ min: 1, max: 600 })
  months!: number;

  @ListOf(() => SupplierCoverLineDto, { max: 5, description: 'Empty: the supplier bears nothing from then on' })
  cover!: readonly SupplierCoverLineDto[];

  @Nested(() => SupplierClaimTermsDto)
  claim!: SupplierClaimTermsDto;

  @Int({ min: 1, max: 3650, description: 'Days after the repair, the last one included' })
  claimWithinDays!: number;

  @Amount({ optional: true, min: 1, description: 'At most this much for one line, in minor units' })
  claimLimit?: number;

  @Nested(() => SupplierCoreTermsDto, { optional: true, description: 'The replaced part is wanted back' })
  core?: SupplierCoreTermsDto;
}

export class CreateSupplierDto {
  @Code({ max: 40 })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @OneOf(SUPPLIER_KINDS, { name: 'SupplierKind' })
  kind!: SupplierKind;

  @Email({ nullable: true })
  email!: string | null;

  @Line({ nullable: true, max: 30 })
  phone!: string | null;
}

export class ChangeSupplierDto {
  @Nested(() => NameDto, { optional: true })
  name?: NameDto;

  @OneOf(SUPPLIER_KINDS, { optional: true, name: 'SupplierKind' })
  kind?: SupplierKind;

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Line({ optional: true, nullable: true, max: 30 })
  phone?: string | null;

  @CivilDay({ optional: true, nullable: true })
  retiredOn?: string | null;
}

/** For one product, one part, or a brand, a product group or both; all null: everything. */
export class AgreeDto {
  @Uuid({ nullable: true })
  brandId!: string | null;

  @Uuid({ nullable: true })
  productGroupId!: string | null;

  @Uuid({ nullable: true })
  productId!: string | null;

  @Uuid({ nullable: true })
  partId!: string | null;

  @CivilDay({ description: 'It speaks for what started on this day or later' })
  validFrom!: string;

  @Nested(() => SupplierTermsDto)
  terms!: SupplierTermsDto;
}

export class SupplierSummaryDto {
  @Uuid()
  id!: string;

  @Code()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @OneOf(SUPPLIER_KINDS, { name: 'SupplierKind' })
  kind!: SupplierKind;

  @Line({ nullable: true })
  email!: string | null;

  @Line({ nullable: true })
  phone!: string | null;

  @CivilDay({ nullable: true })
  retiredOn!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class SupplierListDto {
  @ListOf(() => SupplierSummaryDto)
  data!: readonly SupplierSummaryDto[];
}

class AgreementDto {
  @Uuid()
  id!: string;

  @Nested(() => NamedRefDto, { nullable: true })
  brand!: NamedRefDto | null;

  @Nested(() => NamedRefDto, { nullable: true })
  productGroup!: NamedRefDto | null;

  @Nested(() => NamedRefDto, { nullable: true })
  product!: NamedRefDto | null;

  @Nested(() => NamedRefDto, { nullable: true })
  part!: NamedRefDto | null;

  @Int({ min: 1, description: 'Version within its scope' })
  number!: number;

  @CivilDay()
  validFrom!: string;

  @CivilDay({ nullable: true, description: 'The day the next version starts' })
  validTo!: string | null;

  @Nested(() => SupplierTermsDto)
  terms!: SupplierTermsDto;

  @Line()
  recordedBy!: string;

  @Instant()
  recordedAt!: string;
}

export class SupplierDto extends SupplierSummaryDto {
  @ListOf(() => AgreementDto, { description: 'Scope by scope, the latest version first' })
  agreements!: readonly AgreementDto[];
}
