import {
  CHANNELS,
  type Channel,
  MESSAGE_EVENTS,
  MESSAGE_STATES,
  type MessageEvent,
  type MessageState,
} from '@aftercare/notifications';
import { Flag, Instant, Int, Line, ListOf, OneOf, PageQuery, Prose, QueryList, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListMessagesQuery extends PageQuery {
  @QueryList(MESSAGE_STATES)
  state?: MessageState[];

  @OneOf(CHANNELS, { optional: true })
  channel?: Channel;

  @Uuid({ optional: true, description: 'Messages about this repair order' })
  orderId?: string;
}

export class MessageDto {
  @Uuid()
  id!: string;

  @OneOf(MESSAGE_EVENTS, { name: 'MessageEvent', description: 'What the customer is told about' })
  event!: MessageEvent;

  @OneOf(CHANNELS, { name: 'MessageChannel' })
  channel!: Channel;

  @Line({ description: 'Mobile number in E.164, or e-mail address' })
  recipient!: string;

  @OneOf(['fa', 'en'], { name: 'MessageLocale' })
  locale!: 'fa' | 'en';

  @Line({ nullable: true, description: 'E-mail only' })
  subject!: string | null;

  @Prose({ nullable: true, description: 'Null for one-time codes, unless they went to the dev outbox' })
  body!: string | null;

  @OneOf(MESSAGE_STATES, { name: 'MessageState' })
  state!: MessageState;

  @Line({ nullable: true, description: 'smtp, kavenegar, or dev-outbox: no provider is configured and nothing left' })
  provider!: string | null;

  @Int({ description: 'Tries so far' })
  attempts!: number;

  @Flag({ description: 'Sent again although an earlier try may have come through' })
  resent!: boolean;

  @Line({ nullable: true })
  lastError!: string | null;

  @Uuid({ nullable: true })
  centerId!: string | null;

  @Uuid({ nullable: true })
  orderId!: string | null;

  @Uuid({ nullable: true })
  receptionId!: string | null;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  sentAt!: Date | null;
}

export class MessagePageDto extends PageDto {
  @ListOf(() => MessageDto)
  data!: MessageDto[];
}
