import { Module } from '@nestjs/common';
import { InventoryModule } from '@aftercare/inventory';
import { RepairModule } from '@aftercare/repair';
import { GoodsReceiptsController } from './goods-receipts.controller.js';
import { RequisitionsController } from './requisitions.controller.js';
import { StockLocationsController } from './stock-locations.controller.js';
import { StockController } from './stock.controller.js';

@Module({
  imports: [InventoryModule, RepairModule],
  controllers: [GoodsReceiptsController, RequisitionsController, StockController, StockLocationsController],
})
export class InventoryApiModule {}
