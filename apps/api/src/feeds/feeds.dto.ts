import { BLOCK_KINDS, type BlockKind, type Provenance, PROVENANCES } from '@aftercare/devices';
import {
  SALES_DOCUMENT_KINDS,
  type SalesDocumentKind,
  SOLD_UNIT_STANDINGS,
  type SoldUnitStanding,
} from '@aftercare/warranty';
import { CivilDay, Instant, Int, Line, ListOf, Nested, OneOf, Prose, Uuid } from '../http/fields.js';
import { MAX_KEY } from '../http/key-param.js';

/** So many units or lines in one request. */
export const MAX_LINES = 500;

class ProductKeyDto {
  @Line({ optional: true, max: 60, description: 'The maker’s model code; or else gtin' })
  code?: string;

  @Line({ optional: true, max: 14, description: 'GTIN of 8, 12, 13 or 14 digits; it goes before the code' })
  gtin?: string;

  @Line({ optional: true, description: 'Its brand, in either language, where several brands have the code' })
  brand?: string;
}

class UnitKeyDto {
  @Nested(() => ProductKeyDto)
  product!: ProductKeyDto;

  @Line({ optional: true, nullable: true, max: 60, description: 'A unit has a serial number, an IMEI or both' })
  serial?: string | null;

  @Line({ optional: true, nullable: true, max: 30 })
  imei?: string | null;

  @Line({ optional: true, nullable: true, max: 30, description: 'Of the second SIM slot' })
  imei2?: string | null;
}

export class PutUnitDto extends UnitKeyDto {
  @CivilDay({ optional: true, nullable: true })
  madeOn?: string | null;

  @CivilDay({ optional: true, nullable: true, description: 'When it left the maker' })
  shippedOn?: string | null;
}

export class PutBlockDto {
  @OneOf(BLOCK_KINDS, { name: 'BlockKind', description: 'A recalled unit is served; the others are turned away' })
  kind!: BlockKind;

  @Nested(() => ProductKeyDto, { optional: true, description: 'Where the serial is one of a product only' })
  product?: ProductKeyDto;

  @Line({ optional: true, nullable: true, max: 60, description: 'An entry has a serial number, an IMEI or both' })
  serial?: string | null;

  @Line({ optional: true, nullable: true, max: 30 })
  imei?: string | null;

  @CivilDay()
  listedOn!: string;

  @CivilDay({ optional: true, nullable: true, description: 'The first day on which it holds no more' })
  until?: string | null;

  @Prose({ optional: true, nullable: true, max: 500 })
  note?: string | null;
}

class KeyedUnitDto extends PutUnitDto {
  @Line({ max: MAX_KEY })
  key!: string;
}

export class UnitBatchDto {
  @ListOf(() => KeyedUnitDto, { min: 1, max: MAX_LINES })
  units!: KeyedUnitDto[];
}

export class FedUnitDto {
  @Line()
  source!: string;

  @Line()
  key!: string;

  @Uuid()
  deviceId!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Line({ nullable: true })
  imei!: string | null;

  @Line({ nullable: true })
  imei2!: string | null;

  @OneOf(PROVENANCES, { name: 'Provenance' })
  provenance!: Provenance;

  @CivilDay({ nullable: true })
  madeOn!: string | null;

  @CivilDay({ nullable: true })
  shippedOn!: string | null;

  @Int({ min: 1, description: 'Counts how often it was told differently' })
  revision!: number;

  @Instant()
  changedAt!: Date;
}

export class FaultDto {
  @Line({ description: 'JSON Pointer within the request' })
  pointer!: string;

  @Line()
  code!: string;

  @Line()
  detail!: string;
}

/** Why one of a batch was not taken: a problem of this API without its envelope. */
export class RefusalDto {
  @Line()
  code!: string;

  @Line()
  title!: string;

  @ListOf(() => FaultDto, { max: MAX_LINES })
  errors!: readonly FaultDto[];
}

class UnitResultDto {
  @Line()
  key!: string;

  @Nested(() => FedUnitDto, { nullable: true })
  unit!: FedUnitDto | null;

  @Nested(() => RefusalDto, { nullable: true })
  problem!: RefusalDto | null;
}

/** One result for each unit, in the order they came. */
export class UnitResultsDto {
  @ListOf(() => UnitResultDto, { max: MAX_LINES })
  results!: UnitResultDto[];
}

class SalesLineDto extends UnitKeyDto {
  @Line({ optional: true, max: 60, description: 'The printed guarantee card that went with it' })
  cardNo?: string;
}

class SalesBuyerDto {
  @OneOf(['person', 'firm'])
  kind!: 'person' | 'firm';

  @Line()
  name!: string;

  @Line({ max: 30, description: 'By name and mobile a customer is known' })
  mobile!: string;
}

export class PutSalesDeliveryDto {
  @CivilDay()
  soldOn!: string;

  @CivilDay({ optional: true, nullable: true })
  deliveredOn?: string | null;

  @Nested(() => SalesBuyerDto, { optional: true, nullable: true, description: 'Null or absent for a dealer’s stock' })
  buyer?: SalesBuyerDto | null;

  @ListOf(() => SalesLineDto, { min: 1, max: MAX_LINES })
  lines!: SalesLineDto[];
}

export class PutSalesReturnDto {
  @CivilDay()
  returnedOn!: string;

  @ListOf(() => UnitKeyDto, { min: 1, max: MAX_LINES })
  lines!: UnitKeyDto[];
}

class KeyedSalesDeliveryDto extends PutSalesDeliveryDto {
  @Line({ max: MAX_KEY })
  documentNo!: string;
}

export class SalesDeliveryBatchDto {
  @ListOf(() => KeyedSalesDeliveryDto, { min: 1, max: MAX_LINES, description: `${MAX_LINES} lines in all` })
  documents!: KeyedSalesDeliveryDto[];
}

class SoldUnitDto {
  @Line({ nullable: true })
  serial!: string | null;

  @Uuid()
  deviceId!: string;

  @OneOf(SOLD_UNIT_STANDINGS, { name: 'SoldUnitStanding' })
  standing!: SoldUnitStanding;

  @Line({ nullable: true })
  cardNo!: string | null;

  @Uuid({ nullable: true })
  registrationId!: string | null;

  @CivilDay({ nullable: true })
  startsOn!: string | null;

  @CivilDay({ nullable: true, description: 'The first day on which nothing is covered any more' })
  endsOn!: string | null;
}

export class SalesDocumentDto {
  @Line()
  source!: string;

  @Line()
  documentNo!: string;

  @OneOf(SALES_DOCUMENT_KINDS, { name: 'SalesDocumentKind' })
  kind!: SalesDocumentKind;

  @Int({ min: 1, description: 'Counts how often it was told differently' })
  revision!: number;

  @Instant()
  changedAt!: Date;

  @ListOf(() => SoldUnitDto, { max: MAX_LINES })
  lines!: readonly SoldUnitDto[];
}

class SalesDocumentResultDto {
  @Line()
  documentNo!: string;

  @Nested(() => SalesDocumentDto, { nullable: true })
  document!: SalesDocumentDto | null;

  @Nested(() => RefusalDto, { nullable: true })
  problem!: RefusalDto | null;
}

/** One result for each document, in the order they came. */
export class SalesDocumentResultsDto {
  @ListOf(() => SalesDocumentResultDto, { max: MAX_LINES })
  results!: SalesDocumentResultDto[];
}
