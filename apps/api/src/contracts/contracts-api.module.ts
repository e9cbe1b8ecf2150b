import { Module } from '@nestjs/common';
import { ContractsModule } from '@aftercare/contracts';
import { DeviceContractsController } from './device-contracts.controller.js';
import { ContractsController } from './contracts.controller.js';

@Module({ imports: [ContractsModule], controllers: [ContractsController, DeviceContractsController] })
export class ContractsApiModule {}
