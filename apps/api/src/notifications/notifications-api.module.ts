import { Module } from '@nestjs/common';
import { NotificationsModule } from '@aftercare/notifications';
import { MessageTemplatesController } from './message-templates.controller.js';
import { MessagesController } from './messages.controller.js';

@Module({ imports: [NotificationsModule], controllers: [MessagesController, MessageTemplatesController] })
export class NotificationsApiModule {}
