import { FEED_KINDS, type FeedKind } from '@aftercare/warranty';
import { Instant, Int, Line, ListOf, Nested, OneOf, PageQuery, Uuid } from '../http/fields.js';
import { MAX_KEY } from '../http/key-param.js';
import { PageDto } from '../http/page.dto.js';
import { FaultDto, MAX_LINES, RefusalDto } from './feeds.dto.js';

export class ListFeedLogQuery extends PageQuery {
  @Line({ optional: true, max: MAX_KEY })
  source?: string;

  @OneOf(FEED_KINDS, { name: 'FeedKind', optional: true })
  kind?: FeedKind;
}

export class ListFeedRowsQuery extends ListFeedLogQuery {
  @Line({ optional: true, max: MAX_KEY, description: 'The beginning of the key' })
  q?: string;
}

class FeedSourceDto {
  @Line()
  source!: string;

  @OneOf(FEED_KINDS, { name: 'FeedKind' })
  kind!: FeedKind;

  @Instant()
  lastAt!: Date;

  @Int({ description: 'What waits to be taken' })
  refused!: number;
}

export class FeedSourcesDto {
  @ListOf(() => FeedSourceDto)
  data!: FeedSourceDto[];
}

class FeedDeliveryDto {
  @Uuid()
  id!: string;

  @Line()
  source!: string;

  @OneOf(FEED_KINDS, { name: 'FeedKind' })
  kind!: FeedKind;

  @Int()
  accepted!: number;

  @Int()
  refused!: number;

  @Line()
  by!: string;

  @Instant()
  at!: Date;
}

export class FeedDeliveryPageDto extends PageDto {
  @ListOf(() => FeedDeliveryDto)
  data!: FeedDeliveryDto[];
}

class FeedRefusalViewDto {
  @Uuid()
  id!: string;

  @Line()
  source!: string;

  @OneOf(FEED_KINDS, { name: 'FeedKind' })
  kind!: FeedKind;

  @Line()
  key!: string;

  @Line()
  code!: string;

  @Line()
  title!: string;

  @ListOf(() => FaultDto, { max: MAX_LINES, description: 'Pointers into the unit or document' })
  errors!: readonly FaultDto[];

  @Int({ min: 1 })
  tries!: number;

  @Line({ description: 'Who told it last, or tried it again' })
  by!: string;

  @Instant()
  refusedAt!: Date;
}

export class FeedRefusalPageDto extends PageDto {
  @ListOf(() => FeedRefusalViewDto)
  data!: FeedRefusalViewDto[];
}

class FeedDeviceDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true, description: 'Its serial number, else its IMEI' })
  serial!: string | null;
}

class FeedEntryDto {
  @Line()
  source!: string;

  @OneOf(FEED_KINDS, { name: 'FeedKind' })
  kind!: FeedKind;

  @Line()
  key!: string;

  @Int({ min: 1, description: 'Counts how often it was told differently' })
  revision!: number;

  @Instant()
  changedAt!: Date;

  @Int()
  deviceCount!: number;

  @ListOf(() => FeedDeviceDto, { max: 3, description: 'The first of them' })
  devices!: readonly FeedDeviceDto[];
}

export class FeedEntryPageDto extends PageDto {
  @ListOf(() => FeedEntryDto)
  data!: FeedEntryDto[];
}

export class RetriedDto {
  @Nested(() => RefusalDto, { nullable: true, description: 'Null when it is taken' })
  problem!: RefusalDto | null;
}
