import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { WarrantyModule } from '@aftercare/warranty';
import { CardActivations } from './card-activations.js';
import { PortalThrottles } from './portal-throttles.js';
import { QuoteAnswersService } from './quote-answers.service.js';
import { TrackingQueries } from './tracking.queries.js';

const services = [CardActivations, PortalThrottles, QuoteAnswersService, TrackingQueries];

/** The customer's side of a reception. `OneTimeCodes` is made by each app, which knows its secret. */
@Module({ imports: [OrganizationModule, RepairModule, WarrantyModule], providers: services, exports: services })
export class PortalModule {}
