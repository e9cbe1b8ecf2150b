import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '@aftercare/customers';
import { ComponentsService } from './components.service.js';
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
  imports: [CustomersModule, TypeOrmModule.forFeature([Device])],
  providers: [...services, DeviceHistory],
  exports: services,
})
export class DevicesModule {}
