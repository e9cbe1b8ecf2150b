import { type Meter, METERS, PROVENANCES, type Provenance } from '@aftercare/devices';
import { REPAIR_STATES, type RepairState } from '@aftercare/repair';
import { DeviceBlockDto } from '../devices/device-blocks.dto.js';
import { CivilDay, Flag, Instant, Int, Line, ListOf, NameDto, Nested, OneOf, Prose, Uuid } from '../http/fields.js';
import { CodedRefDto, NamedRefDto } from '../http/refs.dto.js';

export class LookupQuery {
  @Line({ max: 100, description: 'Serial or IMEI, as typed or scanned' })
  serial!: string;
}

class OwnerDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;

  @Line()
  mobile!: string;
}

class GuaranteeAtCounterDto {
  @Line()
  cardNo!: string;

  @Line()
  state!: string;

  @Line()
  policyCode!: string;

  @CivilDay({ nullable: true })
  startsOn!: string | null;

  @CivilDay({ nullable: true, description: 'The first day that is not covered' })
  endsOn!: string | null;
}

class OpenOrderDto {
  @Uuid()
  id!: string;

  @Line()
  number!: string;

  @Nested(() => NameDto)
  centerName!: NameDto;
}

class EarlierVisitDto {
  @Uuid()
  id!: string;

  @Line()
  number!: string;

  @OneOf(REPAIR_STATES, { name: 'RepairState' })
  state!: RepairState;

  @Instant()
  receivedAt!: string;

  @Prose()
  declaredFault!: string;
}

export class ReadingNeededDto {
  @OneOf(METERS, { name: 'Meter' })
  meter!: Meter;

  @Int({ nullable: true, description: 'What it showed last; null when it was never read' })
  last!: number | null;
}

export class DeviceAtCounterDto {
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

  @Nested(() => NamedRefDto)
  brand!: NamedRefDto;

  @Nested(() => CodedRefDto)
  product!: CodedRefDto;

  @Nested(() => OwnerDto, { nullable: true })
  owner!: OwnerDto | null;

  @Nested(() => GuaranteeAtCounterDto, { nullable: true })
  guarantee!: GuaranteeAtCounterDto | null;

  @ListOf(() => ReadingNeededDto, { description: 'Meters to read at intake: cover of the device ends with them' })
  readingNeeded!: readonly ReadingNeededDto[];

  @Nested(() => OpenOrderDto, { nullable: true })
  openOrder!: OpenOrderDto | null;

  @ListOf(() => EarlierVisitDto, { description: 'The last five, newest first' })
  visits!: readonly EarlierVisitDto[];
}

export class DevicesAtCounterDto {
  @ListOf(() => DeviceAtCounterDto)
  data!: DeviceAtCounterDto[];

  @ListOf(() => DeviceBlockDto, { description: 'What the register of blocks says of the number, or of these devices' })
  blocks!: DeviceBlockDto[];
}

export class SearchQuery {
  @Line({
    max: 100,
    description: 'Serial, IMEI, order, receipt, tracking code, card, contract, invoice, mobile or name',
  })
  q!: string;
}

const HIT_KINDS = ['repair-order', 'reception', 'device', 'invoice', 'customer', 'warranty', 'contract'] as const;

export class SearchHitDto {
  @OneOf(HIT_KINDS, { name: 'SearchHitKind' })
  kind!: (typeof HIT_KINDS)[number];

  @Uuid()
  id!: string;

  @Line()
  title!: string;

  @Line({ nullable: true })
  subtitle!: string | null;

  @Flag({ description: 'Named in full: Enter may open it' })
  exact!: boolean;
}

export class SearchHitsDto {
  @ListOf(() => SearchHitDto)
  data!: SearchHitDto[];
}
