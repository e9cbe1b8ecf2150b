import { Module } from '@nestjs/common';
import { Clock } from '@aftercare/kernel';
import { NotificationsModule } from '@aftercare/notifications';
import { Outbox } from '@aftercare/platform';
import { OneTimeCodes } from '@aftercare/portal';
import { WORKER_CONFIG, type WorkerConfig } from '../config.js';
import { SendOneTimeCode } from './send-one-time-code.subscriber.js';

@Module({
  imports: [NotificationsModule],
  providers: [
    SendOneTimeCode,
    {
      provide: OneTimeCodes,
      useFactory: (outbox: Outbox, clock: Clock, config: WorkerConfig) =>
        new OneTimeCodes(outbox, clock, config.OTP_SECRET),
      inject: [Outbox, Clock, WORKER_CONFIG],
    },
  ],
})
export class PortalWorkerModule {}
