import { LINE_KINDS, type LineKind } from '@aftercare/repair';
import { COVER_CLASSES } from '@aftercare/warranty';
import { Amount, CivilDay, Flag, Int, Line, LineList, ListOf, NameDto, Nested, OneOf, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { CoverageReasonDto } from '../warranty/coverage.dto.js';

export class RepairLineDto {
  @Uuid()
  id!: string;

  @OneOf(LINE_KINDS, { name: 'RepairLineKind' })
  kind!: LineKind;

  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: string;

  @Uuid({ nullable: true })
  serviceItemId!: string | null;

  @Uuid({ nullable: true })
  partId!: string | null;

  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  unitPrice!: number;

  @Amount()
  listAmount!: number;

  @Int({ max: 100 })
  coveredPercent!: number;

  @Amount()
  coveredAmount!: number;

  @Amount({ description: 'The customer’s share, minor units, without tax' })
  chargedAmount!: number;

  @Int({ nullable: true })
  minutes!: number | null;

  @Uuid({ nullable: true })
  technicianId!: string | null;

  @Nested(() => CodedRefDto, { nullable: true, description: 'The fault it mends, when it differs from the order’s' })
  fault!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true, description: 'What is done, of the set of repairs' })
  repair!: CodedRefDto | null;

  @LineList()
  evidence!: readonly string[];

  @ListOf(() => CoverageReasonDto, { description: 'Why it is free or charged' })
  reasons!: readonly CoverageReasonDto[];

  @Int({ description: 'Pieces asked of the store' })
  requested!: number;

  @Int()
  reserved!: number;

  @Int()
  issued!: number;

  @Int()
  returned!: number;

  @Int()
  fitted!: number;
}

export class NewLineDto {
  @Uuid({ nullable: true, description: 'Either this or partId' })
  serviceItemId!: string | null;

  @Uuid({ nullable: true })
  partId!: string | null;

  @Int({ min: 1, max: 1000 })
  quantity!: number;

  @Uuid({ nullable: true, description: 'The fault it mends, when it differs from the order’s' })
  faultCodeId!: string | null;

  @Uuid({ optional: true, nullable: true, description: 'What is done, of the set of repairs' })
  repairCodeId?: string | null;

  @LineList({ max: 20, description: 'References to photos or reports that prove the fault' })
  evidence!: string[];
}

export class ChangeLineDto {
  @Int({ min: 1, max: 1000, optional: true })
  quantity?: number;

  @Int({ max: 10_000, optional: true, nullable: true })
  minutes?: number | null;

  @Uuid({ optional: true, nullable: true })
  faultCodeId?: string | null;

  @Uuid({ optional: true, nullable: true })
  repairCodeId?: string | null;

  @LineList({ max: 20, optional: true })
  evidence?: string[];
}

export class PlacePartDto {
  @Line({
    nullable: true,
    max: 60,
    description:
      'Where it sits; when null the one place that the product’s design has for the part, else the part’s code',
    example: 'main board',
  })
  slot!: string | null;

  @Line({ nullable: true, max: 60, description: 'Serial number of the piece that went in' })
  serialIn!: string | null;

  @Line({ nullable: true, max: 60, description: 'Serial number of the piece that came out' })
  serialOut!: string | null;
}

class ComponentOrderDto {
  @Uuid()
  id!: string;

  @Line()
  number!: string;
}

class ComponentHistoryDto {
  @Uuid()
  id!: string;

  @Line({ description: 'Where it sits' })
  slot!: string;

  @Nested(() => CodedRefDto)
  part!: CodedRefDto;

  @Line({ nullable: true })
  serial!: string | null;

  @CivilDay({ nullable: true, description: 'Null for a part that was there before the network met the device' })
  fittedOn!: string | null;

  @Nested(() => ComponentOrderDto, { nullable: true })
  fittedBy!: ComponentOrderDto | null;

  @CivilDay({ nullable: true })
  removedOn!: string | null;

  @Nested(() => ComponentOrderDto, { nullable: true })
  removedBy!: ComponentOrderDto | null;

  @CivilDay({
    nullable: true,
    description: 'The first day its replacement is charged; null for no cover, and once removed',
  })
  coveredUntil!: string | null;
}

export class ComponentHistoryListDto {
  @ListOf(() => ComponentHistoryDto)
  data!: ComponentHistoryDto[];
}

class DesignedPlaceDto {
  @Nested(() => CodedRefDto, { nullable: true })
  part!: CodedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true })
  group!: CodedRefDto | null;

  @Int()
  quantity!: number;

  @Flag()
  serialised!: boolean;
}

class UnitInPlaceDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Nested(() => CodedRefDto)
  product!: CodedRefDto;
}

class DevicePlaceDto {
  @Line()
  slot!: string;

  @Line({ nullable: true, description: 'The place it lies below; null: at the top' })
  parentSlot!: string | null;

  @Nested(() => DesignedPlaceDto, {
    nullable: true,
    description: 'Null: the design of the product names no such place',
  })
  designed!: DesignedPlaceDto | null;

  @Nested(() => UnitInPlaceDto, { nullable: true, description: 'A registered unit that sits there' })
  unit!: UnitInPlaceDto | null;

  @ListOf(() => ComponentHistoryDto, { description: 'Parts the workshop knows of, the present one first' })
  parts!: readonly ComponentHistoryDto[];

  @CivilDay({ nullable: true, description: 'The first day on which replacing what sits there is charged' })
  coveredUntil!: string | null;
}

export class DeviceStructureDto {
  @ListOf(() => DevicePlaceDto)
  places!: DevicePlaceDto[];
}

export class FitPartsDto {
  @Int({ max: 1000, description: 'Pieces that sit in the device now' })
  quantity!: number;
}
