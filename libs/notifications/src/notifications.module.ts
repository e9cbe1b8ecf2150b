import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InboundSmsService } from './inbound-sms.service.js';
import { MessageTemplate } from './message-template.entity.js';
import { MessageTemplatesService } from './message-templates.service.js';
import { MessagesService } from './messages.service.js';
import { NotificationsQueries } from './notifications.queries.js';

const services = [InboundSmsService, MessageTemplatesService, MessagesService, NotificationsQueries];

/** Messages and templates. What sends them (`CustomerNotices`, `MessageDelivery`) is made by the worker. */
@Module({
  imports: [TypeOrmModule.forFeature([MessageTemplate])],
  providers: services,
  exports: services,
})
export class NotificationsModule {}
