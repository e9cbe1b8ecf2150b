import { Module } from '@nestjs/common';
import { DevicesModule } from '@aftercare/devices';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { WarrantyModule } from '@aftercare/warranty';
import { PartChoicesController } from './part-choices.controller.js';
import { BenchController } from './bench.controller.js';
import { DeviceMergesController } from './device-merges.controller.js';
import { DevicePartsController } from './device-parts.controller.js';
import { DeviceSwapsController } from './device-swaps.controller.js';
import { RepairOrdersController } from './repair-orders.controller.js';
import { SettlementController } from './settlement.controller.js';

@Module({
  imports: [DevicesModule, OrganizationModule, RepairModule, WarrantyModule],
  controllers: [
    RepairOrdersController,
    PartChoicesController,
    BenchController,
    DeviceMergesController,
    DevicePartsController,
    DeviceSwapsController,
    SettlementController,
  ],
})
export class RepairApiModule {}
