import { Module } from '@nestjs/common';
import { DevicesModule } from '@aftercare/devices';
import { CustomerDevicesController } from './customer-devices.controller.js';
import { DeviceBlocksController } from './device-blocks.controller.js';
import { DeviceComponentsController } from './device-components.controller.js';
import { DevicesController } from './devices.controller.js';

@Module({
  imports: [DevicesModule],
  controllers: [CustomerDevicesController, DeviceBlocksController, DeviceComponentsController, DevicesController],
})
export class DevicesApiModule {}
