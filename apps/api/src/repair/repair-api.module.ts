import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { WarrantyModule } from '@aftercare/warranty';
import { BenchController } from './bench.controller.js';
import { DevicePartsController } from './device-parts.controller.js';
import { RepairOrdersController } from './repair-orders.controller.js';
import { SettlementController } from './settlement.controller.js';

@Module({
  imports: [OrganizationModule, RepairModule, WarrantyModule],
  controllers: [RepairOrdersController, BenchController, DevicePartsController, SettlementController],
})
export class RepairApiModule {}
