import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingModule } from '@aftercare/billing';
import { CatalogModule } from '@aftercare/catalog';
import { ContractsModule } from '@aftercare/contracts';
import { DevicesModule } from '@aftercare/devices';
import { InventoryModule } from '@aftercare/inventory';
import { OrganizationModule } from '@aftercare/organization';
import { WarrantyModule } from '@aftercare/warranty';
import { BenchQueries } from './bench.queries.js';
import { CodeChoicesQueries } from './code-choices.queries.js';
import { DiagnosisService } from './diagnosis.service.js';
import { ComponentsQueries } from './components.queries.js';
import { FittingsService } from './fittings.service.js';
import { HandoverService } from './handover.service.js';
import { HistoricOrdersService } from './historic-orders.service.js';
import { LinesService } from './lines.service.js';
import { OrderCoverage } from './order-coverage.js';
import { MergesService } from './merges.service.js';
import { QuotesService } from './quotes.service.js';
import { RepairLine } from './repair-line.entity.js';
import { RepairOrder } from './repair-order.entity.js';
import { RepairQuote } from './repair-quote.entity.js';
import { RepairsQueries } from './repairs.queries.js';
import { ReplacementsService } from './replacements.service.js';
import { RepairsService } from './repairs.service.js';
import { SimilarRepairsQueries } from './similar-repairs.queries.js';
import { VendorLegsService } from './vendor-legs.service.js';
import { WorkshopService } from './workshop.service.js';

const services = [
  BenchQueries,
  CodeChoicesQueries,
  ComponentsQueries,
  DiagnosisService,
  FittingsService,
  HandoverService,
  HistoricOrdersService,
  LinesService,
  MergesService,
  QuotesService,
  RepairsQueries,
  RepairsService,
  ReplacementsService,
  SimilarRepairsQueries,
  VendorLegsService,
  WorkshopService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([RepairLine, RepairOrder, RepairQuote]),
    BillingModule,
    CatalogModule,
    ContractsModule,
    DevicesModule,
    InventoryModule,
    OrganizationModule,
    WarrantyModule,
  ],
  providers: [...services, OrderCoverage],
  exports: services,
})
export class RepairModule {}
