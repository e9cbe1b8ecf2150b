import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MessagesService, NotificationsQueries } from '@aftercare/notifications';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { ListMessagesQuery, MessageDto, MessagePageDto } from './messages.dto.js';

@ApiTags('messages')
@Controller('messages')
export class MessagesController {
  constructor(
    private readonly db: Database,
    private readonly messages: MessagesService,
    private readonly notifications: NotificationsQueries,
  ) {}

  @Get()
  @Can('notification.read')
  @ApiOkResponse({ type: MessagePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListMessagesQuery): Promise<MessagePageDto> {
    return this.notifications.listMessages(actor, query);
  }

  @Get(':id')
  @Can('notification.read')
  @ApiOkResponse({ type: MessageDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<MessageDto> {
    return this.notifications.getMessage(actor, id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Can('notification.manage')
  @ApiOkResponse({ type: MessageDto })
  async retry(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<MessageDto> {
    await this.db.transaction((tx) => this.messages.retry(tx, actor, id));
    return this.notifications.getMessage(actor, id);
  }
}
