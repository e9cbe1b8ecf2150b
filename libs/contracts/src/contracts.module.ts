import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ContractBillingService } from './contract-billing.service.js';
import { ContractCalendarService } from './contract-calendar.service.js';
import { ContractUseService } from './contract-use.service.js';
import { ContractsQueries } from './contracts.queries.js';
import { ContractsService } from './contracts.service.js';
import { ServiceContract } from './service-contract.entity.js';

const services = [
  ContractBillingService,
  ContractCalendarService,
  ContractsQueries,
  ContractsService,
  ContractUseService,
];

@Module({
  imports: [OrganizationModule, TypeOrmModule.forFeature([ServiceContract])],
  providers: services,
  exports: services,
})
export class ContractsModule {}
