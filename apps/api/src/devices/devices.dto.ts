import {
  BLOCK_KINDS,
  type BlockKind,
  DEVICE_EVENT_KINDS,
  DEVICE_STATUSES,
  type DeviceEventKind,
  type DeviceStatus,
  type Meter,
  METERS,
  PROVENANCES,
  type Provenance,
  SWAP_CAUSES,
  type SwapCause,
} from '@aftercare/devices';
import { CivilDay, Instant, Int, Json, Line, ListOf, Nested, OneOf, PageQuery, Prose, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto, NamedRefDto } from '../http/refs.dto.js';

export class ListDevicesQuery extends PageQuery {
  @Line({
    optional: true,
    description: 'How a serial or IMEI begins, or (with customer.read) the owner’s name or mobile',
  })
  q?: string;

  @Uuid({ optional: true })
  brandId?: string;

  @Uuid({ optional: true })
  productId?: string;

  @Uuid({ optional: true, description: 'The present owner' })
  customerId?: string;
}

const SERIAL = {
  max: 60,
  description: 'As it stands on the unit; digits of any script, spaces and dashes do not count',
};
const IMEI = { max: 30, description: '15 digits with a valid check digit' };
const IMEI2 = { max: 30, description: 'Of the second SIM slot' };

export class TransferDeviceDto {
  @Uuid()
  customerId!: string;

  @CivilDay({ description: 'From this day on it is theirs' })
  ownedFrom!: string;
}

class DeviceFactsDto {
  @CivilDay({ optional: true, nullable: true })
  madeOn?: string | null;

  @CivilDay({ optional: true, nullable: true, description: 'The company bought it from its supplier' })
  purchasedOn?: string | null;

  @CivilDay({ optional: true, nullable: true, description: 'When it left the maker' })
  shippedOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  soldOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  deliveredOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  installedOn?: string | null;

  @CivilDay({ optional: true, nullable: true })
  activatedOn?: string | null;

  @Line({ optional: true, nullable: true, max: 60 })
  saleDocumentNo?: string | null;

  @Line({ optional: true, nullable: true, max: 100, description: 'Its key in another system, unique' })
  externalRef?: string | null;
}

export class CreateDeviceDto extends DeviceFactsDto {
  @Uuid()
  brandId!: string;

  @Uuid()
  productId!: string;

  @Line({ ...SERIAL, nullable: true, example: 'SN-1234' })
  serial!: string | null;

  @Line({ ...IMEI, optional: true, nullable: true, example: '490154203237518' })
  imei?: string | null;

  @Line({ ...IMEI2, optional: true, nullable: true })
  imei2?: string | null;

  @Nested(() => TransferDeviceDto, { optional: true, nullable: true })
  owner?: TransferDeviceDto | null;
}

export class CorrectDeviceDto extends DeviceFactsDto {
  @Uuid({ optional: true, description: 'Another product of the same brand' })
  productId?: string;

  @Line({ ...SERIAL, optional: true, nullable: true })
  serial?: string | null;

  @Line({ ...IMEI, optional: true, nullable: true })
  imei?: string | null;

  @Line({ ...IMEI2, optional: true, nullable: true })
  imei2?: string | null;
}

export class DeviceProofDto {
  @Line({ max: 60, description: 'Number of the invoice or certificate' })
  documentNo!: string;

  @CivilDay({ optional: true })
  soldOn?: string;
}

export class DeviceReasonDto {
  @Prose({ max: 500 })
  reason!: string;
}

/** A block raised on the device itself: by us, without an end, unless it says otherwise. */
export class BlockDeviceDto extends DeviceReasonDto {
  @OneOf(BLOCK_KINDS, { optional: true, name: 'BlockKind' })
  kind?: BlockKind;

  @Line({ optional: true, max: 60, description: 'Who keeps the list it comes from', example: 'police' })
  source?: string;

  @Line({ optional: true, nullable: true, max: 100, description: 'Its number there' })
  reference?: string | null;

  @CivilDay({ optional: true, nullable: true, description: 'The first day on which it holds no more' })
  until?: string | null;
}

const WITHDRAWN = ['replaced', 'scrapped'] as const;

export class WithdrawDeviceDto {
  @OneOf(WITHDRAWN)
  status!: (typeof WITHDRAWN)[number];

  @Prose({ max: 500 })
  reason!: string;
}

export class FitComponentDto {
  @Uuid()
  componentId!: string;

  @Line({ max: 60, description: 'Its place in the device', example: 'compressor' })
  slot!: string;
}

class DeviceOwnerDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true, description: 'Null without customer.read' })
  name!: string | null;

  @Line({ nullable: true, description: 'Null without customer.read' })
  mobile!: string | null;

  @CivilDay()
  ownedFrom!: string;
}

export class DeviceListItemDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Line({ nullable: true })
  imei!: string | null;

  @Line({ nullable: true })
  imei2!: string | null;

  @OneOf(PROVENANCES, { name: 'Provenance' })
  provenance!: Provenance;

  @OneOf(DEVICE_STATUSES, { name: 'DeviceStatus' })
  status!: DeviceStatus;

  @Nested(() => NamedRefDto)
  brand!: NamedRefDto;

  @Nested(() => CodedRefDto)
  product!: CodedRefDto;

  @Nested(() => CodedRefDto)
  group!: CodedRefDto;

  @Nested(() => DeviceOwnerDto, { nullable: true })
  owner!: DeviceOwnerDto | null;

  @Int({ min: 1 })
  version!: number;
}

class DeviceComponentDto {
  @Uuid()
  id!: string;

  @Line()
  slot!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Nested(() => CodedRefDto)
  product!: CodedRefDto;
}

class SwappedUnitDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @CivilDay()
  on!: string;

  @OneOf(SWAP_CAUSES, { name: 'SwapCause' })
  cause!: SwapCause;
}

class DeviceReadingDto {
  @OneOf(METERS, { name: 'Meter' })
  meter!: Meter;

  @Int({ min: 0 })
  value!: number;

  @Instant()
  readAt!: string;

  @Line()
  readBy!: string;
}

export class ReadMeterDto {
  @OneOf(METERS, { name: 'Meter' })
  meter!: Meter;

  @Int({ min: 0, max: 100_000_000 })
  value!: number;

  @Prose({ optional: true, nullable: true, max: 500, description: 'Needed when the figure is lower than the last one' })
  reason?: string | null;
}

export class DeviceDto extends DeviceListItemDto {
  @Prose({ nullable: true })
  blockedReason!: string | null;

  @Uuid({ nullable: true, description: 'The device it is fitted in' })
  parentId!: string | null;

  @Line({ nullable: true })
  componentSlot!: string | null;

  @CivilDay({ nullable: true })
  madeOn!: string | null;

  @CivilDay({ nullable: true })
  purchasedOn!: string | null;

  @CivilDay({ nullable: true })
  shippedOn!: string | null;

  @CivilDay({ nullable: true })
  soldOn!: string | null;

  @CivilDay({ nullable: true })
  deliveredOn!: string | null;

  @CivilDay({ nullable: true })
  installedOn!: string | null;

  @CivilDay({ nullable: true })
  activatedOn!: string | null;

  @Line({ nullable: true })
  saleDocumentNo!: string | null;

  @Line({ nullable: true })
  externalRef!: string | null;

  @Uuid({ nullable: true, description: 'The record of the same device that stayed' })
  mergedIntoId!: string | null;

  @Nested(() => SwappedUnitDto, { nullable: true, description: 'The unit that took its place' })
  replacedBy!: SwappedUnitDto | null;

  @Nested(() => SwappedUnitDto, { nullable: true, description: 'The unit whose place it took' })
  replaces!: SwappedUnitDto | null;

  @ListOf(() => DeviceComponentDto)
  components!: DeviceComponentDto[];

  @ListOf(() => DeviceReadingDto, { description: 'What each meter showed last' })
  readings!: DeviceReadingDto[];

  @Instant()
  createdAt!: Date;
}

export class DevicePageDto extends PageDto {
  @ListOf(() => DeviceListItemDto)
  data!: DeviceListItemDto[];
}

class OwnedDeviceDto extends DeviceListItemDto {
  @CivilDay()
  ownedFrom!: string;

  @CivilDay({ nullable: true, description: 'The day it was theirs no more; null while it is' })
  ownedTo!: string | null;
}

export class OwnedDevicePageDto extends PageDto {
  @ListOf(() => OwnedDeviceDto)
  data!: OwnedDeviceDto[];
}

class DeviceEventDto {
  @Uuid()
  id!: string;

  @OneOf(DEVICE_EVENT_KINDS, { name: 'DeviceEventKind' })
  kind!: DeviceEventKind;

  @Instant()
  at!: Date;

  @Line()
  actorName!: string;

  @Json({ description: 'What the kind of event tells: old and new values, ids, a reason' })
  details!: Record<string, unknown>;
}

export class DeviceEventPageDto extends PageDto {
  @ListOf(() => DeviceEventDto)
  data!: DeviceEventDto[];
}
