import { Module } from '@nestjs/common';
import { Clock } from '@aftercare/kernel';
import {
  CardsBySms,
  CustomerNotices,
  devOutboxDriver,
  KavenegarDriver,
  limitedSms,
  MessageDelivery,
  type MessageDriver,
  MessagesService,
  NotificationsModule,
  SecurityNotices,
  SmtpDriver,
} from '@aftercare/notifications';
import { CompanyQueries, OrganizationModule } from '@aftercare/organization';
import { Database, Outbox } from '@aftercare/platform';
import { WarrantyModule } from '@aftercare/warranty';
import { WORKER_CONFIG, type WorkerConfig } from '../config.js';
import { ActivateCardBySms } from './activate-card-by-sms.subscriber.js';
import { NotifySecurity } from './notify-security.subscriber.js';
import { NotifyCustomer } from './notify-customer.subscriber.js';
import { SendMessage } from './send-message.subscriber.js';

@Module({
  imports: [NotificationsModule, OrganizationModule, WarrantyModule],
  providers: [
    ActivateCardBySms,
    CardsBySms,
    NotifyCustomer,
    NotifySecurity,
    SecurityNotices,
    SendMessage,
    {
      provide: CustomerNotices,
      useFactory: (messages: MessagesService, config: WorkerConfig) => new CustomerNotices(messages, config.PORTAL_URL),
      inject: [MessagesService, WORKER_CONFIG],
    },
    {
      provide: MessageDelivery,
      useFactory: (db: Database, outbox: Outbox, clock: Clock, company: CompanyQueries, config: WorkerConfig) =>
        new MessageDelivery(
          db,
          { sms: smsDriver(config, { db, outbox, clock, company }), email: mailDriver(config) },
          clock,
        ),
      inject: [Database, Outbox, Clock, CompanyQueries, WORKER_CONFIG],
    },
  ],
})
export class NotificationsWorkerModule {}

function mailDriver({ SMTP_URL: url, MAIL_FROM: from }: WorkerConfig): MessageDriver {
  return url === undefined ? devOutboxDriver : new SmtpDriver({ url, from });
}

function smsDriver(config: WorkerConfig, platform: Parameters<typeof limitedSms>[2]): MessageDriver {
  if (config.SMS_DRIVER === 'none') return devOutboxDriver;
  const { KAVENEGAR_URL: url, KAVENEGAR_API_KEY: apiKey, KAVENEGAR_SENDER: sender } = config;
  if (apiKey === undefined) throw new Error('KAVENEGAR_API_KEY is missing: SMS_DRIVER=kavenegar needs it');
  const limits = { countries: config.SMS_COUNTRIES, perDay: config.SMS_PER_DAY };
  return limitedSms(new KavenegarDriver({ url, apiKey, sender }), limits, platform);
}
