import { BLOCK_KINDS, type BlockKind } from '@aftercare/devices';
import { CivilDay, Instant, Int, Line, ListOf, Nested, OneOf, PageQuery, Prose, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto, NamedRefDto } from '../http/refs.dto.js';

const STATES = ['live', 'lifted'] as const;
const UNTIL = { description: 'The first day on which it holds no more' };

export class ListBlocksQuery extends PageQuery {
  @Line({ optional: true, description: 'How a serial or IMEI begins, or a whole reference' })
  q?: string;

  @OneOf(BLOCK_KINDS, { optional: true, name: 'BlockKind' })
  kind?: BlockKind;

  @OneOf(STATES, { optional: true })
  state?: (typeof STATES)[number];

  @Uuid({ optional: true, description: 'What speaks of this device; goes before q' })
  deviceId?: string;
}

export class RaiseBlockDto {
  @OneOf(BLOCK_KINDS, { name: 'BlockKind', description: 'A recalled unit is served; the others are turned away' })
  kind!: BlockKind;

  @Line({ nullable: true, max: 60, description: 'It needs a serial number or an IMEI' })
  serial!: string | null;

  @Line({ nullable: true, max: 30 })
  imei!: string | null;

  @Uuid({ optional: true, nullable: true, description: 'Whose serial it is; null where the list does not say' })
  brandId?: string | null;

  @Uuid({ optional: true, nullable: true, description: 'With its brand only' })
  productId?: string | null;

  @Line({ max: 60, description: 'Who keeps the list it comes from', example: 'police' })
  source!: string;

  @Line({ optional: true, nullable: true, max: 100, description: 'Its number there; one entry for each' })
  reference?: string | null;

  @CivilDay()
  listedOn!: string;

  @CivilDay({ optional: true, nullable: true, ...UNTIL })
  until?: string | null;

  @Prose({ max: 500 })
  note!: string;
}

export class LiftBlockDto {
  @Prose({ max: 500 })
  reason!: string;
}

export class DeviceBlockDto {
  @Uuid()
  id!: string;

  @OneOf(BLOCK_KINDS, { name: 'BlockKind' })
  kind!: BlockKind;

  @Line({ nullable: true })
  serial!: string | null;

  @Line({ nullable: true })
  imei!: string | null;

  @Nested(() => NamedRefDto, { nullable: true })
  brand!: NamedRefDto | null;

  @Nested(() => CodedRefDto, { nullable: true })
  product!: CodedRefDto | null;

  @Uuid({ nullable: true, description: 'A device that bears the number, where one is known' })
  deviceId!: string | null;

  @Line()
  source!: string;

  @Line({ nullable: true })
  reference!: string | null;

  @CivilDay()
  listedOn!: string;

  @CivilDay({ nullable: true, ...UNTIL })
  until!: string | null;

  @Prose({ nullable: true })
  note!: string | null;

  @Line()
  raisedBy!: string;

  @Instant()
  raisedAt!: Date;

  @Instant({ nullable: true })
  liftedAt!: Date | null;

  @Line({ nullable: true })
  liftedBy!: string | null;

  @Prose({ nullable: true, description: 'Null while it holds, and where its last day passed' })
  liftReason!: string | null;

  @Int({ min: 1 })
  version!: number;
}

export class DeviceBlockPageDto extends PageDto {
  @ListOf(() => DeviceBlockDto)
  data!: DeviceBlockDto[];
}
