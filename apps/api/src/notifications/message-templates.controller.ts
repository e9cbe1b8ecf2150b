import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MessageTemplatesService, NotificationsQueries } from '@aftercare/notifications';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import {
  ChangeMessageTemplateDto,
  MessagePreviewDto,
  MessageTemplateDto,
  MessageTemplatesDto,
  PreviewMessageTemplateDto,
} from './message-templates.dto.js';

@ApiTags('message-templates')
@Controller('message-templates')
export class MessageTemplatesController {
  constructor(
    private readonly db: Database,
    private readonly templates: MessageTemplatesService,
    private readonly notifications: NotificationsQueries,
  ) {}

  @Get()
  @Can('notification.read')
  @ApiOkResponse({ type: MessageTemplatesDto })
  async list(): Promise<MessageTemplatesDto> {
    return { data: await this.notifications.listTemplates() };
  }

  @Get(':id')
  @Can('notification.read')
  @ApiOkResponse({ type: MessageTemplateDto })
  get(@IdParam('id') id: string): Promise<MessageTemplateDto> {
    return this.notifications.getTemplate(id);
  }

  @Patch(':id')
  @Can('notification.manage')
  @ApiOkResponse({ type: MessageTemplateDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeMessageTemplateDto,
  ): Promise<MessageTemplateDto> {
    await this.db.transaction((tx) => this.templates.change(tx, actor, id, version, input));
    return this.notifications.getTemplate(id);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @NoIdempotencyKey()
  @Can('notification.manage')
  @ApiOkResponse({ type: MessagePreviewDto })
  async preview(@IdParam('id') id: string, @Body() input: PreviewMessageTemplateDto): Promise<MessagePreviewDto> {
    const { subject, body } = input;
    return this.templates.preview({ ...(await this.notifications.getTemplate(id)), subject, body });
  }
}
