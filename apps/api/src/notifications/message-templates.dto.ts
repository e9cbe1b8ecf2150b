import { CHANNELS, type Channel, MESSAGE_EVENTS, type MessageEvent } from '@aftercare/notifications';
import { Flag, Int, Line, LineList, ListOf, OneOf, Prose, Uuid } from '../http/fields.js';

export class ChangeMessageTemplateDto {
  @Line({ optional: true, nullable: true, max: 200, description: 'E-mail only' })
  subject?: string | null;

  @Prose({ optional: true, max: 2_000, example: '{{device}} ({{number}}) is ready. {{link}}' })
  body?: string;

  @Flag({ optional: true, description: 'Without an active template nothing is sent' })
  active?: boolean;
}

export class PreviewMessageTemplateDto {
  @Line({ nullable: true, max: 200 })
  subject!: string | null;

  @Prose({ max: 2_000 })
  body!: string;
}

export class MessagePreviewDto {
  @Line({ nullable: true })
  subject!: string | null;

  @Prose()
  body!: string;

  @Int({ nullable: true, description: 'SMS only: how many parts the gateway charges' })
  parts!: number | null;
}

export class MessageTemplateDto {
  @Uuid()
  id!: string;

  @OneOf(MESSAGE_EVENTS, { name: 'MessageEvent' })
  event!: MessageEvent;

  @OneOf(CHANNELS, { name: 'MessageChannel' })
  channel!: Channel;

  @OneOf(['fa', 'en'], { name: 'MessageLocale' })
  locale!: 'fa' | 'en';

  @Line({ nullable: true })
  subject!: string | null;

  @Prose()
  body!: string;

  @Flag()
  active!: boolean;

  @LineList({ description: 'Names that the text may hold in double braces' })
  variables!: string[];

  @Int({ min: 1 })
  version!: number;
}

export class MessageTemplatesDto {
  @ListOf(() => MessageTemplateDto)
  data!: MessageTemplateDto[];
}
