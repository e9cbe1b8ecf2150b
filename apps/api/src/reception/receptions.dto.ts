import { METERS } from '@aftercare/devices';
import { DATA_CONSENTS, type DataConsent } from '@aftercare/reception';
import { REPAIR_PRIORITIES, REPAIR_STATES, type RepairPriority, type RepairState } from '@aftercare/repair';
import {
  Amount,
  CivilDay,
  Email,
  Flag,
  Instant,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  PageQuery,
  Prose,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { NewLineDto } from '../repair/lines.dto.js';
import { QuotedLineDto } from '../repair/quotes.dto.js';
import { HeadlineDto, MeterReadingDto } from '../warranty/coverage.dto.js';

export class ArriveDto {
  @Uuid()
  centerId!: string;

  @Line({ nullable: true, description: 'A name or a ticket number, to call the customer by' })
  note!: string | null;
}

export class ArrivalDto {
  @Uuid()
  id!: string;

  @Uuid()
  centerId!: string;

  @Line({ nullable: true })
  note!: string | null;

  @Instant()
  arrivedAt!: Date;
}

export class ArrivalsDto {
  @ListOf(() => ArrivalDto)
  data!: ArrivalDto[];
}

export class WaitingQuery {
  @Uuid()
  centerId!: string;
}

export class CounterCustomerDto {
  @OneOf(['person', 'firm'] as const, { name: 'CustomerKind' })
  kind!: 'person' | 'firm';

  @Line()
  name!: string;

  @Line({ max: 30, description: 'In any usual form; Persian digits too', example: '۰۹۱۲۳۴۵۶۷۸۹' })
  mobile!: string;

  @Email({ optional: true, nullable: true })
  email?: string | null;

  @Line({ optional: true, nullable: true, max: 20 })
  nationalId?: string | null;

  @Prose({ optional: true, nullable: true, max: 1000 })
  address?: string | null;

  @OneOf(['fa', 'en'] as const, { name: 'Locale' })
  locale!: 'fa' | 'en';
}

export class CounterDeviceDto {
  @Uuid()
  brandId!: string;

  @Uuid()
  productId!: string;

  @Line({ nullable: true, max: 100, description: 'As typed or scanned; null when it cannot be read' })
  serial!: string | null;

  @Line({ nullable: true, max: 20 })
  imei!: string | null;

  @Line({ optional: true, nullable: true, max: 20, description: 'Of the second SIM slot' })
  imei2?: string | null;
}

export class CountedAccessoryDto {
  @Uuid({ nullable: true })
  codeId!: string | null;

  @Line({ nullable: true })
  label!: string | null;

  @Int({ min: 1, max: 999 })
  quantity!: number;
}

export class ReceivedItemDto {
  @Uuid({ optional: true, description: 'A device of the register; otherwise `device`' })
  deviceId?: string;

  @Nested(() => CounterDeviceDto, { optional: true })
  device?: CounterDeviceDto;

  @Flag({ description: 'The device changed hands: it now belongs to this customer' })
  changedHands!: boolean;

  @Prose({ max: 4000, description: 'In the customer’s own words' })
  declaredFault!: string;

  @Uuid({ optional: true, nullable: true, description: 'What is seen, of the set of symptoms' })
  symptomCodeId?: string | null;

  @Uuid({ optional: true, nullable: true, description: 'When it shows, of the set of occurrences' })
  occurrenceCodeId?: string | null;

  @Uuid({
    optional: true,
    nullable: true,
    description: 'Where, or during which part of the work, of the set of circumstances',
  })
  circumstanceCodeId?: string | null;

  @UuidList({ max: 20 })
  conditionCodeIds!: string[];

  @Prose({ nullable: true, max: 1000 })
  conditionNote!: string | null;

  @OneOf(DATA_CONSENTS, { name: 'DataConsent' })
  dataConsent!: DataConsent;

  @ListOf(() => CountedAccessoryDto, { max: 30 })
  accessories!: CountedAccessoryDto[];

  @OneOf(REPAIR_PRIORITIES, { name: 'RepairPriority' })
  priority!: RepairPriority;

  @CivilDay({ nullable: true })
  promisedOn!: string | null;

  @ListOf(() => NewLineDto, { max: 50, description: 'Work and parts agreed on at the counter' })
  lines!: NewLineDto[];

  @Line({ nullable: true, max: 500, description: 'Why a second order is opened beside an open one; needs a right' })
  openBesideReason!: string | null;

  @ListOf(() => MeterReadingDto, {
    optional: true,
    max: METERS.length,
    description: 'What its meters show, where cover ends with use; a figure below the last one is refused',
  })
  readings?: readonly MeterReadingDto[];
}

export class ReceiveDto {
  @Uuid()
  centerId!: string;

  @Uuid({ nullable: true, description: 'From the waiting line; null for whoever walks up' })
  arrivalId!: string | null;

  @Uuid({ optional: true, description: 'A customer of the register; otherwise `customer`' })
  customerId?: string;

  @Nested(() => CounterCustomerDto, { optional: true })
  customer?: CounterCustomerDto;

  @Line({ nullable: true, description: 'Who brought the device, when it is not the customer' })
  bearerName!: string | null;

  @Flag()
  termsAccepted!: boolean;

  @Prose({ nullable: true, max: 2000 })
  note!: string | null;

  @ListOf(() => ReceivedItemDto, { min: 1, max: 20 })
  items!: ReceivedItemDto[];
}

export class ListReceptionsQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true })
  customerId?: string;

  @CivilDay({ optional: true, description: 'Taken in on this civil day of the centre' })
  receivedOn?: string;

  @Line({
    optional: true,
    max: 100,
    description: "Letters anywhere in the number or the customer's name, or a beginning of the mobile",
  })
  q?: string;
}

class ReceptionCustomerRefDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;
}

export class ReceptionSummaryDto {
  @Uuid()
  id!: string;

  @Line()
  number!: string;

  @Uuid()
  centerId!: string;

  @Instant()
  receivedAt!: Date;

  @Nested(() => ReceptionCustomerRefDto)
  customer!: ReceptionCustomerRefDto;

  @Int()
  devices!: number;

  @Int()
  delivered!: number;
}

export class ReceptionPageDto extends PageDto {
  @ListOf(() => ReceptionSummaryDto)
  data!: ReceptionSummaryDto[];
}

class ReceiptCompanyDto {
  @Nested(() => NameDto)
  name!: NameDto;

  @Line({ example: 'IRR' })
  currency!: string;
}

class ReceiptCenterDto {
  @Uuid()
  id!: string;

  @Line()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Line({ nullable: true })
  phone!: string | null;

  @Prose({ nullable: true })
  address!: string | null;
}

class ReceiptCustomerDto extends ReceptionCustomerRefDto {
  @Line({ nullable: true })
  mobile!: string | null;

  @OneOf(['fa', 'en'] as const, { name: 'Locale' })
  locale!: 'fa' | 'en';
}

class ReceiptDeviceDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Line({ nullable: true })
  imei!: string | null;

  @Line({ nullable: true })
  imei2!: string | null;

  @Nested(() => NameDto)
  brand!: NameDto;

  @Nested(() => NameDto)
  product!: NameDto;
}

class ReceiptAccessoryDto {
  @Uuid()
  id!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @Line({ nullable: true })
  label!: string | null;

  @Int({ min: 1 })
  quantity!: number;

  @Int()
  handedOut!: number;
}

class ReceiptEstimateDto {
  @ListOf(() => QuotedLineDto)
  lines!: readonly QuotedLineDto[];

  @Amount({ description: "The customer's share without tax" })
  net!: number;

  @Amount()
  tax!: number;

  @Amount()
  total!: number;
}

class ReceiptItemDto {
  @Uuid()
  orderId!: string;

  @Line()
  orderNumber!: string;

  @OneOf(REPAIR_STATES, { name: 'RepairState' })
  state!: RepairState;

  @CivilDay({ nullable: true })
  promisedOn!: string | null;

  @Prose()
  declaredFault!: string;

  @Nested(() => HeadlineDto, { nullable: true, description: 'The guarantee as it stood at reception' })
  guarantee!: HeadlineDto | null;

  @Nested(() => ReceiptEstimateDto, { nullable: true, description: 'What was told at the counter' })
  estimate!: ReceiptEstimateDto | null;

  @Nested(() => ReceiptDeviceDto)
  device!: ReceiptDeviceDto;

  @ListOf(() => NameDto, { description: 'What is seen, when and where, as it was told' })
  told!: readonly NameDto[];

  @ListOf(() => NameDto)
  conditions!: readonly NameDto[];

  @Prose({ nullable: true })
  conditionNote!: string | null;

  @OneOf(DATA_CONSENTS, { name: 'DataConsent' })
  dataConsent!: DataConsent;

  @ListOf(() => ReceiptAccessoryDto)
  accessories!: readonly ReceiptAccessoryDto[];

  @Instant({ nullable: true })
  handedOverAt!: string | null;

  @Line({ nullable: true })
  collectedBy!: string | null;
}

export class ReceptionDto {
  @Uuid()
  id!: string;

  @Line({ example: 'RC-1405-000107' })
  number!: string;

  @Line({ example: '8Q2K7H4MXT3W9' })
  trackingCode!: string;

  @Line({ description: 'Where the customer follows the repair; the QR code of the receipt' })
  trackingUrl!: string;

  @Nested(() => ReceiptCompanyDto)
  company!: ReceiptCompanyDto;

  @Nested(() => ReceiptCenterDto)
  center!: ReceiptCenterDto;

  @Nested(() => ReceiptCustomerDto)
  customer!: ReceiptCustomerDto;

  @Line({ nullable: true })
  bearerName!: string | null;

  @Instant()
  arrivedAt!: string;

  @Instant()
  servedAt!: string;

  @Instant()
  receivedAt!: string;

  @Line({ nullable: true })
  receivedBy!: string | null;

  @Line()
  termsVersion!: string;

  @Prose({ nullable: true })
  note!: string | null;

  @ListOf(() => ReceiptItemDto)
  items!: readonly ReceiptItemDto[];

  @Int({ min: 1 })
  version!: number;
}

export class HandedOutDto {
  @Uuid()
  accessoryId!: string;

  @Int({ max: 999 })
  quantity!: number;
}

export class HandOverDto {
  @Line({ description: 'Who takes the device away' })
  collectedBy!: string;

  @ListOf(() => HandedOutDto, { max: 100 })
  accessories!: HandedOutDto[];

  @Prose({ nullable: true, max: 1000, description: 'What is missing; without it every accessory must go out' })
  missingNote!: string | null;
}
