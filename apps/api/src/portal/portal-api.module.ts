import { Module } from '@nestjs/common';
import { Clock } from '@aftercare/kernel';
import { Outbox } from '@aftercare/platform';
import { OneTimeCodes, PortalModule } from '@aftercare/portal';
import { WarrantyModule } from '@aftercare/warranty';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { PortalCardsController } from './portal-cards.controller.js';
import { PortalController } from './portal.controller.js';
import { PortalTokens } from './portal-tokens.js';
import { CardHolderGuard, VisitorGuard } from './visitor.guard.js';

@Module({
  imports: [PortalModule, WarrantyModule],
  controllers: [PortalCardsController, PortalController],
  providers: [
    PortalTokens,
    CardHolderGuard,
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
