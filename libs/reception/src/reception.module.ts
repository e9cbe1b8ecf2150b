import { Module } from '@nestjs/common';
import { ContractsModule } from '@aftercare/contracts';
import { CustomersModule } from '@aftercare/customers';
import { DevicesModule } from '@aftercare/devices';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { WarrantyModule } from '@aftercare/warranty';
import { ArrivalsService } from './arrivals.service.js';
import { EntitlementsQueries } from './entitlements.queries.js';
import { FrontDeskQueries } from './front-desk.queries.js';
import { HandOversService } from './hand-overs.service.js';
import { ReceptionQueries } from './reception.queries.js';
import { ReceptionsService } from './receptions.service.js';

const services = [
  ArrivalsService,
  EntitlementsQueries,
  FrontDeskQueries,
  HandOversService,
  ReceptionQueries,
  ReceptionsService,
];

@Module({
  imports: [ContractsModule, CustomersModule, DevicesModule, OrganizationModule, RepairModule, WarrantyModule],
  providers: services,
  exports: services,
})
export class ReceptionModule {}
