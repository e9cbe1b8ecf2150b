import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '@aftercare/customers';
import { OrganizationModule } from '@aftercare/organization';
import { BlocksQueries } from './blocks.queries.js';
import { BlocksService } from './blocks.service.js';
import { ComponentsService } from './components.service.js';
import { DeviceBlock } from './device-block.entity.js';
import { Device } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { DevicesQueries } from './devices.queries.js';
import { DevicesService } from './devices.service.js';
import { DocumentedUnitsService } from './documented-units.service.js';
import { FittedPartsService } from './fitted-parts.service.js';
import { OwnershipService } from './ownership.service.js';
import { ReadingsService } from './readings.service.js';
import { SerialFeedService } from './serial-feed.service.js';
import { SwapsService } from './swaps.service.js';
import { TwinsService } from './twins.service.js';

const services = [
  BlocksQueries,
  BlocksService,
  ComponentsService,
  DevicesQueries,
  DevicesService,
  DocumentedUnitsService,
  FittedPartsService,
  OwnershipService,
  ReadingsService,
  SerialFeedService,
  SwapsService,
  TwinsService,
];

@Module({
  imports: [CustomersModule, OrganizationModule, TypeOrmModule.forFeature([Device, DeviceBlock])],
  providers: [...services, DeviceHistory],
  exports: services,
})
export class DevicesModule {}
