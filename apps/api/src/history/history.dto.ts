import {
  CUSTOMER_HISTORY_KINDS,
  type CustomerHistoryKind,
  DEVICE_HISTORY_KINDS,
  type DeviceHistoryKind,
  HISTORY_LINKS,
  type HistoryLink,
} from '@aftercare/history';
import { Instant, Json, Line, ListOf, Nested, OneOf, PageQuery, QueryList, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class DeviceHistoryQuery extends PageQuery {
  @QueryList(DEVICE_HISTORY_KINDS)
  kinds?: DeviceHistoryKind[];
}

export class CustomerHistoryQuery extends PageQuery {
  @QueryList(CUSTOMER_HISTORY_KINDS)
  kinds?: CustomerHistoryKind[];
}

class HistoryLinkDto {
  @OneOf(HISTORY_LINKS, { name: 'HistoryLink' })
  type!: HistoryLink;

  @Uuid()
  id!: string;
}

class HistoryEntryDto {
  @Uuid()
  id!: string;

  @Instant()
  at!: Date;

  @Line({ nullable: true, description: 'Who signed it' })
  by!: string | null;

  @Line({ nullable: true, description: 'The number it is known by' })
  number!: string | null;

  @Nested(() => HistoryLinkDto, { nullable: true })
  link!: HistoryLinkDto | null;

  @Json({ description: 'The values its sentence names; depends on the kind' })
  params!: Record<string, unknown>;
}

export class DeviceHistoryEntryDto extends HistoryEntryDto {
  @OneOf(DEVICE_HISTORY_KINDS, { name: 'DeviceHistoryKind' })
  kind!: DeviceHistoryKind;
}

export class CustomerHistoryEntryDto extends HistoryEntryDto {
  @OneOf(CUSTOMER_HISTORY_KINDS, { name: 'CustomerHistoryKind' })
  kind!: CustomerHistoryKind;
}

export class DeviceHistoryPageDto extends PageDto {
  @ListOf(() => DeviceHistoryEntryDto)
  data!: DeviceHistoryEntryDto[];
}

export class CustomerHistoryPageDto extends PageDto {
  @ListOf(() => CustomerHistoryEntryDto)
  data!: CustomerHistoryEntryDto[];
}
