import { Module } from '@nestjs/common';
import { CustomersModule } from '@aftercare/customers';
import { DevicesModule } from '@aftercare/devices';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { ArrivalsService } from './arrivals.service.js';
import { FrontDeskQueries } from './front-desk.queries.js';
import { HandOversService } from './hand-overs.service.js';
import { ReceptionQueries } from './reception.queries.js';
import { ReceptionsService } from './receptions.service.js';

const services = [ArrivalsService, FrontDeskQueries, HandOversService, ReceptionQueries, ReceptionsService];

@Module({
  imports: [CustomersModule, DevicesModule, OrganizationModule, RepairModule],
  providers: services,
  exports: services,
})
export class ReceptionModule {}
