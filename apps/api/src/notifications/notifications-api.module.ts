import { Module } from '@nestjs/common';
import { NotificationsModule } from '@aftercare/notifications';
import { InboundSmsController } from './inbound-sms.controller.js';
import { MessageTemplatesController } from './message-templates.controller.js';
import { MessagesController } from './messages.controller.js';

@Module({
  imports: [NotificationsModule],
  controllers: [InboundSmsController, MessagesController, MessageTemplatesController],
})
export class NotificationsApiModule {}
