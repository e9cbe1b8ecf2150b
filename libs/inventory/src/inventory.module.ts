import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationModule } from '@aftercare/organization';
import { GoodsReceiptsService } from './goods-receipts.service.js';
import { RequisitionLine } from './requisition-line.entity.js';
import { Requisition } from './requisition.entity.js';
import { RequisitionsService } from './requisitions.service.js';
import { Shortages } from './shortages.js';
import { StockAdjustmentsService } from './stock-adjustments.service.js';
import { StockLocation } from './stock-location.entity.js';
import { StockLocationsService } from './stock-locations.service.js';
import { StockQueries } from './stock.queries.js';
import { Stock } from './stock.js';
import { UnitExchangesService } from './unit-exchanges.service.js';

const services = [
  GoodsReceiptsService,
  RequisitionsService,
  StockAdjustmentsService,
  StockLocationsService,
  StockQueries,
  UnitExchangesService,
];

@Module({
  imports: [OrganizationModule, TypeOrmModule.forFeature([Requisition, RequisitionLine, StockLocation])],
  providers: [Shortages, Stock, ...services],
  exports: services,
})
export class InventoryModule {}
