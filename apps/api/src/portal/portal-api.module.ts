import { Module } from '@nestjs/common';
import { Clock } from '@aftercare/kernel';
import { Outbox } from '@aftercare/platform';
import { OneTimeCodes, PortalModule } from '@aftercare/portal';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { PortalController } from './portal.controller.js';
import { PortalTokens } from './portal-tokens.js';
import { VisitorGuard } from './visitor.guard.js';

@Module({
  imports: [PortalModule],
  controllers: [PortalController],
  providers: [
    PortalTokens,
    VisitorGuard,
    {
      provide: OneTimeCodes,
      useFactory: (outbox: Outbox, clock: Clock, config: ApiConfig) =>
        new OneTimeCodes(outbox, clock, config.OTP_SECRET),
      inject: [Outbox, Clock, API_CONFIG],
    },
  ],
})
export class PortalApiModule {}
